using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Charts;

/// <summary>Floors against requests: the growth that was judged, its band, the margin that it was judged against.</summary>
internal static class FloorsChart
{
    private const int Height = 400;

    public static string Draw(FloorSeries series, Language language)
    {
        var words = new ChartWords(language);
        var entry = series.Resource;
        var bytes = GrowthWords.IsBytes(entry);
        var name = ResourceWords.Of(entry.Resource, language).Name;
        var look = ChartColours.Of(entry.Verdict);
        var unit = ChartUnit.Of(series.Points.Select(point => point.Y).DefaultIfEmpty(0).Max(), bytes, language);
        var title = Titles.Of($"{name}: {words.Floors}{unit.Name}");
        var growth = GrowthWords.In(language).Long(entry, asBound: entry.Verdict == Outcome.Clean);
        var result = $"{SafeText.Of(series.Target)}: {words.Outcome(entry.Verdict)}" + (growth is null ? "" : ", " + words.Growth(growth, series.ByTime));
        if (series.Points.Count == 0)
        {
            var empty = new ChartFrame(Height, title, result, []);
            empty.Empty(words.NoFloors);
            return empty.Drawing.ToString();
        }

        var shape = entry.Verdict == Outcome.Leak ? PointShape.Triangle : PointShape.Disc;
        var frame = new ChartFrame(Height, title, result, Legend(series, words, look, shape, growth));
        Draw(frame, series, words, unit, look, shape);
        return frame.Drawing.ToString();
    }

    private static List<LegendEntry> Legend(FloorSeries series, ChartWords words, string look, PointShape shape, string? growth)
    {
        List<LegendEntry> legend = [];
        if (growth is not null && series.Judged.Any())
        {
            legend.Add(new(growth, look + " stroke"));
            legend.Add(new(words.Margin(GrowthWords.In(words.Language).Margin(series.Resource)), "ink dash"));
        }

        if (series.Judged.Any())
        {
            legend.Add(new(words.Judged, look + " mark full", shape));
        }

        if (series.Points.Any(point => point is { Stage: not "blocks", Alone: null }))
        {
            legend.Add(new(words.NotJudged, "ink mark hollow", PointShape.Disc));
        }

        if (series.Points.Any(point => point.Alone is not null))
        {
            legend.Add(new(words.Alone, "ink mark hollow", PointShape.Square));
        }

        return legend;
    }

    private static void Draw(ChartFrame frame, FloorSeries series, ChartWords words, ChartUnit unit, string look, PointShape shape)
    {
        var lines = GrowthLines.Of(series);
        var values = series.Points.Select(point => point.Y)
            .Concat(lines is null ? [] : new[] { lines.First.X, lines.LastX }.SelectMany(x => new[] { lines.Estimate(x), lines.Margin(x) }))
            .Select(value => value / unit.Scale).ToList();
        var y = AxisScale.Round(values.Min(), values.Max(), frame.Bottom, frame.Top, whole: unit.Counted);
        var x = AxisScale.Round(0, series.Points.Max(point => point.X), ChartFrame.Left, ChartFrame.Right, tight: true, whole: !series.ByTime);
        frame.Upright(y, tick => Quantity.In(words.Language).Tick(tick, y.Step));
        frame.Level(
            x,
            tick => series.ByTime ? TimeAxis.Words(TimeSpan.FromHours(tick), words.Language) : Quantity.In(words.Language).Whole(tick),
            series.ByTime ? words.Time : words.Requests);
        if (lines is not null)
        {
            var (from, to) = (lines.First.X, lines.LastX);
            frame.Drawing.Area([.. Edge(lines.Upper, [from, lines.Middle, to]), .. Edge(lines.Lower, [to, lines.Middle, from])], look == "leak" ? "band" : "sunk");
            frame.Drawing.Curve(Edge(lines.Margin, [lines.MarginFrom.X, to]), "ink dash");
            frame.Drawing.Curve(Edge(lines.Estimate, [from, to]), look + " stroke");
        }

        foreach (var point in series.Points)
        {
            var (mark, dress) = point switch
            {
                { Alone: not null } => (PointShape.Square, "ink mark hollow"),
                { Stage: "blocks" } => (shape, look + " mark full"),
                _ => (PointShape.Disc, "ink mark hollow"),
            };
            frame.Drawing.Point(x.At(point.X), y.At(point.Y / unit.Scale), mark, dress);
        }

        IEnumerable<(double X, double Y)> Edge(Func<double, double> line, IEnumerable<double> along) =>
            along.Select(at => (x.At(at), y.At(y.Within(line(at) / unit.Scale))));
    }
}
