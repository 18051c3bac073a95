using System.Text;

namespace HealthyApp;

/// <summary>
/// A cache with all three bounds: entries, bytes and age. The oldest entries leave first. Thread safe.
/// </summary>
/// <remarks>
/// The twin of LeakyApp's UnboundedCache. One bound alone is not enough: entries alone let large values fill the memory,
/// bytes alone let a million tiny ones in, age alone lets a burst through.
/// </remarks>
internal sealed class BoundedCache(TimeProvider clock)
{
    /// <summary>Most entries.</summary>
    public const int MaxEntries = 500;

    /// <summary>Most bytes of values. A single value above this is not cached at all.</summary>
    public const long MaxBytes = 4 * 1024 * 1024;

    /// <summary>Longest age.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(MaxEntries + 1, StringComparer.Ordinal);
    private readonly LinkedList<Entry> _oldestFirst = [];
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>Entries held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Count;
            }
        }
    }

    /// <summary>Bytes of the values held, without keys and bookkeeping.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    public int Put(string key, string value)
    {
        var entry = new Entry(key, Encoding.UTF8.GetBytes(value), clock.GetTimestamp());
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            if (entry.Value.Length <= MaxBytes)
            {
                _byKey[key] = _oldestFirst.AddLast(entry);
                _bytes += entry.Value.Length;
            }

            while (_oldestFirst.First is { } oldest
                && (_byKey.Count > MaxEntries || _bytes > MaxBytes || clock.GetElapsedTime(oldest.Value.Stored) > MaxAge))
            {
                Remove(oldest);
            }
        }

        return entry.Value.Length;
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _oldestFirst.Remove(node);
        _byKey.Remove(node.Value.Key);
        _bytes -= node.Value.Value.Length;
    }

    private sealed record Entry(string Key, byte[] Value, long Stored);
}
