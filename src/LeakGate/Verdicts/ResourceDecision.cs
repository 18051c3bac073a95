using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>What was decided on one resource, with the figures that findings are made from.</summary>
internal sealed record ResourceDecision(ResourceVerdict Verdict, Standing Standing, Confirmation? Confirmation)
{
    public static ResourceDecision Of(Standing standing, Policy policy, Measurement measurement, double requestsPerSecond)
    {
        var resource = standing.Resource;
        var margin = policy.Margins[resource];
        var confirmation = standing.IsCandidate && !policy.ByTime ? Confirm(standing, measurement) : null;
        var threshold = Thresholds.Exceeded(resource, standing, policy, measurement);
        var (outcome, reason) = Decide(standing, confirmation, threshold, policy, measurement);
        var estimate = EstimateOf(standing, outcome);
        var level = standing.Floors.Count > 0 ? standing.Floors[^1].Value : (double?)null;
        var judgement = standing.Judgement;
        var verdict = new ResourceVerdict
        {
            Resource = resource,
            Outcome = outcome,
            Reason = reason,
            Margin = margin,
            PerRequest = estimate,
            Evidence = outcome == Outcome.Clean ? judgement.CleanEvidence : judgement.LeakEvidence,
            Blocks = standing.Floors.Count,
            Growth = standing.Floors.Count > 0 ? standing.Floors[^1].Value - standing.Floors[0].Value : 0,
            Level = level,
            Peak = PeakOf(resource, measurement),
            Limit = LimitOf(resource, measurement),
            Exhaustion = outcome == Outcome.Leak && estimate is not null && level is { } now
                ? Urgency.TimeTo(LimitOf(resource, measurement), now, estimate.Value, policy.ByTime ? 1 / 3600.0 : measurement.ProductionRate ?? requestsPerSecond)
                : null,
            Explanation = Explanation.Of(standing, confirmation, threshold, outcome, reason, policy, measurement),
        };
        return new ResourceDecision(verdict, standing, confirmation);
    }

    private static (Outcome Outcome, string? Reason) Decide(
        Standing standing, Confirmation? confirmation, bool threshold, Policy policy, Measurement measurement)
    {
        var blind = measurement.Blind.ContainsKey(standing.Resource.Name);
        if (threshold && !blind)
        {
            return (Outcome.Leak, null);
        }

        if (standing.Gap is not null)
        {
            return (Outcome.Inconclusive, "probe_lost");
        }

        if (blind)
        {
            return (Outcome.Inconclusive, "probe_blind");
        }

        if (standing.IsClean && standing.Floors.Count >= policy.LeastBlocks)
        {
            return (Outcome.Clean, null);
        }

        if (standing.IsCandidate && standing.Floors.Count >= policy.LeastBlocks)
        {
            // Without requests nothing can run alone: what has the shape of a leak is one.
            return policy.ByTime || confirmation is { Holds: true }
                ? (Outcome.Leak, null)
                : (Outcome.Inconclusive, confirmation is null ? "not_confirmed" : "unconfirmed");
        }

        if (standing.Judgement.IsStillFilling)
        {
            return (Outcome.Inconclusive, "growing");
        }

        var reachable = standing.Resource.Unit == Unit.Count && standing.Judgement.Requests > 0
            && PoissonBound.Upper(0, 1 / standing.Rule.NeededAlone) / standing.Judgement.Requests > policy.Margins[standing.Resource];
        return (Outcome.Inconclusive, standing.Floors.Count < policy.LeastBlocks || reachable ? "too_short" : "noisy");
    }

    private static Confirmation? Confirm(Standing standing, Measurement measurement)
    {
        if (standing.Judgement.Growth is null)
        {
            return null;
        }

        var weights = (double)measurement.Weights.Sum();
        var alone = new List<AloneBlock>();
        foreach (var block in measurement.Blocks.Where(block => block is { Stage: Stage.Confirm, Only: not null }))
        {
            if (Standing.FloorOf(block, standing.Resource, out _) is { } floor && block.CompletedTotal > 0)
            {
                alone.Add(new AloneBlock(block.Only!.Value, measurement.Weights[block.Only.Value] / weights, floor));
            }
        }

        return alone.Count == 0
            ? null
            : Confirmation.Of([.. standing.Floors], alone, standing.Rule, standing.Judgement.Dispersion.Sigma);
    }

    private static Estimate? EstimateOf(Standing standing, Outcome outcome)
    {
        if (standing.Judgement.Growth is not { } fit)
        {
            return null;
        }

        return outcome == Outcome.Clean && standing.Judgement.CleanBound is { } bound
            ? new Estimate(Math.Min(fit.Slope, bound), Math.Min(fit.Low, bound), bound)
            : new Estimate(fit.Slope, fit.Low, fit.High);
    }

    private static double? PeakOf(Resource resource, Measurement measurement)
    {
        var peaks = measurement.Blocks
            .Where(block => block.Peaks.ContainsKey(resource.Column))
            .Select(block => block.Peaks[resource.Column])
            .ToList();
        return peaks.Count > 0 ? peaks.Max() : null;
    }

    private static (double Value, string Source)? LimitOf(Resource resource, Measurement measurement) =>
        measurement.Limits.TryGetValue(resource.Name, out var limit) ? limit : null;
}
