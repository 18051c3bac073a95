using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>
/// The verdict of one target as a person reads it in a terminal: does it leak, what and by which request, how sure is that,
/// can the measurement be trusted. Everything that came from the target is made harmless.
/// </summary>
public static class ConsoleSummary
{
    private const int LabelWidth = 9;

    /// <summary>Writes the summary. Lines end with <c>\n</c> and are at most <see cref="ConsoleStyle.Width"/> columns wide.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="verdict">What was judged.</param>
    /// <param name="style">Width, colour, language, and whether the chain of each decision follows.</param>
    /// <param name="runFolder">Where the run's files are; <see langword="null"/>: not said.</param>
    /// <param name="blocks">The run's blocks, for the floors and the evidence per block of <see cref="ConsoleStyle.Explain"/>.</param>
    public static void Write(
        TextWriter writer,
        VerdictDocument verdict,
        ConsoleStyle style,
        string? runFolder = null,
        IReadOnlyList<BlockRecord>? blocks = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(writer, style);
        var words = new ConsoleWords(style.Language);

        page.Sentence(ConsoleWords.Symbol(verdict.Verdict), VerdictSentence.Of(verdict, style.Language), verdict.Verdict);
        page.Text(RunFacts.Of(verdict, style.Language), "  ");
        foreach (var finding in verdict.Findings)
        {
            page.Blank();
            FindingBlock.Write(page, finding, verdict, LabelWidth);
        }

        Resources(page, words, verdict);
        if (verdict.Verdict == Outcome.Failed)
        {
            Output(page, words, verdict);
        }

        MeasurementBlock.Write(page, words, verdict);
        if (verdict.Baseline is { } baseline)
        {
            page.Blank();
            BaselineTable.Write(writer, verdict.Target, baseline, style);
        }

        if (style.Explain)
        {
            Explanation.Write(page, words, verdict, blocks ?? []);
        }

        if (runFolder is not null)
        {
            page.Blank();
            page.Text(SafeText.Of(runFolder), words.Folder + ": ", "  ");
        }
    }

    private static void Resources(Page page, ConsoleWords words, VerdictDocument verdict)
    {
        var growth = GrowthWords.In(page.Style.Language);
        var clean = verdict.Resources.Where(r => r.Verdict == Outcome.Clean).ToList();
        var undecided = verdict.Resources.Where(r => r.Verdict == Outcome.Inconclusive).ToList();
        var nameWidth = Math.Min(28, verdict.Resources.Select(r => TextColumns.Width(Name(page, verdict, r))).DefaultIfEmpty(0).Max());
        if (clean.Count > 0)
        {
            page.Blank();
            page.Marked(ConsoleWords.Symbol(Outcome.Clean), words.CleanHeading, Outcome.Clean);
            foreach (var resource in clean)
            {
                var bound = growth.Long(resource, asBound: true) ?? words.NotMeasured;
                page.Line($"  {TextColumns.Left(Name(page, verdict, resource), nameWidth)}  {bound}");
            }
        }

        if (undecided.Count == 0)
        {
            return;
        }

        page.Blank();
        page.Marked(ConsoleWords.Symbol(Outcome.Inconclusive), words.UndecidedHeading, Outcome.Inconclusive);
        foreach (var resource in undecided)
        {
            var amount = growth.Long(resource, asBound: false) ?? words.NotMeasured;
            var margin = growth.Margin(resource);
            var reason = ReasonWords.Of(resource.Reason, page.Style.Language, resource.PerHour is not null);
            var shown = HeapTellsIt(verdict, resource) ? "; " + words.ShownByHeap : "";
            page.Text(
                $"{amount}, {words.Margin}\u00a0{margin}{(reason.Length == 0 ? "" : "; " + reason)}{shown}",
                $"  {TextColumns.Left(Name(page, verdict, resource), nameWidth)}  ",
                new string(' ', nameWidth + 4));
        }
    }

    /// <summary>Whether memory is undecided beside a leak of the managed heap, which is a part of it: without a word that reads as a contradiction.</summary>
    internal static bool HeapTellsIt(VerdictDocument verdict, VerdictDocument.ResourceEntry resource) =>
        resource is { Resource: "memory", Verdict: Outcome.Inconclusive }
        && verdict.Findings.Any(finding => string.Equals(finding.Resource, "heap", StringComparison.Ordinal));

    private static void Output(Page page, ConsoleWords words, VerdictDocument verdict)
    {
        page.Blank();
        if (verdict.LastOutput is not { Count: > 0 } lines)
        {
            page.Line(words.NoOutput);
            return;
        }

        page.Line(words.OutputHeading);
        foreach (var line in lines.TakeLast(20))
        {
            page.Line("  | " + TextColumns.Fit(SafeText.Of(line), page.Width - 4));
        }
    }

    private static string Name(Page page, VerdictDocument verdict, VerdictDocument.ResourceEntry resource) =>
        ResourceWords.Of(resource.Resource, verdict.Resources, page.Style.Language).Name;
}
