using LeakGate.Reports.Charts;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>The tables that are attached: resources, requests, the floors of one resource.</summary>
internal static class AllureTables
{
    public static string Resources(ReportTarget target, Language language)
    {
        var words = new AllureWords(language);
        var growth = GrowthWords.In(language);
        var quantity = Quantity.In(language);
        return HtmlTable.Of(words.Resources, language, words.ResourceHeads, target.Verdict.Resources.Select(IReadOnlyList<string> (entry) =>
        [
            ResourceWords.Of(entry.Resource, language).Name, new ChartWords(language).Outcome(entry.Verdict),
            growth.Long(entry, entry.Verdict == Outcome.Clean) ?? Quantity.None, growth.Margin(entry), quantity.Number(entry.Evidence), quantity.Whole(entry.Blocks),
        ]));
    }

    public static string Requests(ReportTarget target, Language language)
    {
        var words = new AllureWords(language);
        var quantity = Quantity.In(language);
        return HtmlTable.Of(words.Requests, language, words.RequestHeads, target.Run.Header.Requests.Select(IReadOnlyList<string> (request, i) =>
            [TextColumns.Fit(SafeText.Of(request), 200), quantity.Whole(target.Run.Blocks.Sum(block => Count(block.Completed, i))), quantity.Whole(target.Run.Blocks.Sum(block => Count(block.Failed, i)))]));
    }

    public static string Floors(ReportTarget target, VerdictDocument.ResourceEntry entry, Language language)
    {
        var words = new AllureWords(language);
        var stages = new ChartWords(language);
        var quantity = Quantity.In(language);
        var bytes = GrowthWords.IsBytes(entry);
        return HtmlTable.Of(words.Blocks, language, words.BlockHeads, target.Run.Blocks.Select(IReadOnlyList<string> (block) =>
        [
            quantity.Whole(block.Index), stages.Stage(block.Stage), quantity.Whole(block.TotalRequests),
            block.Floors.TryGetValue(entry.Column, out var floor) ? quantity.Level(floor, bytes) : Quantity.None,
            block.Evidence.TryGetValue(entry.Resource, out var evidence)
                ? quantity.Number(entry.Verdict == Outcome.Clean ? evidence.Clean : evidence.Leak) : Quantity.None,
        ]));
    }

    private static long Count(IReadOnlyList<long> counts, int index) => index < counts.Count ? counts[index] : 0;
}
