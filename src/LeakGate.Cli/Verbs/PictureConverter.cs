using System.ComponentModel;
using System.Diagnostics;

namespace LeakGate.Cli.Verbs;

/// <summary>Turns SVG files into PNG by a program that may be installed: <c>rsvg-convert</c> of librsvg.</summary>
internal sealed class PictureConverter
{
    /// <summary>Name of the program.</summary>
    public const string Program = "rsvg-convert";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly string _path;

    private PictureConverter(string path) => _path = path;

    /// <summary>The converter, looked for in <c>PATH</c>; <see langword="null"/>: it is not installed.</summary>
    public static PictureConverter? Find(Func<string, string?> environment) =>
        (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Program))
            .FirstOrDefault(File.Exists) is { } path ? new PictureConverter(path) : null;

    /// <summary>Writes a PNG of twice the size beside each file, whole or not at all.</summary>
    /// <param name="files">Absolute paths of SVG files.</param>
    /// <param name="tell">Told what kept the first of those that could not be turned; the rest are left as they are then.</param>
    /// <returns>Absolute paths of the pictures.</returns>
    public IReadOnlyList<string> Convert(IReadOnlyList<string> files, Action<string> tell)
    {
        List<string> written = [];
        foreach (string file in files)
        {
            string picture = Path.ChangeExtension(file, ".png");
            string beside = picture + ".part";
            if (Problem(file, beside) is { } problem)
            {
                File.Delete(beside);
                tell($"{Program}: {problem}");
                break;
            }

            File.Move(beside, picture, overwrite: true);
            written.Add(picture);
        }

        return written;
    }

    private string? Problem(string file, string picture)
    {
        ProcessStartInfo start = new(_path, ["--format", "png", "--zoom", "2", "--output", picture, file])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> said = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Longest))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                return Path.GetFileName(file);
            }

            return process.ExitCode == 0 && File.Exists(picture) ? null : said.GetAwaiter().GetResult().Trim();
        }
        catch (Win32Exception fault)
        {
            return fault.Message;
        }
    }
}
