using System.Globalization;
using System.Text.RegularExpressions;

namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// Bytes in use in a JVM's heap, from what <c>GC.heap_info</c> prints. Each collector prints its own way: G1, Serial and Parallel
/// <c>NAME total 131072K, used 3072K</c> for each generation, ZGC <c>ZHeap used 4M</c>, Shenandoah <c>2048K used</c>.
/// The metaspace holds classes and is left out.
/// </summary>
internal static partial class HeapInfo
{
    /// <summary>Bytes in use; <see langword="null"/>: the text is none that is known.</summary>
    /// <param name="text">What the command printed.</param>
    public static long? Used(string text)
    {
        var end = text.IndexOf("Metaspace", StringComparison.Ordinal);
        var heap = end < 0 ? text : text[..end];
        var found = Generation().Matches(heap) is { Count: > 0 } generations ? generations
            : Zgc().Matches(heap) is { Count: 1 } zgc ? zgc
            : Shenandoah().Matches(heap);
        if (found.Count == 0)
        {
            return null;
        }

        var sum = 0L;
        foreach (Match match in found)
        {
            sum += long.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * UnitOf(match.Groups["unit"].ValueSpan);
        }

        return sum;
    }

    private static long UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "K" => 1024,
        "M" => 1024 * 1024,
        "G" => 1024 * 1024 * 1024,
        _ => 1,
    };

    [GeneratedRegex(@"\btotal \d{1,15}[BKMG]?, used (?<number>\d{1,12})(?<unit>[BKMG]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Generation();

    [GeneratedRegex(@"\bZHeap\s+used (?<number>\d{1,12})(?<unit>[BKMG]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Zgc();

    [GeneratedRegex(@"\bcommitted, (?<number>\d{1,12})(?<unit>[BKMG]?) used\b", RegexOptions.CultureInvariant)]
    private static partial Regex Shenandoah();
}
