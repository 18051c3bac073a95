using System.Globalization;
using System.Text;

namespace LeakGate.Observation.Targets;

/// <summary>
/// What a program prints, bounded: the first 256 KiB and the last 768 KiB, with a line between them that says how much was dropped.
/// A full disk ends the writing, never the reading: a program whose output nobody takes would stand still. Thread safe.
/// </summary>
internal sealed class BoundedLog : IDisposable
{
    public const int HeadBytes = 256 * 1024;
    public const int TailBytes = 768 * 1024;

    // A rewrite of the tail costs 768 KiB, so a chatty program causes it at most this often.
    private static readonly TimeSpan RewriteInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[TailBytes];
    private readonly ITimer? _timer;
    private FileStream? _file;
    private long _total;
    private bool _tailIsStale;

    /// <summary>A log into a file, which is replaced; or, without a path, in memory only.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public BoundedLog(string? path, TimeProvider time)
    {
        if (path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            _timer = time.CreateTimer(_ => Flush(), state: null, RewriteInterval, RewriteInterval);
        }
    }

    /// <summary>Why the file ends early; <see langword="null"/> while all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes what was printed.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_total + bytes.Length <= HeadBytes + TailBytes)
            {
                Write(bytes, _total);
            }
            else
            {
                // The part of this very piece that still belongs to the head must be in the file before the tail goes behind it.
                var head = (int)Math.Clamp(HeadBytes - _total, 0, bytes.Length);
                Write(bytes[..head], _total);
                _tailIsStale = true;
            }

            var kept = bytes.Length > TailBytes ? bytes[^TailBytes..] : bytes;
            var at = (int)((_total + bytes.Length - kept.Length) % TailBytes);
            var first = Math.Min(kept.Length, TailBytes - at);
            kept[..first].CopyTo(_ring.AsSpan(at));
            kept[first..].CopyTo(_ring);
            _total += bytes.Length;
        }
    }

    /// <summary>The last lines, oldest first; of a longer output only its last 64 KiB are looked at.</summary>
    public IReadOnlyList<string> LastLines(int lines)
    {
        const int LookAt = 64 * 1024;
        byte[] last;
        lock (_lock)
        {
            last = Last((int)Math.Min(_total, LookAt));
        }

        var all = Encoding.UTF8.GetString(last).ReplaceLineEndings("\n").Split('\n');
        var count = all[^1].Length == 0 ? all.Length - 1 : all.Length;
        return all[Math.Max(0, count - lines)..count];
    }

    /// <summary>Brings the file up to date.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (!_tailIsStale)
            {
                return;
            }

            _tailIsStale = false;
            var dropped = _total - HeadBytes - TailBytes;
            // Fixed width, so that the tail keeps its place from one rewrite to the next.
            var notice = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"\n[leakgate: {dropped,15} bytes were dropped here, the log is bounded]\n"));
            Write(notice, HeadBytes);
            Write(Last(TailBytes), HeadBytes + notice.Length);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer?.Dispose();
        Flush();
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private byte[] Last(int count)
    {
        var last = new byte[count];
        var at = (int)((_total - count) % TailBytes);
        var first = Math.Min(count, TailBytes - at);
        _ring.AsSpan(at, first).CopyTo(last);
        _ring.AsSpan(0, count - first).CopyTo(last.AsSpan(first));
        return last;
    }

    private void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (_file is null || bytes.IsEmpty)
        {
            return;
        }

        try
        {
            RandomAccess.Write(_file.SafeFileHandle, bytes, offset);
        }
        catch (IOException e)
        {
            Fault = e.Message;
            _file.Dispose();
            _file = null;
        }
    }
}
