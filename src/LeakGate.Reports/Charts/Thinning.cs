namespace LeakGate.Reports.Charts;

/// <summary>Fewer points that draw the same line: of each pixel column the first, the smallest, the largest and the last, so that no spike is lost.</summary>
internal static class Thinning
{
    /// <summary>Thins points that rise in x.</summary>
    /// <param name="points">The points; a value that is no number is a gap and is kept.</param>
    /// <param name="columnOf">Pixel column of an x.</param>
    public static List<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points, Func<double, int> columnOf)
    {
        var kept = new List<(double X, double Y)>();
        for (var start = 0; start < points.Count;)
        {
            var gap = !double.IsFinite(points[start].Y);
            var column = columnOf(points[start].X);
            var (end, smallest, largest) = (start, start, start);
            for (; end < points.Count && columnOf(points[end].X) == column && !double.IsFinite(points[end].Y) == gap; end++)
            {
                smallest = points[end].Y < points[smallest].Y ? end : smallest;
                largest = points[end].Y > points[largest].Y ? end : largest;
            }

            kept.AddRange((gap ? [start] : new SortedSet<int> { start, smallest, largest, end - 1 }).Select(i => points[i]));
            start = end;
        }

        return kept;
    }
}
