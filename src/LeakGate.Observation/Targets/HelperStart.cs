using System.Diagnostics;

namespace LeakGate.Observation.Targets;

/// <summary>How a hidden verb of LeakGate is started as a process of its own, with pipes for input, output and errors.</summary>
internal static class HelperStart
{
    // A target's settings for the .NET runtime must not change the helper, and it needs neither diagnostics nor a background collector.
    private static readonly string[] RuntimePrefixes = ["DOTNET_", "COMPlus_", "CORECLR_"];

    /// <summary>The program, its words and its environment.</summary>
    public static ProcessStartInfo Of(params IEnumerable<string> verb)
    {
        var (file, prefix) = SelfCommand.Resolve();
        var start = new ProcessStartInfo(file, [.. prefix, .. verb])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(IsRuntimeSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // It needs no culture, and an image without culture data would not start it otherwise.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        return start;
    }

    private static bool IsRuntimeSetting(string name) =>
        !string.Equals(name, "DOTNET_ROOT", StringComparison.Ordinal)
        && Array.Exists(RuntimePrefixes, p => name.StartsWith(p, StringComparison.Ordinal));
}
