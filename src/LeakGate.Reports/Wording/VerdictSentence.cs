using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>
/// The verdict in one sentence: the target, the verb, the number that matters most, what comes of it. Only the verb is ever coloured.
/// </summary>
/// <param name="Before">Up to the verb, with the space behind it.</param>
/// <param name="Verb">The verdict.</param>
/// <param name="After">The rest, with its own space or sign before it.</param>
public sealed record VerdictSentence(string Before, string Verb, string After)
{
    /// <summary>Columns that a target's name may take, and a request's.</summary>
    private const int LongestTarget = 32;

    private const int LongestRequest = 44;

    /// <summary>The sentence of a verdict. Names are made harmless and cut; numbers stay whole by no-break spaces.</summary>
    public static VerdictSentence Of(VerdictDocument verdict, Language language)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var words = SentenceWords.In(language);
        var target = TextColumns.Fit(SafeText.Of(verdict.Target), LongestTarget);
        return verdict.Verdict switch
        {
            Outcome.Leak => Leak(target, verdict, words),
            Outcome.Clean when BaselineWords.Worse(verdict.Baseline, language) is { Length: > 0 } worse => words.CleanButWorse(target, worse),
            Outcome.Clean when verdict.Resources.Any(r => r.PerHour is not null) =>
                words.CleanByTime(target, Largest(verdict, bytes: true), Largest(verdict, bytes: false)),
            Outcome.Clean => words.Clean(target, Largest(verdict, bytes: true), Largest(verdict, bytes: false)),
            Outcome.Inconclusive => words.Undecided(target, words.Reason(verdict)),
            Outcome.Failed => words.Failed(target, verdict.Reason, SentenceWords.Recorded(verdict)),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict.Verdict, "There is no fifth outcome."),
        };
    }

    /// <inheritdoc />
    public override string ToString() => Before + Verb + After;

    private static VerdictSentence Leak(string target, VerdictDocument verdict, SentenceWords words)
    {
        var findings = verdict.Findings.Where(f => f.Ignored is null).ToList();
        if (findings.Count == 0 && verdict.Findings.Count > 0)
        {
            return words.OnlyKnown(target, verdict.Findings.Count);
        }

        if (findings.Count == 0)
        {
            // The simple threshold rule can fail a run without a finding of its own.
            return words.LeakWithoutFinding(target, SafeText.Of(verdict.ReasonText));
        }

        if (findings.Count > 1)
        {
            return words.SeveralLeaks(target, findings, verdict.RequestsPerSecond);
        }

        var finding = findings[0];
        if (finding.PerHour is { } perHour)
        {
            return words.OneLeakByTime(target, finding, perHour);
        }

        var request = finding.Requests.Count > 0 ? finding.Requests[0] : null;
        return words.OneLeak(
            target,
            finding,
            request?.PerRequest ?? GrowthWords.Of(finding),
            request is null ? null : TextColumns.Fit(SafeText.Of(request.Request), LongestRequest));
    }

    private static double? Largest(VerdictDocument verdict, bool bytes) => verdict.Resources
        .Where(r => r.Verdict == Outcome.Clean && GrowthWords.IsBytes(r) == bytes)
        .Select(r => (r.PerRequest ?? r.PerHour)?.High)
        .Max();
}
