using LeakGate.Findings;
using LeakGate.Samples;

namespace LeakGate.Verdicts;

/// <summary>The four outcomes; there is no fifth.</summary>
public enum Outcome
{
    /// <summary>Growth above the margin was ruled out for every resource.</summary>
    Clean,

    /// <summary>Growth above the margin was shown and confirmed.</summary>
    Leak,

    /// <summary>Neither could be shown; the reason says why.</summary>
    Inconclusive,

    /// <summary>The target did not run as it must.</summary>
    Failed,
}

/// <summary>What was decided on one resource.</summary>
public sealed record ResourceVerdict
{
    /// <summary>The resource.</summary>
    public required Resource Resource { get; init; }

    /// <summary>What was decided.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why it is inconclusive; else <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>More than this per request of the mix is a leak, in the resource's unit.</summary>
    public required double Margin { get; init; }

    /// <summary>Growth per request of the mix; for a clean resource <c>High</c> is the bound that was shown. <see langword="null"/>: not measured.</summary>
    public Estimate? PerRequest { get; init; }

    /// <summary>Evidence at the margin, towards the outcome.</summary>
    public required double Evidence { get; init; }

    /// <summary>Judged blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Last judged floor minus the first, in the resource's unit.</summary>
    public double Growth { get; init; }

    /// <summary>Highest reading under load; <see langword="null"/>: not measured.</summary>
    public double? Peak { get; init; }

    /// <summary>Last judged floor; <see langword="null"/>: not measured.</summary>
    public double? Level { get; init; }

    /// <summary>What the resource may take, and who sets that; <see langword="null"/>: no limit is known.</summary>
    public (double Value, string Source)? Limit { get; init; }

    /// <summary>When the limit is reached; <see langword="null"/>: it does not leak, or no limit is known.</summary>
    public Exhaustion? Exhaustion { get; init; }

    /// <summary>The steps of the decision, for <c>--explain</c>.</summary>
    public IReadOnlyList<DecisionStep> Explanation { get; init; } = [];
}

/// <summary>The judgement of one target. Reports show it; none computes one.</summary>
public sealed record Verdict
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Stable key of the reason (noisy, too_short, load_not_landed …); <see langword="null"/> for clean and leak.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason in one sentence, English; <see langword="null"/> for clean and leak.</summary>
    public string? ReasonText { get; init; }

    /// <summary>Completed requests.</summary>
    public long Requests { get; init; }

    /// <summary>Failed requests.</summary>
    public long RequestsFailed { get; init; }

    /// <summary>Completed requests per second of load over the judged blocks.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>
    /// Whether growth was judged by time: then margins, <see cref="ResourceVerdict.PerRequest"/> and
    /// <see cref="Finding.PerMixRequest"/> are per hour. Default: per request.
    /// </summary>
    public bool ByTime { get; init; }

    /// <summary>Every gating resource.</summary>
    public IReadOnlyList<ResourceVerdict> Resources { get; init; } = [];

    /// <summary>One per cause, the first to run out first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The checks of the measurement; empty where it was not LeakGate that measured.</summary>
    public IReadOnlyList<MeasurementCheck> Checks { get; init; } = [];

    /// <summary>What weakens the measurement, in words.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The worst severity of the findings; low when there are none.</summary>
    public Severity Severity => Findings.Count == 0 ? Severity.Low : Findings.Max(f => f.Severity);
}
