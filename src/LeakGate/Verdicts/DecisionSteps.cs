using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>The steps that a decision on a run and one on recorded data have in common.</summary>
/// <param name="unit">Of the resource.</param>
/// <param name="byTime">Growth is per hour, not per request.</param>
internal sealed class DecisionSteps(Unit unit, bool byTime)
{
    private readonly List<DecisionStep> _steps = [];
    private readonly string _x = byTime ? "hour" : "request";

    public IReadOnlyList<DecisionStep> All => _steps;

    public void Add(string code, string text, string? subject = null, params ReadOnlySpan<(string Key, double Value)> values) =>
        _steps.Add(DecisionStep.Of(code, text, subject, values));

    public void Growth(ResourceJudgement judgement, double margin)
    {
        if (judgement.Growth is { } fit)
        {
            Add(
                StepCodes.Growth,
                $"Growth per {(byTime ? "hour" : "request of the mix")} {Wording.WithInterval(new Estimate(fit.Slope, fit.Low, fit.High), unit)} (Theil–Sen), margin {Wording.Amount(margin, unit)}.",
                null, ("estimate", fit.Slope), ("low", fit.Low), ("high", fit.High), ("margin", margin));
        }
    }

    public void Evidence(ResourceJudgement judgement, double needed)
    {
        Add(
            StepCodes.Evidence,
            $"Evidence for more than the margin {Wording.Significant(judgement.LeakEvidence)}, for less {Wording.Significant(judgement.CleanEvidence)}; {Wording.Significant(needed)} decides.",
            null, ("leak", judgement.LeakEvidence), ("clean", judgement.CleanEvidence), ("needed", needed));
        if (judgement.PoissonHigh is { } high)
        {
            Add(
                StepCodes.Counting,
                $"Counting alone bounds the growth at {Wording.Significant(high)} per {_x} (Poisson, net growth {Wording.Significant(judgement.NetGrowth)}).",
                null, ("bound", high), ("net", judgement.NetGrowth));
        }
    }

    public void Guard(ShapeGuard guard) => Add(
        StepCodes.Guard,
        $"Guard {guard.Name.Replace('_', ' ')}: {Wording.Amount(guard.Value, unit)}, needed {Wording.Amount(guard.Needed, unit)}: {(guard.Passed ? "holds" : "does not hold")}.",
        guard.Name, ("value", guard.Value), ("needed", guard.Needed), ("holds", guard.Passed ? 1 : 0));

    public void Outcome(Outcome outcome, string? reason, string more = "") => Add(
        StepCodes.Outcome, $"So: {outcome.ToString().ToLowerInvariant()}{(reason is null ? "" : $" ({reason})")}.{more}", reason);
}
