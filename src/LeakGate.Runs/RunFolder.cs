using System.Globalization;

namespace LeakGate.Runs;

/// <summary>The folder of one target's run: <c>.leakgate/runs/RUN/TARGET/</c>.</summary>
public sealed class RunFolder
{
    private RunFolder(string path) => Path = path;

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Records, appended as they happen.</summary>
    public string RecordsFile => System.IO.Path.Combine(Path, "run.jsonl");

    /// <summary>The verdict document.</summary>
    public string VerdictFile => System.IO.Path.Combine(Path, "verdict.json");

    /// <summary>The load report, with the performance profile.</summary>
    public string PerformanceFile => System.IO.Path.Combine(Path, "performance.json");

    /// <summary>The target's output, bounded.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "target.log");

    /// <summary>Makes the folder of a target below <paramref name="root"/>.</summary>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public static RunFolder Create(string root, string runId, string target)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, runId, target));
        Directory.CreateDirectory(path);
        return new RunFolder(path);
    }

    /// <summary>A folder that stands already.</summary>
    /// <exception cref="DirectoryNotFoundException">It does not stand, or holds no records.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(System.IO.Path.GetFullPath(path));
        return File.Exists(folder.RecordsFile)
            ? folder
            : throw new DirectoryNotFoundException($"'{path}' is no run folder: it holds no run.jsonl.");
    }

    /// <summary>A new run id: UTC time and four random hexadecimal digits, so that ids sort by time.</summary>
    public static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture)
        + Guid.NewGuid().ToString("N")[..4];

    /// <summary>Writes a whole file beside its place and moves it there, so that no reader sees half of it.</summary>
    public static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".part";
        File.WriteAllBytes(beside, content);
        File.Move(beside, path, overwrite: true);
    }
}
