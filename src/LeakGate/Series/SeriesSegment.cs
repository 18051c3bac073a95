namespace LeakGate.Series;

/// <summary>The longest part of a recorded series without a restart.</summary>
/// <param name="Points">Its points.</param>
/// <param name="Restarts">Restarts in the whole series, shown by a cumulative counter that fell.</param>
/// <param name="Falls">Falls of the level by more than half that were taken for restarts, though no counter shows them.</param>
/// <param name="HighestBefore">Highest point before this part; <see langword="null"/>: it is the first.</param>
public sealed record SeriesSegment(IReadOnlyList<RecordedPoint> Points, int Restarts, int Falls, double? HighestBefore)
{
    /// <summary>More falls than this are no restarts but collections: a sawtooth.</summary>
    public const int MostFalls = 3;

    /// <summary>
    /// Whether growth within this part may be half of a sawtooth: it was cut where the level fell by itself, and it does not rise
    /// half as high again as before the fall.
    /// </summary>
    public bool MayFallAgain => Falls > 0 && (HighestBefore is null || Points.Count == 0 || Points.Max(p => p.Value) < 1.5 * HighestBefore);

    /// <summary>The longest part by time; among equals the last.</summary>
    /// <param name="points">The series, in order of time.</param>
    /// <param name="restarts">Times at which a cumulative counter fell, in seconds, in order.</param>
    /// <param name="leastFall">The smallest fall of the level that counts, in the resource's unit.</param>
    public static SeriesSegment Longest(IReadOnlyList<RecordedPoint> points, IReadOnlyList<double> restarts, double leastFall)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(restarts);
        var hard = restarts.Select(time => FirstAt(points, time)).Where(i => i > 0 && i < points.Count).Distinct().ToList();
        var soft = FallsOf(points, leastFall).Where(i => !hard.Exists(h => Math.Abs(h - i) <= Reach(points.Count))).ToList();
        if (soft.Count > MostFalls)
        {
            soft.Clear();
        }

        List<int> cuts = [0, .. hard.Concat(soft).Order(), points.Count];
        var (from, to) = (0, 0);
        for (var i = 1; i < cuts.Count; i++)
        {
            if (cuts[i] > cuts[i - 1] && (to == 0 || Length(points, cuts[i - 1], cuts[i]) >= Length(points, from, to)))
            {
                (from, to) = (cuts[i - 1], cuts[i]);
            }
        }

        return new SeriesSegment(
            [.. points.Skip(from).Take(to - from)], restarts.Count, soft.Count, from > 0 ? points.Take(from).Max(p => p.Value) : null);
    }

    private static double Length(IReadOnlyList<RecordedPoint> points, int from, int to) => points[to - 1].Seconds - points[from].Seconds;

    private static int FirstAt(IReadOnlyList<RecordedPoint> points, double seconds)
    {
        var i = 0;
        while (i < points.Count && points[i].Seconds < seconds)
        {
            i++;
        }

        return i;
    }

    private static int Reach(int points) => Math.Clamp(points / 50, 2, 40);

    /// <summary>Where the level falls by more than half and stays there for a while: a peak that passes is no fall.</summary>
    private static List<int> FallsOf(IReadOnlyList<RecordedPoint> points, double leastFall)
    {
        var falls = new List<int>();
        var reach = Reach(points.Count);
        for (var i = reach; i <= points.Count - reach; i++)
        {
            if (points[i].Value >= 0.5 * points[i - 1].Value || points[i - 1].Value - points[i].Value < leastFall)
            {
                continue;
            }

            var (before, after) = (double.PositiveInfinity, 0.0);
            for (var k = 0; k < reach; k++)
            {
                before = Math.Min(before, points[i - 1 - k].Value);
                after = Math.Max(after, points[i + k].Value);
            }

            if (after < 0.5 * before)
            {
                falls.Add(i);
                i += reach - 1;
            }
        }

        return falls;
    }
}
