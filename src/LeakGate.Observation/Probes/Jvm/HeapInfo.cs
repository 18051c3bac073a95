using System.Globalization;
using System.Text.RegularExpressions;

namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// Bytes in use in a JVM's heap, from what <c>GC.heap_info</c> prints. Each collector prints its own way: G1, Serial and Parallel
/// <c>NAME total 131072K, used 3072K</c> for each generation (G1 of JDK 25 <c>total reserved 131072K, committed 131072K, used 3072K</c>),
/// ZGC <c>ZHeap used 4M</c>, Shenandoah <c>2048K used</c>. The metaspace holds classes and is no part of the heap: JDK 17 prints it there too,
/// JDK 25 in <c>VM.metaspace</c>, where both print how many classes there are.
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

        return found.Sum(Bytes);
    }

    /// <summary>Bytes in use in the metaspace; <see langword="null"/>: the text tells nothing of it.</summary>
    /// <param name="text">What either command printed.</param>
    public static long? Metaspace(string text) => MetaspaceUse().Match(text) is { Success: true } found ? Bytes(found) : null;

    /// <summary>Classes of all loaders; <see langword="null"/>: the text tells nothing of them.</summary>
    /// <param name="text">What <c>VM.metaspace</c> printed.</param>
    public static long? Classes(string text) =>
        ClassCount().Match(text) is { Success: true } found ? long.Parse(found.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static long Bytes(Match match) =>
        long.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * UnitOf(match.Groups["unit"].ValueSpan);

    private static long UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "K" => 1024,
        "M" => 1024 * 1024,
        "G" => 1024 * 1024 * 1024,
        _ => 1,
    };

    [GeneratedRegex(@"\btotal (?:reserved \d{1,15}[BKMG]?, committed )?\d{1,15}[BKMG]?, used (?<number>\d{1,12})(?<unit>[BKMG]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Generation();

    [GeneratedRegex(@"\bZHeap\s+used (?<number>\d{1,12})(?<unit>[BKMG]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Zgc();

    [GeneratedRegex(@"\bcommitted, (?<number>\d{1,12})(?<unit>[BKMG]?) used\b", RegexOptions.CultureInvariant)]
    private static partial Regex Shenandoah();

    [GeneratedRegex(@"\bMetaspace\s+used (?<number>\d{1,12})(?<unit>[BKMG]?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex MetaspaceUse();

    [GeneratedRegex(@"\bTotal Usage - \d{1,9} loaders?, (?<number>\d{1,12}) classes\b", RegexOptions.CultureInvariant)]
    private static partial Regex ClassCount();
}
