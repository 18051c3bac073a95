using System.Globalization;
using System.Runtime.CompilerServices;
using Shouldly;

namespace LeakGate.Tests.Reports;

/// <summary>
/// Compares a text with the file that was accepted, character by character. Set LEAKGATE_ACCEPT_SNAPSHOTS=1 to accept what comes out now,
/// then read the difference before committing it.
/// </summary>
internal static class Snapshot
{
    public static readonly string[] Cultures = ["en-US", "ru-RU", "de-DE", "tr-TR"];

    public static void Matches(string name, Func<string> text, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("LEAKGATE_ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text());
        }

        var accepted = File.ReadAllText(file);
        foreach (var culture in Cultures)
        {
            Under(culture, text).ShouldBe(accepted, $"{name} under {culture}");
        }
    }

    private static string Under(string culture, Func<string> text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
