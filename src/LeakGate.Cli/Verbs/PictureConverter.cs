using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>Turns SVG files into PNG by a program that may be installed: <c>rsvg-convert</c> of librsvg.</summary>
internal sealed class PictureConverter
{
    /// <summary>Name of the program.</summary>
    public const string Program = "rsvg-convert";

    /// <summary>Time for one picture; a chart takes well under a second.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>After so many pictures that took too long the rest are not tried: the program hangs, not the chart.</summary>
    private const int MostTimeouts = 2;

    private readonly string _path;
    private readonly TimeSpan _longest;
    private readonly Language _language;

    private PictureConverter(string path, Language language, TimeSpan longest)
    {
        _path = path;
        _language = language;
        _longest = longest;
    }

    /// <summary>The converter, looked for in <c>PATH</c>; <see langword="null"/>: it is not installed.</summary>
    /// <param name="environment">Variables.</param>
    /// <param name="language">Language of what is told.</param>
    /// <param name="longest">Time for one picture; 15 seconds unless given.</param>
    public static PictureConverter? Find(Func<string, string?> environment, Language language, TimeSpan? longest = null) =>
        (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Program))
            .FirstOrDefault(File.Exists) is { } path ? new PictureConverter(path, language, longest ?? Longest) : null;

    /// <summary>Writes a PNG of twice the size beside each file, whole or not at all; one that can't be turned keeps no other from it.</summary>
    /// <param name="files">Absolute paths of SVG files.</param>
    /// <param name="tell">Told of each file that has no PNG, and why.</param>
    /// <returns>Absolute paths of the pictures.</returns>
    public IReadOnlyList<string> Convert(IReadOnlyList<string> files, Action<string> tell)
    {
        List<string> written = [];
        int timeouts = 0;
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            if (timeouts == MostTimeouts)
            {
                tell($"{name}: {_language.Pick($"not tried after {Program} took too long", $"не пробовали: {Program} работает слишком долго")}");
                continue;
            }

            string picture = Path.ChangeExtension(file, ".png");
            string beside = picture + ".part";
            (string? problem, bool timedOut) = Turn(file, beside);
            timeouts += timedOut ? 1 : 0;
            if (problem is not null)
            {
                File.Delete(beside);
                tell($"{name}: {Program}: {problem}");
                continue;
            }

            File.Move(beside, picture, overwrite: true);
            written.Add(picture);
        }

        return written;
    }

    private (string? Problem, bool TimedOut) Turn(string file, string picture)
    {
        ProcessStartInfo start = new(_path, ["--format", "png", "--zoom", "2", "--output", picture, file])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> printed = process.StandardOutput.ReadToEndAsync();
            Task<string> said = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(_longest))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                string seconds = Quantity.In(_language).Number(_longest.TotalSeconds);
                return (_language.Pick($"took longer than {seconds} s", $"дольше {seconds} с"), true);
            }

            Task.WaitAll(printed, said);
            return process.ExitCode == 0 && File.Exists(picture) ? (null, false) : (Said(said.Result, process.ExitCode), false);
        }
        catch (Win32Exception fault)
        {
            return (fault.Message, false);
        }
    }

    /// <summary>The last line that it printed, made harmless; without one, its exit code.</summary>
    private string Said(string error, int exitCode)
    {
        string last = error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        string code = exitCode.ToString(CultureInfo.InvariantCulture);
        return last.Length > 0 ? TextColumns.Fit(SafeText.Of(last), 200) : _language.Pick($"wrote no picture, exit code {code}", $"не записал картинку, код завершения {code}");
    }
}
