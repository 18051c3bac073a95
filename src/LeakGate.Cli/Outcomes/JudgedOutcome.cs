using LeakGate.Reports.Cases;
using LeakGate.Runs;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Outcomes;

/// <summary>How a judged run ended, by its verdict document alone.</summary>
internal static class JudgedOutcome
{
    /// <summary>Known leaks alone do not fail a build; the verdict document is the same either way.</summary>
    public static OutcomeKind Of(VerdictDocument verdict) => verdict switch
    {
        { Verdict: Outcome.Leak, Findings.Count: > 0 } when verdict.Findings.All(finding => finding.Ignored is not null) => OutcomeKind.Clean,
        { Verdict: Outcome.Leak } => OutcomeKind.Leak,
        { Verdict: Outcome.Clean } when RunCases.IsWorse(verdict) => OutcomeKind.Regression,
        { Verdict: Outcome.Clean } => OutcomeKind.Clean,
        { Verdict: Outcome.Failed } => OutcomeKind.TargetFailed,
        _ => OutcomeKind.Inconclusive,
    };
}
