using System.Text;

namespace LeakGate.Reports.Formats;

/// <summary>One file of a report.</summary>
/// <param name="Path">Relative to the folder that is written to, with <c>/</c>; made by LeakGate, never from a target's words.</param>
/// <param name="Content">The whole file.</param>
public sealed record ReportFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>A text file, UTF-8 without a mark.</summary>
    public static ReportFile Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}
