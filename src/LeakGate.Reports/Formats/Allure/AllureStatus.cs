using LeakGate.Runs;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>
/// The status of a result follows what a run's exit code says: failed is a leak that was not expected or an expected one that was not
/// found, broken a target that failed, skipped what is not decided. Known leaks pass and are marked as known.
/// </summary>
internal static class AllureStatus
{
    public static string Of(Outcome outcome, string expect, bool known) => (outcome, expect) switch
    {
        (Outcome.Failed, _) => "broken",
        (Outcome.Inconclusive, _) => "skipped",
        (Outcome.Leak, "leak") or (Outcome.Clean, not "leak") => "passed",
        (Outcome.Leak, _) when known => "passed",
        _ => "failed",
    };

    /// <summary>A resource of a target that is known to leak may be clean: which one leaks is not said in advance.</summary>
    public static string Of(VerdictDocument.ResourceEntry resource, string expect, bool known) =>
        resource.Verdict == Outcome.Clean ? "passed" : Of(resource.Verdict, expect, known);

    /// <summary>Whether every one of the findings, of which there is at least one, is on the list of known leaks.</summary>
    public static bool IsKnown(IReadOnlyCollection<VerdictDocument.FindingEntry> findings) =>
        findings.Count > 0 && findings.All(finding => finding.Ignored is not null);
}
