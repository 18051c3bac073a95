using System.Globalization;
using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>From the blocks of a run to its verdict: resources first, then causes, then the whole.</summary>
internal static class VerdictBuilder
{
    public static Verdict Build(Policy policy, Measurement measurement)
    {
        var judged = measurement.Blocks.Where(block => block.Stage == Stage.Blocks).ToList();
        var rate = RequestsPerSecond(judged);
        var resources = Standing.Of(measurement.Blocks, policy)
            .Select(standing => ResourceDecision.Of(standing, policy, measurement, rate))
            .ToList();
        var findings = FindingBuilder.Build(resources, policy, measurement, rate);
        var (reason, text) = Reason(policy, measurement, judged, resources);
        var leak = resources.Exists(decision => decision.Verdict.Outcome == Outcome.Leak);
        var checks = MeasurementGrade.Of(measurement, policy, judged, resources);
        var landed = reason is not "load_not_landed";
        return new Verdict
        {
            Outcome = leak && landed ? Outcome.Leak : reason is null ? Outcome.Clean : Outcome.Inconclusive,
            Reason = leak && landed ? null : reason,
            ReasonText = leak && landed ? null : text,
            Requests = measurement.Blocks.Sum(block => block.CompletedTotal),
            RequestsFailed = measurement.Blocks.Sum(block => block.Failed),
            RequestsPerSecond = rate,
            ByTime = policy.ByTime,
            Resources = [.. resources.Select(decision => decision.Verdict)],
            Findings = landed ? findings : [],
            Checks = checks,
            Remarks = [.. checks.Where(check => check.Text is not null).Select(check => check.Text!)],
        };
    }

    private static double RequestsPerSecond(List<Block> judged)
    {
        var seconds = judged.Sum(block => (block.LoadEnded - block.Started).TotalSeconds);
        return seconds > 0 ? judged.Sum(block => block.CompletedTotal) / seconds : 0;
    }

    private static (string? Reason, string? Text) Reason(
        Policy policy, Measurement measurement, List<Block> judged, List<ResourceDecision> resources)
    {
        if (judged.Count == 0)
        {
            return measurement.CutShort is { } cut
                ? (cut, $"The run ended ({cut}) before the first judged block.")
                : ("too_short", "No block could be judged.");
        }

        var planned = judged.Sum(block => block.Planned);
        var completed = judged.Sum(block => block.CompletedTotal);
        if (completed < policy.LeastLanded * planned)
        {
            var share = (100.0 * completed / planned).ToString("0.0", CultureInfo.InvariantCulture);
            var error = measurement.MainError is { } main ? $", most often: {main}" : "";
            return ("load_not_landed", string.Create(CultureInfo.InvariantCulture,
                $"Only {share} % of the planned requests were answered well ({completed} of {planned}{error})."));
        }

        var open = resources.Where(decision => decision.Verdict.Outcome == Outcome.Inconclusive).ToList();
        if (open.Count == 0)
        {
            return (null, null);
        }

        var first = open.OrderBy(decision => Weight(decision.Verdict.Reason)).First().Verdict;
        if (measurement.CutShort is { } why && judged.Count < policy.LeastBlocks)
        {
            return (why, string.Create(CultureInfo.InvariantCulture,
                $"The run ended ({why}) after {judged.Count} judged blocks; a decision needs at least {policy.LeastBlocks}."));
        }

        var names = string.Join(", ", open.Where(d => d.Verdict.Reason == first.Reason).Select(d => d.Verdict.Resource.Name));
        return (first.Reason, $"{Sentence(first.Reason, policy.ByTime)} ({names}).");
    }

    private static int Weight(string? reason) => reason switch
    {
        "unconfirmed" or "not_confirmed" => 0,
        "growing" => 1,
        "probe_blind" or "probe_lost" => 2,
        _ => 3,
    };

    private static string Sentence(string? reason, bool byTime) => reason switch
    {
        "unconfirmed" => "Growth was seen but did not repeat when each request ran alone",
        "not_confirmed" => "Growth was seen but the requests could not run alone to confirm it",
        "growing" => "It still grows, but ever more slowly: it may be filling towards a level",
        "probe_lost" => "Readings were lost",
        "probe_blind" => "The probe did not read known amounts",
        "too_short" when byTime => "It was watched for too short a time for the margin",
        "too_short" => "Too few requests could be sent for the margin",
        _ => "The floors are too noisy for the margin",
    };
}
