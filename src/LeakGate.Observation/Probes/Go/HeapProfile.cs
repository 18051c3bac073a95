using System.Globalization;
using System.Text.RegularExpressions;

namespace LeakGate.Observation.Probes.Go;

/// <summary>
/// The heap profile of a Go program as text (<c>debug=1</c>). It samples where memory was allocated, and ends with the figures of
/// <c>runtime.MemStats</c>, which are exact; <c>HeapAlloc</c> are the bytes of all objects that were not freed.
/// <see href="https://pkg.go.dev/runtime#MemStats"/>.
/// </summary>
internal static partial class HeapProfile
{
    /// <summary>Bytes in the heap; <see langword="null"/>: the text is no such profile.</summary>
    /// <param name="text">What pprof answered.</param>
    public static double? Allocated(string text) =>
        text.StartsWith("heap profile: ", StringComparison.Ordinal) && Figure().Match(text) is { Success: true } found
            ? double.Parse(found.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^# HeapAlloc = (?<bytes>\d{1,15})$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Figure();
}
