using LeakGate.Runs;

namespace LeakGate.Reports.Formats;

/// <summary>Puts the files of a format in place, each whole.</summary>
public static class ReportWriter
{
    /// <summary>Writes one format.</summary>
    /// <param name="format">What to write.</param>
    /// <param name="input">What it is about.</param>
    /// <param name="folder">Absolute folder; it is made where it does not stand.</param>
    /// <returns>Absolute paths, in the order of writing.</returns>
    /// <exception cref="IOException">A file can't be written.</exception>
    public static IReadOnlyList<string> Write(IReportFormat format, ReportInput input, string folder)
    {
        ArgumentNullException.ThrowIfNull(format);
        var written = new List<string>();
        foreach (var file in format.Write(input))
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            RunFolder.WriteWhole(path, file.Content.Span);
            written.Add(path);
        }

        return written;
    }
}
