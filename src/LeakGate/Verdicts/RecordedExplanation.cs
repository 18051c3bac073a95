using System.Globalization;
using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>The chain of a decision on recorded data in words: part, floors, slope, evidence, guards.</summary>
internal static class RecordedExplanation
{
    public static IReadOnlyList<string> Of(
        Unit unit, SeriesSegment segment, Floor[] floors, ResourceJudgement judgement, JudgeRule rule, ShapeGuard drift,
        Outcome outcome, string? reason, bool byTime)
    {
        if (floors.Length == 0)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"{segment.Points.Count} readings are too few to cut into windows.")];
        }

        var x = byTime ? "hour" : "request";
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture,
                $"{floors.Length} windows of {segment.Points.Count} points; the lowest of each from {Wording.Amount(floors[0].Value, unit)} to {Wording.Amount(floors[^1].Value, unit)} over {Wording.Significant(judgement.Requests)} {x}s; noise σ {Wording.Amount(judgement.Dispersion.Sigma, unit)}."),
        };
        if (judgement.Growth is { } fit)
        {
            lines.Add($"Growth per {x} {Wording.WithInterval(new Estimate(fit.Slope, fit.Low, fit.High), unit)} (Theil–Sen), margin {Wording.Amount(rule.Margin, unit)}.");
        }

        lines.Add($"Evidence for more than the margin {Wording.Significant(judgement.LeakEvidence)}, for less {Wording.Significant(judgement.CleanEvidence)}; {Wording.Significant(rule.Threshold)} decides.");
        if (judgement.PoissonHigh is { } high)
        {
            lines.Add($"Counting alone bounds the growth at {Wording.Significant(high)} per {x} (Poisson, net growth {Wording.Significant(judgement.NetGrowth)}).");
        }

        if (judgement.State == ResourceState.Candidate)
        {
            foreach (var guard in (judgement.Shape?.Guards ?? []).Append(drift))
            {
                lines.Add($"Guard {guard.Name.Replace('_', ' ')}: {Wording.Amount(guard.Value, unit)}, needed {Wording.Amount(guard.Needed, unit)}: {(guard.Passed ? "holds" : "does not hold")}.");
            }
        }

        if (segment.MayFallAgain)
        {
            lines.Add("The level fell by itself before and may fall again: growth since then is no proof of a leak.");
        }

        lines.Add($"So: {outcome.ToString().ToLowerInvariant()}{(reason is null ? "" : $" ({reason})")}. Recorded data can't be confirmed.");
        return lines;
    }
}
