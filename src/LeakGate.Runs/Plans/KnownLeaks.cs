using LeakGate.Verdicts;

namespace LeakGate.Runs.Plans;

/// <summary>The list of known leaks (<c>gate.ignore</c>) on one day: what it covers, and which of its entries should go.</summary>
/// <param name="entries">The entries as configured.</param>
/// <param name="today">The day, UTC. An entry holds until the end of its own day.</param>
public sealed class KnownLeaks(IReadOnlyList<IgnoredFinding> entries, DateOnly today)
{
    /// <summary>Reason by fingerprint, expired entries left out; the first of equal fingerprints counts.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; } = entries
        .Where(entry => entry.Until >= today)
        .DistinctBy(entry => entry.Fingerprint, StringComparer.Ordinal)
        .ToDictionary(entry => entry.Fingerprint, entry => entry.Reason, StringComparer.Ordinal);

    /// <summary>The verdict with the end date beside each finding that is known.</summary>
    public VerdictDocument Dated(VerdictDocument verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict with
        {
            Findings = [.. verdict.Findings.Select(finding => finding.Ignored is null ? finding : finding with { IgnoredUntil = UntilOf(finding.Fingerprint) })],
        };
    }

    /// <summary>
    /// Entries to be told about after a run, in the order of the file. That an entry matched nothing is only said when every verdict was
    /// reached: a run that broke off may have missed it.
    /// </summary>
    public IReadOnlyList<KnownLeakNotice> Notices(IReadOnlyList<VerdictDocument> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var found = verdicts.SelectMany(verdict => verdict.Findings).Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var decided = verdicts.Count > 0 && verdicts.All(verdict => verdict.Verdict is Outcome.Clean or Outcome.Leak);
        return [.. entries.Select(entry => NoticeOf(entry, found.Contains(entry.Fingerprint), decided)).OfType<KnownLeakNotice>()];
    }

    private KnownLeakNotice? NoticeOf(IgnoredFinding entry, bool found, bool decided) => (entry.Until < today, found) switch
    {
        // A later entry of the same leak still covers it.
        (true, true) when Reasons.ContainsKey(entry.Fingerprint) => new KnownLeakNotice(entry, KnownLeakState.Expired),
        (true, true) => new KnownLeakNotice(entry, KnownLeakState.ExpiredAndFound),
        (true, false) => new KnownLeakNotice(entry, decided ? KnownLeakState.ExpiredAndNotFound : KnownLeakState.Expired),
        (false, false) when decided => new KnownLeakNotice(entry, KnownLeakState.NotFound),
        _ => null,
    };

    private DateOnly? UntilOf(string fingerprint) =>
        entries.FirstOrDefault(entry => entry.Until >= today && entry.Fingerprint == fingerprint)?.Until;
}

/// <summary>An entry of the list that should be told about.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="State">What is the matter with it.</param>
public sealed record KnownLeakNotice(IgnoredFinding Entry, KnownLeakState State);

/// <summary>What is the matter with an entry of the list of known leaks.</summary>
public enum KnownLeakState
{
    /// <summary>Its date has passed; whether the leak is still there is not known.</summary>
    Expired,

    /// <summary>Its date has passed and the leak is still there: it counts.</summary>
    ExpiredAndFound,

    /// <summary>Its date has passed and the leak was not found.</summary>
    ExpiredAndNotFound,

    /// <summary>The leak was not found.</summary>
    NotFound,
}
