using System.Collections.Concurrent;
using System.Text;

namespace LeakyApp.Leaks;

/// <summary>
/// LEAK: a cache without a bound. Every new key stays for ever: nothing limits the count, the bytes or the age.
/// </summary>
/// <remarks>
/// How it comes about: "let's keep it, it is expensive to make", and a static dictionary. With the ten keys of the
/// developer's machine it is a cache; with the keys of all customers it is a leak. It is reachable from a static field, so
/// the collector must keep it: the heap grows by what was posted (4,000 bytes a request in the sample load), and after a
/// forced collection too. Seen from outside: anonymous memory and the heap after collection rise in step with requests
/// that bring new keys, and stop rising when the same keys come again.
/// Done rightly: HealthyApp/BoundedCache.cs.
/// </remarks>
internal static class UnboundedCache
{
    private static readonly ConcurrentDictionary<string, byte[]> Entries = new(StringComparer.Ordinal);

    /// <summary>Entries held.</summary>
    public static int Count => Entries.Count;

    /// <summary>Bytes of the values held, without keys and bookkeeping.</summary>
    public static long Bytes => Entries.Sum(entry => (long)entry.Value.Length);

    public static int Put(string key, string value)
    {
        var stored = Encoding.UTF8.GetBytes(value);
        Entries[key] = stored;
        return stored.Length;
    }
}
