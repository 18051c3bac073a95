using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Charts;

/// <summary>One resource over the whole run: readings as a line, floors as dots, stages as bands.</summary>
internal static class CurveChart
{
    private const int Height = 340;

    public static string Draw(CurveSeries series, Language language)
    {
        var words = new ChartWords(language);
        var quantity = Quantity.In(language);
        var bytes = GrowthWords.IsBytes(series.Resource);
        var look = ChartColours.Of(series.Resource.Verdict);
        var all = series.Points.Concat(series.Floors).Select(point => point.Y).Where(double.IsFinite).ToList();
        var unit = ChartUnit.Of(all.DefaultIfEmpty(0).Max(), bytes, language);
        var title = Titles.Of($"{ResourceWords.Of(series.Resource.Resource, language).Name}: {words.Curve}{unit.Name}");
        var x = TimeAxis.Of(series.Ends, ChartFrame.Left, ChartFrame.Right);
        var drawn = Thinning.Thin(series.Points, seconds => (int)x.At(seconds));
        var result = $"{SafeText.Of(series.Target)}: {words.Outcome(series.Resource.Verdict)}"
            + (drawn.Count < series.Points.Count ? "; " + words.Thinned(quantity.Whole(drawn.Count), quantity.Whole(series.Points.Count)) : "");
        List<LegendEntry> legend = [];
        if (series.Points.Count > 0)
        {
            legend.Add(new($"{words.Reading} ({series.Column})", look + " stroke"));
        }

        if (series.Floors.Count > 0)
        {
            legend.Add(new(words.Floors, look + " mark full", PointShape.Disc));
        }

        var frame = new ChartFrame(Height, title, result, legend);
        if (all.Count == 0)
        {
            frame.Empty(words.NoSamples);
            return frame.Drawing.ToString();
        }

        Stages(frame, series, x, words);
        var y = AxisScale.Round(0, all.Max() / unit.Scale, frame.Bottom, frame.Top + 18, whole: unit.Counted);
        frame.Upright(y, tick => quantity.Tick(tick, y.Step));
        frame.Level(x, tick => TimeAxis.Words(TimeSpan.FromSeconds(tick), language), words.Time);
        frame.Drawing.Curve(drawn.Select(point => (x.At(point.X), y.At(point.Y / unit.Scale))), look + " stroke");
        foreach (var (at, floor) in series.Floors)
        {
            frame.Drawing.Point(x.At(at), y.At(floor / unit.Scale), PointShape.Disc, look + " mark full");
        }

        return frame.Drawing.ToString();
    }

    /// <summary>Every second stage is a band; its name stands where it fits.</summary>
    private static void Stages(ChartFrame frame, CurveSeries series, AxisScale x, ChartWords words)
    {
        for (var i = 0; i < series.Stages.Count; i++)
        {
            var from = x.At(series.Stages[i].From);
            var to = x.At(i + 1 < series.Stages.Count ? series.Stages[i + 1].From : series.Ends);
            if (i % 2 == 1)
            {
                frame.Drawing.Box(from, frame.Top, to - from, frame.Bottom - frame.Top, "sunk");
            }

            var name = words.Stage(series.Stages[i].Name);
            if (SvgDrawing.Width(name) + 8 <= to - from)
            {
                frame.Drawing.Words(from + 4, frame.Top + 12, name, "note");
            }
        }
    }
}
