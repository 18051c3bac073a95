using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Charts;

/// <summary>The same resource of several targets in one picture: how far each has grown since its first judged floor.</summary>
internal static class ComparisonChart
{
    /// <summary>More lines than this can't be told apart.</summary>
    private const int Most = 8;

    private const int Height = 380;
    private const int LongestName = 40;

    public static string Draw(IReadOnlyList<FloorSeries> targets, Language language)
    {
        var words = new ChartWords(language);
        var shown = targets.Take(Most).Select(series => (Series: series, Growth: Growth(series))).ToList();
        var entry = targets[0].Resource;
        var largest = shown.SelectMany(line => line.Growth).Select(point => Math.Abs(point.Y)).DefaultIfEmpty(0).Max();
        var unit = ChartUnit.Of(largest, GrowthWords.IsBytes(entry), language);
        var title = Titles.Of($"{ResourceWords.Of(entry.Resource, language).Name}: {words.Comparison}{unit.Name}");
        var result = string.Join("; ", shown.Select(line => Name(line.Series) + ": " + words.Outcome(line.Series.Resource.Verdict)))
            + (targets.Count > Most ? "; " + words.Left(Quantity.In(language).Whole(targets.Count - Most)) : "");
        var frame = new ChartFrame(Height, title, result, [.. shown.Select((line, i) => new LegendEntry(
            $"{Name(line.Series)}: {words.Outcome(line.Series.Resource.Verdict)}", Look(line.Series) + " mark " + Fill(i), Shape(line.Series)))]);
        if (shown.TrueForAll(line => line.Growth.Count == 0))
        {
            frame.Empty(words.NoFloors);
            return frame.Drawing.ToString();
        }

        var points = shown.SelectMany(line => line.Growth).ToList();
        var byTime = targets[0].ByTime;
        var y = AxisScale.Round(
            Math.Min(0, points.Min(point => point.Y) / unit.Scale), points.Max(point => point.Y) / unit.Scale, frame.Bottom, frame.Top, whole: unit.Counted);
        var x = AxisScale.Round(0, points.Max(point => point.X), ChartFrame.Left, ChartFrame.Right, tight: true, whole: !byTime);
        frame.Upright(y, tick => Quantity.In(language).Tick(tick, y.Step));
        frame.Level(x, tick => byTime ? TimeAxis.Words(TimeSpan.FromHours(tick), language) : Quantity.In(language).Whole(tick), byTime ? words.Time : words.Requests);
        for (var i = 0; i < shown.Count; i++)
        {
            var (series, growth) = shown[i];
            var marks = growth.Select(point => (X: x.At(point.X), Y: y.At(point.Y / unit.Scale))).ToList();
            frame.Drawing.Curve(marks, Look(series) + (i % 2 == 0 ? " stroke" : " dash"));
            marks.ForEach(mark => frame.Drawing.Point(mark.X, mark.Y, Shape(series), Look(series) + " mark " + Fill(i)));
        }

        return frame.Drawing.ToString();
    }

    private static List<(double X, double Y)> Growth(FloorSeries series)
    {
        var judged = series.Judged.ToList();
        return [.. judged.Select(point => (point.X - judged[0].X, point.Y - judged[0].Y))];
    }

    private static string Name(FloorSeries series) => TextColumns.Fit(SafeText.Of(series.Target), LongestName);

    private static string Look(FloorSeries series) => ChartColours.Of(series.Resource.Verdict);

    /// <summary>Two that share a verdict share its colour: every second one is hollow and dashed.</summary>
    private static string Fill(int index) => index % 2 == 0 ? "full" : "hollow";

    private static PointShape Shape(FloorSeries series) => series.Resource.Verdict == Outcome.Leak ? PointShape.Triangle : PointShape.Disc;
}
