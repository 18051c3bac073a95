using System.Globalization;
using LeakGate.Findings;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>The chain of one decision: floors, slope, evidence, bounds, guards, confirmation.</summary>
internal static class Explanation
{
    public static IReadOnlyList<DecisionStep> Of(
        Standing standing, Confirmation? confirmation, bool threshold, Outcome outcome, string? reason, Policy policy, Measurement measurement)
    {
        var unit = standing.Resource.Unit;
        var judgement = standing.Judgement;
        var steps = new DecisionSteps(unit, policy.ByTime);
        if (standing.Floors.Count == 0)
        {
            steps.Add(StepCodes.NoFloors, $"No floor could be read: {standing.Gap ?? "no block was judged"}.", standing.Gap);
            return steps.All;
        }

        if (JudgedRound.Of(measurement.Blocks, policy) is { Number: > 1 } round)
        {
            steps.Add(
                StepCodes.Round,
                string.Create(CultureInfo.InvariantCulture,
                    $"The first {policy.MostBlocks} judged blocks decided nothing; those after them are judged anew, and their evidence weighs {Wording.Significant(round.Weight)}."),
                null, ("blocks", policy.MostBlocks), ("weight", round.Weight));
        }

        var (first, last) = (standing.Floors[0].Value, standing.Floors[^1].Value);
        var length = policy.ByTime ? Wording.Significant(judgement.Requests * 60) + " minutes" : Wording.Significant(judgement.Requests) + " requests";
        steps.Add(
            StepCodes.Floors,
            string.Create(CultureInfo.InvariantCulture,
                $"{standing.Floors.Count} judged floors from {Wording.Amount(first, unit)} to {Wording.Amount(last, unit)} over {length}; noise σ {Wording.Amount(judgement.Dispersion.Sigma, unit)}."),
            null, ("floors", standing.Floors.Count), ("first", first), ("last", last), ("length", judgement.Requests), ("sigma", judgement.Dispersion.Sigma));
        steps.Growth(judgement, judgement.Margin);
        steps.Evidence(judgement, policy.EvidenceNeeded);
        foreach (var guard in judgement.Shape?.Guards ?? [])
        {
            steps.Guard(guard);
        }

        if (confirmation is not null)
        {
            Confirmed(steps, confirmation, standing, measurement);
        }

        if (threshold)
        {
            steps.Add(StepCodes.Threshold, "The simple rule of gate.thresholds is exceeded.");
        }

        steps.Outcome(outcome, reason);
        return steps.All;
    }

    private static void Confirmed(DecisionSteps steps, Confirmation confirmation, Standing standing, Measurement measurement)
    {
        var unit = standing.Resource.Unit;
        steps.Add(
            StepCodes.Confirmation,
            $"Confirmation: the requests alone add up to {Wording.WithInterval(new Estimate(confirmation.Growth, confirmation.Low, confirmation.High), unit)} per request of the mix, needed {Wording.Amount(confirmation.Needed, unit)}: {(confirmation.Holds ? "holds" : "does not hold")}.",
            null, ("estimate", confirmation.Growth), ("low", confirmation.Low), ("high", confirmation.High), ("needed", confirmation.Needed),
            ("holds", confirmation.Holds ? 1 : 0));
        foreach (var own in confirmation.Requests)
        {
            steps.Add(
                StepCodes.Request,
                $"  {measurement.Requests[own.Request]}: {Wording.WithInterval(new Estimate(own.Estimate, own.Low, own.High), unit)} per request, {(100 * own.Part).ToString("0", CultureInfo.InvariantCulture)} % of the growth.",
                measurement.Requests[own.Request], ("estimate", own.Estimate), ("low", own.Low), ("high", own.High), ("share", own.Part));
        }
    }
}
