using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>What was decided on one recorded column.</summary>
/// <param name="Verdict">The decision; its column is that of the recording.</param>
/// <param name="Segment">The part that was judged.</param>
internal sealed record RecordedDecision(ResourceVerdict Verdict, SeriesSegment Segment)
{
    public const string Growing = "growing";
    public const string Noisy = "noisy";
    public const string TooShort = "too_short";

    public static RecordedDecision Of(RecordedColumn column, IReadOnlyList<double> restarts, double margin, double threshold, bool byTime)
    {
        var resource = column.Resource;
        var segment = SeriesSegment.Longest(column.Points, restarts, resource.Unit == Unit.Bytes ? 1024 * 1024 : 8);
        Floor[] floors = [.. RecordedWindows.Cut(segment.Points, byTime)];
        var rule = new JudgeRule { Unit = resource.Unit, Margin = margin, Threshold = threshold };
        var judgement = ResourceJudge.Judge(floors, rule);
        var bend = BendOf(floors, judgement, rule);
        if (bend > 0)
        {
            rule = rule with { Threshold = threshold * Bend.Tried(floors.Length) };
            floors = floors[bend..];
            judgement = ResourceJudge.Judge(floors, rule);
        }

        ShapeGuard[] guards = [Drift.Check(floors), EndOfGrowth.Check(floors, margin)];
        var (outcome, reason) = Decide(floors, judgement, rule, guards, segment);
        var estimate = EstimateOf(judgement, outcome);
        return new RecordedDecision(
            new ResourceVerdict
            {
                Resource = resource,
                Outcome = outcome,
                Reason = reason,
                Margin = margin,
                PerRequest = estimate,
                Evidence = outcome == Outcome.Clean ? judgement.CleanEvidence : judgement.LeakEvidence,
                Blocks = floors.Length,
                Growth = floors.Length > 0 ? floors[^1].Value - floors[0].Value : 0,
                Level = floors.Length > 0 ? floors[^1].Value : null,
                Peak = column.Highest,
                Explanation = RecordedExplanation.Of(resource.Unit, segment, floors, judgement, rule, guards, outcome, reason, byTime, bend),
            },
            segment);
    }

    /// <summary>How many floors to leave out: those of a fill that is over, where the growth has not the shape of a leak; 0: none.</summary>
    private static int BendOf(Floor[] floors, ResourceJudgement judgement, JudgeRule rule) =>
        judgement is { State: ResourceState.Candidate, Shape: { Passed: false, Plateau: { } plateau } }
            ? Bend.Of(floors, plateau, ShapeGuards.SigmaOf(floors, rule)) ?? 0
            : 0;

    private static (Outcome Outcome, string? Reason) Decide(
        Floor[] floors, ResourceJudgement judgement, JudgeRule rule, ShapeGuard[] guards, SeriesSegment segment)
    {
        if (floors.Length < RecordedWindows.Least)
        {
            return (Outcome.Inconclusive, TooShort);
        }

        if (judgement.State == ResourceState.Clean)
        {
            return (Outcome.Clean, null);
        }

        if (judgement.State == ResourceState.Candidate)
        {
            // Nothing can repeat the growth here, so the evidence must also stand at the end, as the interval of the slope.
            var holds = judgement.IsLeakCandidate && Array.TrueForAll(guards, guard => guard.Passed) && !segment.MayFallAgain && judgement.Growth?.Low > rule.Margin;
            return holds ? (Outcome.Leak, null) : (Outcome.Inconclusive, Growing);
        }

        var unreachable = rule.Unit == Unit.Count
            && (judgement.Requests <= 0 || PoissonBound.Upper(0, 1 / rule.Threshold) / judgement.Requests > rule.Margin);
        return (Outcome.Inconclusive, unreachable ? TooShort : Noisy);
    }

    private static Estimate? EstimateOf(ResourceJudgement judgement, Outcome outcome) => judgement.Growth switch
    {
        null => null,
        { } fit when outcome == Outcome.Clean && judgement.CleanBound is { } bound =>
            new Estimate(Math.Min(fit.Slope, bound), Math.Min(fit.Low, bound), bound),
        { } fit => new Estimate(fit.Slope, fit.Low, fit.High),
    };
}
