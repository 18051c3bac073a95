using System.Globalization;
using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>The chain of a decision on recorded data: part, floors, slope, evidence, guards.</summary>
internal static class RecordedExplanation
{
    public static IReadOnlyList<DecisionStep> Of(
        Unit unit, SeriesSegment segment, Floor[] floors, ResourceJudgement judgement, JudgeRule rule, ShapeGuard[] guards,
        Outcome outcome, string? reason, bool byTime, int leftOut)
    {
        var steps = new DecisionSteps(unit, byTime);
        if (floors.Length == 0)
        {
            steps.Add(
                StepCodes.TooFew, string.Create(CultureInfo.InvariantCulture, $"{segment.Points.Count} readings are too few to cut into windows."),
                null, ("points", segment.Points.Count));
            return steps.All;
        }

        if (leftOut > 0)
        {
            steps.Add(
                StepCodes.FillEnded,
                string.Create(CultureInfo.InvariantCulture, $"A fill was over at window {leftOut + 1}; what follows is judged alone, and needs as much more evidence as there were places to look for its end."),
                null, ("windows", leftOut));
        }

        var (first, last) = (floors[0].Value, floors[^1].Value);
        steps.Add(
            StepCodes.Floors,
            string.Create(CultureInfo.InvariantCulture,
                $"{floors.Length} windows of {segment.Points.Count} points; the lowest of each from {Wording.Amount(first, unit)} to {Wording.Amount(last, unit)} over {Wording.Significant(judgement.Requests)} {(byTime ? "hours" : "requests")}; noise σ {Wording.Amount(judgement.Dispersion.Sigma, unit)}."),
            null, ("floors", floors.Length), ("points", segment.Points.Count), ("first", first), ("last", last), ("length", judgement.Requests),
            ("sigma", judgement.Dispersion.Sigma));
        steps.Growth(judgement, rule.Margin);
        steps.Evidence(judgement, rule.Threshold);
        if (judgement.State == ResourceState.Candidate)
        {
            foreach (var guard in (judgement.Shape?.Guards ?? []).Concat(guards))
            {
                steps.Guard(guard);
            }
        }

        if (segment.MayFallAgain)
        {
            steps.Add(StepCodes.MayFall, "The level fell by itself before and may fall again: growth since then is no proof of a leak.");
        }

        steps.Outcome(outcome, reason, " Recorded data can't be confirmed.");
        return steps.All;
    }
}
