namespace LeakGate.Runs.Plans;

/// <summary>What counts as a leak.</summary>
public sealed record GatePlan
{
    /// <summary>Margin of memory, bytes per request: more, shown, is a leak; less, shown, is clean. Default 1,024.</summary>
    public double BytesPerRequest { get; init; } = 1024;

    /// <summary>Margin of everything counted, per request. Default 1/1000.</summary>
    public double CountPerRequest { get; init; } = 0.001;

    /// <summary>Margin of memory without load, bytes per hour: 10 MiB/h.</summary>
    public double BytesPerHour { get; init; } = 10d * 1024 * 1024;

    /// <summary>Margin of everything counted without load, per hour: 10/h.</summary>
    public double CountPerHour { get; init; } = 10;

    /// <summary>Margins of single resources, by resource name, in their unit per request.</summary>
    public IReadOnlyDictionary<string, double> Overrides { get; init; } = new Dictionary<string, double>();

    /// <summary>The simple rule beside the statistical one; <see langword="null"/>: not applied.</summary>
    public ThresholdsPlan? Thresholds { get; init; }

    /// <summary>Known leaks.</summary>
    public IReadOnlyList<IgnoredFinding> Ignore { get; init; } = [];
}

/// <summary>The simple rule: growth and rate of memory, both exceeded, while it rises.</summary>
/// <param name="GrowthBytes">Growth over the judged blocks, bytes.</param>
/// <param name="BytesPerMinute">Rate over the judged blocks, bytes per minute.</param>
public sealed record ThresholdsPlan(double? GrowthBytes, double? BytesPerMinute);

/// <summary>A leak that is known and must not fail the build until a date.</summary>
public sealed record IgnoredFinding(string Fingerprint, string Reason, DateOnly Until);

/// <summary>A named budget.</summary>
/// <param name="Name"><c>quick</c>, <c>full</c> or <c>performance</c>.</param>
/// <param name="Budget">Longest time of one target's run, without its start.</param>
public sealed record ProfilePlan(string Name, TimeSpan Budget)
{
    /// <summary>Least load of a judged block, above 0; default 5 s for <c>performance</c>, else <see langword="null"/>: the judge's own.</summary>
    public TimeSpan? Block { get; init; }

    /// <summary>Whether the run is about speed: it prints a load report.</summary>
    public bool IsPerformance => Name == "performance";

    /// <summary>The profiles with their default budgets; the first is used where none is named.</summary>
    public static IReadOnlyList<ProfilePlan> Defaults { get; } =
    [
        new("quick", TimeSpan.FromMinutes(2)),
        new("full", TimeSpan.FromMinutes(15)),
        new("performance", TimeSpan.FromMinutes(5)) { Block = TimeSpan.FromSeconds(5) },
    ];
}
