using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Performance;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>
/// Requests against resources. Growth that a finding names stands as the verdict has it; beside it, plain, the difference of the
/// floors before and after the block in which the request ran alone, which was not judged.
/// </summary>
internal sealed class RequestRows(Language language)
{
    private const int LongestName = 400;
    private readonly GrowthWords _growth = GrowthWords.In(language);
    private readonly Quantity _quantity = Quantity.In(language);

    public RequestTable Of(ReportTarget target)
    {
        var verdict = target.Verdict;
        var header = target.Run.Header;
        if (header.Requests.Count == 0)
        {
            return new RequestTable([], [], []);
        }

        // What leaks stands where it is seen without scrolling.
        var resources = verdict.Resources.OrderBy(entry => entry.Verdict switch { Outcome.Leak => 0, Outcome.Inconclusive => 1, _ => 2 }).ToList();
        var blocks = target.Run.Blocks.ToList();
        var latency = PerformanceReading.Of(target.Run)?.Requests;
        var rows = header.Requests.Select((request, index) => new RequestRow(
            TextColumns.Fit(SafeText.Of(request), LongestName),
            _quantity.Whole(blocks.Sum(block => At(block.Completed, index))),
            _quantity.Whole(blocks.Sum(block => At(block.Failed, index))),
            Latency(latency is not null && index < latency.Count ? latency[index].LatencyMs : null),
            [.. resources.Select(entry => Cell(request, index, entry, verdict, blocks))]));
        var mix = new RequestRow(
            language.Pick("The mix", "Смесь"),
            _quantity.Whole(verdict.Requests),
            _quantity.Whole(verdict.RequestsFailed),
            Latency(null),
            [.. resources.Select(entry => Mix(entry, verdict))],
            IsMix: true);
        return new RequestTable(
            [.. resources.Select(entry => entry.Resource)],
            [.. resources.Select(entry => GrowthWords.IsBytes(entry) ? "" : "/" + _quantity.Whole(1000))],
            [.. rows, mix]);
    }

    private GrowthCell Cell(
        string request, int index, VerdictDocument.ResourceEntry entry, VerdictDocument verdict, List<BlockRecord> blocks)
    {
        var bytes = GrowthWords.IsBytes(entry);
        var named = verdict.Findings.Where(finding => finding.Resource == entry.Resource)
            .SelectMany(finding => finding.Requests)
            .FirstOrDefault(candidate => candidate.Request == request);
        if (named is not null)
        {
            return new GrowthCell("leak", Short(named.PerRequest.Estimate, bytes));
        }

        var at = blocks.FindIndex(block => block.Only == index && !block.Frozen && At(block.Completed, index) > 0);
        if (at < 1 || !blocks[at].Floors.TryGetValue(entry.Column, out var after) || !blocks[at - 1].Floors.TryGetValue(entry.Column, out var before))
        {
            return new GrowthCell("none", Quantity.None);
        }

        var text = Short((after - before) / At(blocks[at].Completed, index), bytes);
        var folded = after > before && verdict.Findings.Any(finding => finding.Resource != entry.Resource
            && finding.Folded.Any(part => part.Resource == entry.Resource)
            && finding.Requests.Any(candidate => candidate.Request == request));
        return new GrowthCell(folded ? "folded" : "plain", text);
    }

    private GrowthCell Mix(VerdictDocument.ResourceEntry entry, VerdictDocument verdict)
    {
        if (entry.PerRequest is not { } amount)
        {
            return new GrowthCell("none", Quantity.None);
        }

        var bytes = GrowthWords.IsBytes(entry);
        if (entry.Verdict == Outcome.Clean)
        {
            return new GrowthCell("clean", _growth.ShortBound(amount.High, bytes, inHeader: true));
        }

        var own = verdict.Findings.Any(finding => finding.Resource == entry.Resource);
        var kind = entry.Verdict == Outcome.Leak ? own ? "leak" : "folded" : "plain";
        return new GrowthCell(kind, Short(amount.Estimate, bytes));
    }

    /// <summary>The header says that counts are per 1,000.</summary>
    private string Short(double value, bool bytes) => bytes ? _quantity.Bytes(value) : _quantity.Number(value * 1000);

    private string[] Latency(LatencyRecord? latency) => latency is null
        ? [Quantity.None, Quantity.None, Quantity.None, Quantity.None]
        : [_quantity.Number(latency.P50), _quantity.Number(latency.P95), _quantity.Number(latency.P99), _quantity.Number(latency.Max)];

    private static long At(IReadOnlyList<long> counts, int index) => index < counts.Count ? counts[index] : 0;
}
