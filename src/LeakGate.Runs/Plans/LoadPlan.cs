namespace LeakGate.Runs.Plans;

/// <summary>What is sent to a target, and how fast.</summary>
public sealed record LoadPlan
{
    /// <summary>Most requests of one cycle of the mix: the sum of the weights over their greatest common divisor.</summary>
    public const int LongestCycle = 1_000_000;

    /// <summary>Longest time-out of one request.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>Requests per second over all connections; <see langword="null"/>: as fast as <see cref="Concurrency"/> allows (the default).</summary>
    public double? Rate { get; init; }

    /// <summary>Requests in flight at most; 1 to 1,024, default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The mix; at least one with a weight above 0.</summary>
    public required IReadOnlyList<RequestPlan> Requests { get; init; }

    /// <summary>Time-out of one request, at most <see cref="LongestTimeout"/>; default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Seed of every template; recorded in the run.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>One request of the mix.</summary>
public sealed record RequestPlan
{
    /// <summary>Name for people; default <c>METHOD path</c> with templates as written.</summary>
    public required string Name { get; init; }

    /// <summary>HTTP method, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query, beginning with <c>/</c>; may hold templates.</summary>
    public required string Path { get; init; }

    /// <summary>Headers; values may hold templates and are secrets.</summary>
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Body; may hold templates.</summary>
    public string? Body { get; init; }

    /// <summary>How often in the mix, in proportion to the other weights; 0 leaves it out, default 1.</summary>
    public int Weight { get; init; } = 1;
}
