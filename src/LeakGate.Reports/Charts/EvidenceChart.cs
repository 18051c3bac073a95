using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Charts;

/// <summary>The evidence after each judged block, on a log scale, with what is needed as the only line.</summary>
internal static class EvidenceChart
{
    private const int Height = 260;

    public static string Draw(FloorSeries series, Language language)
    {
        var words = new ChartWords(language);
        var quantity = Quantity.In(language);
        var entry = series.Resource;
        var title = Titles.Of($"{ResourceWords.Of(entry.Resource, language).Name}: {words.Evidence}");
        var result = $"{SafeText.Of(series.Target)}: {words.Outcome(entry.Verdict)}, {quantity.Number(entry.Evidence)}"
            + (series.Needed is { } needed ? $"; {words.Needed(quantity.Number(needed))}" : "");
        var judged = series.Judged.Where(point => point.Evidence is not null).ToList();
        var frame = new ChartFrame(Height, title, result, []);
        if (judged.Count == 0)
        {
            frame.Empty(words.NoEvidence);
            return frame.Drawing.ToString();
        }

        var values = judged.Select(point => point.Towards(entry.Verdict)).ToList();
        var most = Math.Max(values.Max(), series.Needed ?? 10);
        double Y(double value) => frame.Bottom - (Math.Log10(Math.Max(1, value)) / Math.Log10(most * 2) * (frame.Bottom - frame.Top));
        Bars(frame, judged, values, Y, entry.Verdict is Verdicts.Outcome.Leak or Verdicts.Outcome.Clean ? ChartColours.Of(entry.Verdict) : "ink", series.Needed, language);
        frame.Drawing.Line(ChartFrame.Left, frame.Bottom, ChartFrame.Right, frame.Bottom, "axis");
        frame.Drawing.Words(ChartFrame.Left - 8, frame.Bottom + 4, "1", "note", "end");
        if (series.Needed is { } line)
        {
            frame.Drawing.Line(ChartFrame.Left, Y(line), ChartFrame.Right, Y(line), "ink dash");
            frame.Drawing.Words(ChartFrame.Left - 8, Y(line) + 4, quantity.Number(line), "note", "end");
        }

        frame.Drawing.Words(ChartFrame.Right, frame.Bottom + 34, words.Blocks, "note", "end");
        return frame.Drawing.ToString();
    }

    /// <summary>A bar takes colour only once it has crossed; a number above it stands where it does not touch its neighbours, above the line where it would touch that.</summary>
    private static void Bars(
        ChartFrame frame, List<FloorPoint> judged, List<double> values, Func<double, double> y, string look, double? needed, Language language)
    {
        var column = (ChartFrame.Right - ChartFrame.Left) / (double)judged.Count;
        var width = Math.Min(28, column * 0.6);
        for (var i = 0; i < judged.Count; i++)
        {
            var centre = ChartFrame.Left + ((i + 0.5) * column);
            var top = Math.Min(y(values[i]), frame.Bottom - 1);
            var decided = needed is { } enough && values[i] >= enough;
            frame.Drawing.Box(centre - (width / 2), top, width, frame.Bottom - top, (decided ? look : "ink") + " mark full");
            var text = Quantity.In(language).Number(values[i]);
            var touches = needed is { } line && y(line) > top - 18 && y(line) < top;
            if (SvgDrawing.Width(text) + 4 <= column)
            {
                frame.Drawing.Words(centre, (touches ? y(needed!.Value) : top) - 5, text, "note", "middle");
            }

            var block = Quantity.In(language).Whole(judged[i].Block);
            if (SvgDrawing.Width(block) + 4 <= column)
            {
                frame.Drawing.Words(centre, frame.Bottom + 17, block, "note", "middle");
            }
        }
    }
}
