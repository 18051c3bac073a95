using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LeakGate.Observation.Probes.Go;

/// <summary>
/// The goroutines of a Go program as <c>goroutine?debug=1</c> tells them: how many there are, and where in the code they stand, those at the
/// same place counted together.
/// </summary>
/// <param name="Total">All of them.</param>
/// <param name="Places">How many by function, file and line: <c>main.wait main.go:22</c>. A function of the program itself where the stack has one.</param>
internal sealed partial record GoroutineProfile(long Total, IReadOnlyDictionary<string, long> Places)
{
    /// <summary>A name of more characters is cut.</summary>
    private const int LongestName = 200;

    /// <summary>First elements of the import paths of Go's own library; those of modules are the name of a site, or one's own.</summary>
    private static readonly FrozenSet<string> Library = FrozenSet.Create(
        StringComparer.Ordinal,
        "archive", "bufio", "bytes", "cmp", "compress", "container", "context", "crypto", "database", "debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go",
        "hash", "html", "image", "index", "internal", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices",
        "sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text", "time", "unicode", "unique", "unsafe", "vendor", "weak");

    /// <summary>Reads the text; <see langword="null"/>: it is no such profile.</summary>
    /// <param name="text">What pprof answered.</param>
    public static GoroutineProfile? Parse(string text)
    {
        if (Heading().Match(text) is not { Success: true } heading)
        {
            return null;
        }

        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var stack in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (Count().Match(stack) is { Success: true } count && PlaceOf(stack) is { } place)
            {
                places[place] = places.GetValueOrDefault(place) + Number(count);
            }
        }

        return new GoroutineProfile(Number(heading), places);
    }

    /// <summary>The innermost function that is not of Go's own library, or the one that the goroutine was started with.</summary>
    private static string? PlaceOf(string stack)
    {
        string? place = null;
        foreach (Match frame in Frame().Matches(stack))
        {
            var function = frame.Groups["function"].Value;
            var whole = $"{function} {frame.Groups["file"].Value}";
            place = whole.Length > LongestName ? whole[..LongestName] : whole;
            if (!IsOfLibrary(function))
            {
                break;
            }
        }

        return place;
    }

    private static bool IsOfLibrary(string function)
    {
        var slash = function.IndexOf('/', StringComparison.Ordinal);
        return Library.Contains(slash >= 0 ? function[..slash] : function.Split('.')[0]);
    }

    private static long Number(Match match) => long.Parse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^goroutine profile: total (?<count>\d{1,15})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<count>\d{1,15}) @", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Count();

    /// <summary><c>#</c>, the address, the function with its offset, the file with its line, by tabs.</summary>
    [GeneratedRegex(@"^#\t0x[0-9a-f]+\t+(?<function>\S+)\+0x[0-9a-f]+\t+([^\t\n]*/)?(?<file>[^/\t\n]+:\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Frame();
}
