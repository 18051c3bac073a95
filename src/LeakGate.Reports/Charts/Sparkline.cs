namespace LeakGate.Reports.Charts;

/// <summary>The last values of a curve as bars of eight heights, the newest at the right; a gap is a gap.</summary>
public static class Sparkline
{
    /// <summary>Eight bars that every font with block elements has.</summary>
    public const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// From the least to the greatest value shown. Values that differ by less than a thousandth of the greatest are flat: noise of a
    /// quiet resource must not look like a leak.
    /// </summary>
    /// <param name="values">The curve, oldest first; <see langword="null"/> is a gap.</param>
    /// <param name="width">Most values shown; 0 or less gives an empty text.</param>
    /// <param name="levels">The bars from the lowest to the highest, one character each.</param>
    public static string Draw(IReadOnlyCollection<double?> values, int width, string levels)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentException.ThrowIfNullOrEmpty(levels);
        if (width <= 0)
        {
            return string.Empty;
        }

        var shown = values.Skip(Math.Max(0, values.Count - width)).ToList();
        var known = shown.OfType<double>().ToList();
        if (known.Count == 0)
        {
            return string.Empty;
        }

        var (least, greatest) = (known.Min(), known.Max());
        var top = levels.Length - 1;
        var flat = greatest - least <= Math.Abs(greatest) / 1000;
        return string.Concat(shown.Select(value => value switch
        {
            null => ' ',
            _ when flat => levels[0],
            { } v => levels[(int)Math.Round((v - least) / (greatest - least) * top)],
        }));
    }
}
