using LeakGate.Baselines;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Channels.Rules;

/// <summary>One thing about one target of a run that somebody may want to hear of.</summary>
/// <param name="Target">The target.</param>
/// <param name="Occasion">leak, regression, recovered, inconclusive or failed.</param>
/// <param name="Key">The same in every run that shows it: a finding's fingerprint, or the occasion with its reason.</param>
/// <param name="Severity">low, medium, high or critical.</param>
public sealed record News(string Target, string Occasion, string Key, string Severity);

/// <summary>What is new, or known, about the targets of a run: what counts against them, by their verdicts alone.</summary>
public static class RunNews
{
    /// <summary>Everything that counts, target by target; empty: all did as they should.</summary>
    public static IReadOnlyList<News> Of(IReadOnlyList<ReportTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return [.. targets.SelectMany(target => Of(target.Name, target.Verdict))];
    }

    /// <summary>The place of a severity, the mildest 0.</summary>
    public static int Rank(string severity) => Math.Max(0, KnownNames.Severities.ToList().IndexOf(severity));

    /// <summary>Whether a target was judged and shows nothing that counts: what leaked before has recovered.</summary>
    internal static bool IsWell(VerdictDocument verdict) => verdict.Verdict is Outcome.Clean or Outcome.Leak && !Of(verdict.Target, verdict).Any();

    private static IEnumerable<News> Of(string target, VerdictDocument verdict) => verdict switch
    {
        // A program that is known to leak: that it does not is the news.
        { Expect: "leak", Verdict: Outcome.Clean } => [new News(target, "failed", "failed:expected_leak", "medium")],
        { Expect: "leak", Verdict: Outcome.Leak } => [],
        { Verdict: Outcome.Failed } => [new News(target, "failed", "failed:" + verdict.Reason, "high")],
        { Verdict: Outcome.Inconclusive } => [new News(target, "inconclusive", "inconclusive:" + verdict.Reason, "medium")],
        { Verdict: Outcome.Leak, Findings.Count: 0 } => [new News(target, "leak", "threshold", verdict.Severity)],
        { Verdict: Outcome.Leak } => verdict.Findings.Where(finding => finding.Ignored is null)
            .DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal)
            .Select(finding => new News(target, "leak", finding.Fingerprint, finding.Severity)),
        { Baseline.Decision: Change.Worse } => [new News(target, "regression", "regression", "medium")],
        _ => [],
    };
}
