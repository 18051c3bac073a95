namespace LeakGate.Series;

/// <summary>
/// Cuts a recorded series into windows and takes the lowest reading of each: the lower envelope, which peaks and collections do
/// not reach. Pure; safe for use by several threads.
/// </summary>
public static class RecordedWindows
{
    /// <summary>Share of the time at the beginning that is left out as warm-up.</summary>
    public const double WarmUpShare = 0.2;

    /// <summary>Fewest windows: perfect order of six floors gives evidence 214, of seven 1,170.</summary>
    public const int Least = 7;

    /// <summary>Windows where there are enough readings.</summary>
    public const int Usual = 12;

    /// <summary>Most windows.</summary>
    public const int Most = 24;

    /// <summary>Fewest readings of a window.</summary>
    public const int LeastReadings = 3;

    /// <summary>What is left behind the warm-up.</summary>
    public static IReadOnlyList<RecordedPoint> AfterWarmUp(IReadOnlyList<RecordedPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            return points;
        }

        var from = points[0].Seconds + (WarmUpShare * (points[^1].Seconds - points[0].Seconds));
        var skipped = 0;
        while (skipped < points.Count && points[skipped].Seconds < from)
        {
            skipped++;
        }

        return [.. points.Skip(skipped)];
    }

    /// <summary>The floors of a part of a series, its warm-up left out.</summary>
    /// <param name="points">The part, in order of time.</param>
    /// <param name="byTime">Whether x is hours since the recording began, and not requests.</param>
    /// <returns>Fewer than <see cref="Least"/> when there are too few readings.</returns>
    public static IReadOnlyList<Floor> Cut(IReadOnlyList<RecordedPoint> points, bool byTime)
    {
        var judged = new List<RecordedPoint>(points.Count);
        foreach (var point in AfterWarmUp(points))
        {
            if (byTime || point.Requests is not null)
            {
                judged.Add(point);
            }
        }

        var windows = Number(judged);
        var floors = new List<Floor>(windows);
        for (var window = 0; window < windows; window++)
        {
            var from = (int)((long)window * judged.Count / windows);
            var to = (int)((window + 1L) * judged.Count / windows);
            var lowest = judged[from];
            for (var i = from + 1; i < to; i++)
            {
                lowest = judged[i].Value < lowest.Value ? judged[i] : lowest;
            }

            floors.Add(new Floor(byTime ? lowest.Seconds / 3600 : lowest.Requests!.Value, lowest.Value));
        }

        return floors;
    }

    /// <summary>At least three readings to a window, and two collections where the readings show any.</summary>
    private static int Number(List<RecordedPoint> points)
    {
        var byReadings = Math.Min(Most, points.Count / LeastReadings);
        if (byReadings > Usual)
        {
            byReadings = Math.Clamp(points.Count / (2 * LeastReadings), Usual, Most);
        }

        var collections = Collections(points);
        return collections >= 4 ? Math.Min(byReadings, Math.Max(Least, collections / 2)) : byReadings;
    }

    /// <summary>Falls by more than half of the spread around the trend: what a sawtooth does once in its period.</summary>
    private static int Collections(List<RecordedPoint> points)
    {
        if (points.Count < 4 * LeastReadings)
        {
            return 0;
        }

        var third = points.Count / 3;
        var (first, last) = (Lowest(points, 0, third), Lowest(points, points.Count - third, points.Count));
        var perPoint = (last - first) / (points.Count - third);
        var rest = new double[points.Count];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = points[i].Value - (perPoint * i);
        }

        var ordered = (double[])rest.Clone();
        Array.Sort(ordered);
        var spread = ordered[(int)(0.95 * (ordered.Length - 1))] - ordered[(int)(0.05 * (ordered.Length - 1))];
        var falls = 0;
        for (var i = 1; i < rest.Length; i++)
        {
            falls += rest[i - 1] - rest[i] > 0.5 * spread && spread > 0 ? 1 : 0;
        }

        // Noise alone falls by half of its spread every few readings: that is no sawtooth, and minima do not need longer windows for it.
        return falls * 5 > rest.Length ? 0 : falls;
    }

    private static double Lowest(List<RecordedPoint> points, int from, int to)
    {
        var lowest = double.PositiveInfinity;
        for (var i = from; i < to; i++)
        {
            lowest = Math.Min(lowest, points[i].Value);
        }

        return lowest;
    }
}
