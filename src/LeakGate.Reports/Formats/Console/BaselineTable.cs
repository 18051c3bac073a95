using LeakGate.Reports.Wording;
using LeakGate.Runs.Baselines;

namespace LeakGate.Reports.Formats.Console;

/// <summary>How a run stands against its baseline: one sentence, then a line for each figure.</summary>
public static class BaselineTable
{
    private const int NameWidth = 20;
    private const int FigureWidth = 8;

    /// <summary>Writes it. Lines end with <c>\n</c> and are at most <see cref="ConsoleStyle.Width"/> columns wide.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">Name of the target.</param>
    /// <param name="baseline">What was compared.</param>
    /// <param name="style">Width, colour and language.</param>
    public static void Write(TextWriter writer, string target, BaselineDocument baseline, ConsoleStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(writer, style);
        page.Text(BaselineWords.Sentence(target, baseline, style.Language), hanging: "  ");
        foreach (var figure in baseline.Figures)
        {
            var name = TextColumns.Left(ResourceWords.Of(figure.Resource, style.Language).Name, NameWidth);
            var kind = TextColumns.Left(BaselineWords.Figure(figure.Figure, style.Language), FigureWidth);
            page.Text(BaselineWords.Of(figure, style.Language), $"  {name} {kind} ", new string(' ', NameWidth + FigureWidth + 4));
        }

        foreach (var drift in baseline.Drifts)
        {
            page.Text(BaselineWords.Of(drift, style.Language), "  ", "    ");
        }
    }
}
