namespace LeakGate.Cli.Display;

/// <summary>The last values of a curve as bars of eight heights, the newest at the right; a gap is a gap.</summary>
internal static class Sparkline
{
    /// <summary>
    /// From the least to the greatest value shown. Values that differ by less than a thousandth of the greatest are flat: noise of a
    /// quiet resource must not look like a leak.
    /// </summary>
    public static string Draw(IReadOnlyCollection<double?> values, int width, Glyphs glyphs)
    {
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
        var top = glyphs.Levels.Length - 1;
        var flat = greatest - least <= Math.Abs(greatest) / 1000;
        return string.Concat(shown.Select(value => value switch
        {
            null => ' ',
            _ when flat => glyphs.Levels[0],
            { } v => glyphs.Levels[(int)Math.Round((v - least) / (greatest - least) * top)],
        }));
    }
}
