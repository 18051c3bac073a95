using LeakGate.Reports.Charts;
using LeakGate.Reports.Formats.Performance;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>The tables that are attached: resources, requests, checks of the measurement, the floors of one resource.</summary>
internal static class AllureTables
{
    public static string Resources(ReportTarget target, Language language)
    {
        var words = new AllureWords(language);
        var growth = GrowthWords.In(language);
        var quantity = Quantity.In(language);
        return HtmlTable.Of(words.Resources, language, words.ResourceHeads, target.Verdict.Resources.Select(IReadOnlyList<string> (entry) =>
        [
            ResourceWords.Of(entry.Resource, target.Verdict.Resources, language).Name, new ChartWords(language).Outcome(entry.Verdict),
            growth.Long(entry, entry.Verdict == Outcome.Clean) ?? Quantity.None, growth.Margin(entry), quantity.Number(entry.Evidence), quantity.Whole(entry.Blocks),
            Level(entry, entry.Level), Level(entry, entry.Peak), Level(entry, entry.Limit),
        ]));

        string Level(VerdictDocument.ResourceEntry entry, double? value) => value is { } known ? quantity.Level(known, GrowthWords.IsBytes(entry)) : Quantity.None;
    }

    public static string Requests(ReportTarget target, Language language)
    {
        var words = new AllureWords(language);
        var quantity = Quantity.In(language);
        var facts = new FindingFacts(language);
        var latencies = PerformanceReading.Of(target.Run)?.Requests;
        return HtmlTable.Of(words.Requests, language, words.RequestHeads, target.Run.Header.Requests.Select(IReadOnlyList<string> (request, i) =>
        [
            TextColumns.Fit(SafeText.Of(request), 200),
            quantity.Whole(target.Run.Blocks.Sum(block => Count(block.Completed, i))), quantity.Whole(target.Run.Blocks.Sum(block => Count(block.Failed, i))),
            Milliseconds(latencies?[i].LatencyMs?.P50), Milliseconds(latencies?[i].LatencyMs?.P95), Milliseconds(latencies?[i].LatencyMs?.P99),
            Growth(request),
        ]));

        string Milliseconds(double? value) => value is { } known ? quantity.Number(known) : Quantity.None;

        string Growth(string request)
        {
            var grown = from finding in target.Verdict.Findings
                        from entry in finding.Requests
                        where entry.Request == request
                        select $"{ResourceWords.Of(finding.Resource, language).Name}: {facts.Growth(entry)}";
            return string.Join("; ", grown) is { Length: > 0 } text ? text : Quantity.None;
        }
    }

    public static string Measurement(ReportTarget target, Language language)
    {
        var words = new AllureWords(language);
        var measurement = new MeasurementWords(language);
        return HtmlTable.Of(measurement.Heading, language, words.CheckHeads, target.Verdict.Measurement.Select(IReadOnlyList<string> (check) =>
            [measurement.Of(check), words.CheckState(check.State)]));
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
