using System.Buffers.Text;
using System.Text;

namespace LeakGate.Observation.ProcFs;

/// <summary>What became of one read below <c>/proc</c>.</summary>
internal enum ProcOutcome
{
    /// <summary>There is text.</summary>
    Read,

    /// <summary>The file or its process does not exist (any more), or the kernel was built or started without what it tells of.</summary>
    Gone,

    /// <summary>There is a problem to be told.</summary>
    Failed,
}

/// <summary>The text of one file, valid until the next read, or why there is none.</summary>
internal readonly ref struct ProcText
{
    public required ProcOutcome Outcome { get; init; }

    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>File and problem, for a gap; set when the outcome is not <see cref="ProcOutcome.Read"/>.</summary>
    public string Problem { get; init; }
}

/// <summary>
/// Reads files below a <c>/proc</c> with one buffer that is used again, so that a tick leaves nothing to collect.
/// Not thread safe.
/// </summary>
internal sealed class ProcFiles
{
    /// <summary>More than this is no file that is read here: the table of some 400,000 sockets.</summary>
    private const int LongestFile = 64 << 20;

    private readonly byte[] _path;
    private readonly int _rootLength;
    private byte[] _buffer = new byte[4096];

    public ProcFiles(string root)
    {
        Root = root.TrimEnd('/');
        var bytes = Encoding.UTF8.GetBytes(Root + "/");
        _rootLength = bytes.Length;
        _path = new byte[_rootLength + 256];
        bytes.CopyTo(_path, 0);
        SizeIsCount = IsProc(root);
    }

    /// <summary>Where the tree is mounted, without a slash at its end.</summary>
    public string Root { get; }

    /// <summary>Whether the size of a descriptor folder may be its count: on the kernel's own tree only, never on a copy.</summary>
    public bool SizeIsCount { get; }

    /// <summary>Reads <c>ROOT/PID/name</c> whole.</summary>
    public ProcText Read(int pid, ReadOnlySpan<byte> name) => ReadWhole(PathOf(pid, name));

    /// <summary>Reads <c>ROOT/name</c> whole.</summary>
    public ProcText Read(ReadOnlySpan<byte> name) => ReadWhole(PathOf(null, name));

    /// <summary>Reads a file elsewhere whole, such as one of a control group.</summary>
    /// <param name="zeroTerminatedPath">Its path with a byte 0 at its end.</param>
    public ProcText ReadAt(ReadOnlySpan<byte> zeroTerminatedPath) => ReadWhole(zeroTerminatedPath);

    /// <summary>Where the link <c>ROOT/PID/name</c> points to; its text is valid until the next read.</summary>
    public ProcText ReadLink(int pid, ReadOnlySpan<byte> name) => ReadLinkAt(PathOf(pid, name));

    /// <summary>Where the link <c>ROOT/name</c> points to; its text is valid until the next read.</summary>
    public ProcText ReadLink(ReadOnlySpan<byte> name) => ReadLinkAt(PathOf(null, name));

    /// <summary>The size of <c>ROOT/PID/name</c>, negative when there is none.</summary>
    public long Size(int pid, ReadOnlySpan<byte> name) => ProcCalls.Size(PathOf(pid, name));

    /// <summary>
    /// Opens the folder <c>ROOT/PID/name</c> for <see cref="ProcCalls.NextEntry"/>; the caller closes it. Zero: there is
    /// none, and the outcome says why.
    /// </summary>
    public nint OpenFolder(int pid, ReadOnlySpan<byte> name, out ProcOutcome outcome, out string problem)
    {
        var path = PathOf(pid, name);
        var folder = ProcCalls.OpenFolder(path, out var error);
        var failure = folder == 0 ? Failure(path, error) : new ProcText { Outcome = ProcOutcome.Read, Problem = "" };
        outcome = failure.Outcome;
        problem = failure.Problem;
        return folder;
    }

    /// <summary>Opens the root itself for <see cref="ProcCalls.NextEntry"/>; the caller closes it. Zero: there is none.</summary>
    public nint OpenFolder(out string problem)
    {
        var path = PathOf(null, []);
        var folder = ProcCalls.OpenFolder(path, out var error);
        problem = folder == 0 ? Failure(path, error).Problem : "";
        return folder;
    }

    /// <summary>The path as text, for messages and for the class library.</summary>
    public string TextPath(int pid, string name) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Root}/{pid}/{name}");

    private static bool IsProc(string root)
    {
        try
        {
            return string.Equals(new DriveInfo(root).DriveFormat, "proc", StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Then entries are counted one by one, which is right everywhere.
            return false;
        }
    }

    private ProcText ReadLinkAt(ReadOnlySpan<byte> path)
    {
        var count = ProcCalls.ReadLink(path, _buffer);
        return count < 0 ? Failure(path, -count) : new ProcText { Outcome = ProcOutcome.Read, Text = _buffer.AsSpan(0, count) };
    }

    private ReadOnlySpan<byte> PathOf(int? pid, ReadOnlySpan<byte> name)
    {
        var at = _rootLength;
        if (pid is { } id)
        {
            _ = Utf8Formatter.TryFormat(id, _path.AsSpan(at), out var digits);
            at += digits;
            _path[at++] = (byte)'/';
        }

        name.CopyTo(_path.AsSpan(at));
        at += name.Length;
        _path[at] = 0;
        return _path.AsSpan(0, at + 1);
    }

    private ProcText ReadWhole(ReadOnlySpan<byte> path)
    {
        var file = ProcCalls.Open(path);
        if (file < 0)
        {
            return Failure(path, -file);
        }

        try
        {
            var length = 0;
            while (true)
            {
                if (length == _buffer.Length)
                {
                    if (length >= LongestFile)
                    {
                        return Problem(path, "longer than 64 MiB");
                    }

                    Array.Resize(ref _buffer, length * 2);
                }

                var count = ProcCalls.Read(file, _buffer.AsSpan(length));
                if (count < 0)
                {
                    return Failure(path, -count);
                }

                if (count == 0)
                {
                    return new ProcText { Outcome = ProcOutcome.Read, Text = _buffer.AsSpan(0, length) };
                }

                length += count;
            }
        }
        finally
        {
            ProcCalls.Close(file);
        }
    }

    private static ProcText Failure(ReadOnlySpan<byte> path, int error) =>
        error is ProcCalls.NoEntry or ProcCalls.NoProcess or ProcCalls.NotADirectory or ProcCalls.NotSupported
            ? new ProcText { Outcome = ProcOutcome.Gone, Problem = $"{Text(path)}: {ProcCalls.Describe(error)}" }
            : Problem(path, ProcCalls.Describe(error));

    private static ProcText Problem(ReadOnlySpan<byte> path, string what) =>
        new() { Outcome = ProcOutcome.Failed, Problem = $"{Text(path)}: {what}" };

    private static string Text(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path[..^1]);
}
