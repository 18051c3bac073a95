namespace LeakGate.Runs.Configuration.Values;

/// <summary>Durations: <c>500ms</c>, <c>60s</c>, <c>2m</c>, <c>1h30m</c>, <c>1d</c>.</summary>
public static class DurationText
{
    internal static readonly (string Unit, double Seconds)[] Units =
        [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1), ("ms", 0.001)];

    /// <summary>
    /// Reads a duration above 0: one or more numbers, each with its unit (d, h, m, s, ms), the larger unit first, each at most once.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = TimeSpan.Zero;
        double seconds = 0;
        int largestAllowed = 0;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            if (!NumberText.TrySplit(rest, out double number, out ReadOnlySpan<char> tail))
            {
                return false;
            }

            int length = 0;
            while (length < tail.Length && char.IsAsciiLetter(tail[length]))
            {
                length++;
            }

            int unit = Find(tail[..length]);
            if (unit < largestAllowed)
            {
                return false;
            }

            seconds += number * Units[unit].Seconds;
            largestAllowed = unit + 1;
            rest = tail[length..].TrimStart();
        }

        if (seconds is <= 0 or > 366d * 86_400)
        {
            return false;
        }

        value = TimeSpan.FromSeconds(seconds);
        return value > TimeSpan.Zero;
    }

    private static int Find(ReadOnlySpan<char> unit)
    {
        for (int i = 0; i < Units.Length; i++)
        {
            if (unit.SequenceEqual(Units[i].Unit))
            {
                return i;
            }
        }

        return -1;
    }
}
