using System.Globalization;
using LeakGate.Findings;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>The chain of one decision in words: floors, slope, bounds, evidence, guards, confirmation.</summary>
internal static class Explanation
{
    public static IReadOnlyList<string> Of(
        Standing standing, Confirmation? confirmation, bool threshold, Outcome outcome, string? reason, Policy policy, Measurement measurement)
    {
        var unit = standing.Resource.Unit;
        var judgement = standing.Judgement;
        var lines = new List<string>();
        if (standing.Floors.Count == 0)
        {
            return [$"No floor could be read: {standing.Gap ?? "no block was judged"}."];
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"{standing.Floors.Count} judged floors from {Wording.Amount(standing.Floors[0].Value, unit)} to {Wording.Amount(standing.Floors[^1].Value, unit)} over {(policy.ByTime ? Minutes(judgement.Requests) : Wording.Significant(judgement.Requests) + " requests")}; noise σ {Wording.Amount(judgement.Dispersion.Sigma, unit)}."));
        if (judgement.Growth is { } fit)
        {
            lines.Add($"Growth per {(policy.ByTime ? "hour" : "request of the mix")} {Wording.WithInterval(new Estimate(fit.Slope, fit.Low, fit.High), unit)} (Theil–Sen), margin {Wording.Amount(judgement.Margin, unit)}.");
        }

        lines.Add($"Evidence for more than the margin {Wording.Significant(judgement.LeakEvidence)}, for less {Wording.Significant(judgement.CleanEvidence)}; {Wording.Significant(policy.EvidenceNeeded)} decides.");
        if (judgement.PoissonHigh is { } high)
        {
            lines.Add($"Counting alone bounds the growth at {Wording.Significant(high)} per {(policy.ByTime ? "hour" : "request")} (Poisson, net growth {Wording.Significant(judgement.NetGrowth)}).");
        }

        foreach (var guard in judgement.Shape?.Guards ?? [])
        {
            lines.Add($"Guard {guard.Name.Replace('_', ' ')}: {Wording.Amount(guard.Value, unit)}, needed {Wording.Amount(guard.Needed, unit)}: {(guard.Passed ? "holds" : "does not hold")}.");
        }

        if (confirmation is not null)
        {
            lines.Add($"Confirmation: the requests alone add up to {Wording.WithInterval(new Estimate(confirmation.Growth, confirmation.Low, confirmation.High), unit)} per request of the mix, needed {Wording.Amount(confirmation.Needed, unit)}: {(confirmation.Holds ? "holds" : "does not hold")}.");
            foreach (var own in confirmation.Requests)
            {
                lines.Add($"  {measurement.Requests[own.Request]}: {Wording.WithInterval(new Estimate(own.Estimate, own.Low, own.High), unit)} per request, {(100 * own.Part).ToString("0", CultureInfo.InvariantCulture)} % of the growth.");
            }
        }

        if (threshold)
        {
            lines.Add("The simple rule of gate.thresholds is exceeded.");
        }

        lines.Add($"So: {outcome.ToString().ToLowerInvariant()}{(reason is null ? "" : $" ({reason})")}.");
        return lines;
    }

    private static string Minutes(double hours) => Wording.Significant(hours * 60) + " minutes";
}
