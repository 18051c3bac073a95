using LeakGate.Samples;

namespace LeakGate.Findings;

/// <summary>A number with its interval, in the unit it names.</summary>
/// <param name="Value">Point estimate.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Estimate(double Value, double Low, double High);

/// <summary>How soon something runs out.</summary>
public enum Severity
{
    /// <summary>In a week or later, or never.</summary>
    Low,

    /// <summary>Within a week.</summary>
    Medium,

    /// <summary>Within a day.</summary>
    High,

    /// <summary>Within an hour.</summary>
    Critical,
}

/// <summary>When a resource reaches its limit, at the rate of the run.</summary>
/// <param name="Limit">The limit, in the resource's unit.</param>
/// <param name="LimitSource">Who sets it.</param>
/// <param name="Seconds">Time from the end of the judged blocks.</param>
public sealed record Exhaustion(double Limit, string LimitSource, double Seconds);

/// <summary>What a leak costs per request of one kind, measured with that kind alone.</summary>
/// <param name="Request">Name of the request.</param>
/// <param name="PerRequest">Growth per request of that kind, in the resource's unit.</param>
/// <param name="Share">Its share of the growth of the whole mix, 0 to 1.</param>
public sealed record LeakingRequest(string Request, Estimate PerRequest, double Share);

/// <summary>Growth of another resource that this finding's units explain.</summary>
/// <param name="Resource">Name of the resource that grows along.</param>
/// <param name="PerUnit">How much of it each leaked unit holds, in that resource's unit.</param>
public sealed record FoldedGrowth(string Resource, double PerUnit);

/// <summary>Something that was seen and points at the holder.</summary>
/// <param name="Kind">peer, path, thread, keys …</param>
/// <param name="Name">The peer, the path pattern, the name …</param>
/// <param name="Count">How many more of it after the judged blocks than before them.</param>
public sealed record FindingEvidence(string Kind, string Name, long Count);

/// <summary>One claim about one cause.</summary>
public sealed record Finding
{
    /// <summary>Entry of <c>leak_types</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where it is held: managed heap, native, a peer, a path pattern; <c>unknown</c> if that can't be told.</summary>
    public required string Where { get; init; }

    /// <summary>Name of the resource.</summary>
    public required string Resource { get; init; }

    /// <summary>What the resource is measured in.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The same for the same leak in every run.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>From the time to exhaustion.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The claim in one sentence, English.</summary>
    public required string Summary { get; init; }

    /// <summary>Growth per request of the mix as it was sent; per hour where the verdict is by time.</summary>
    public required Estimate PerMixRequest { get; init; }

    /// <summary>The requests that leak, the largest share first; empty when none could be run alone.</summary>
    public IReadOnlyList<LeakingRequest> Requests { get; init; } = [];

    /// <summary>Growth that this cause explains.</summary>
    public IReadOnlyList<FoldedGrowth> Folded { get; init; } = [];

    /// <summary>What points at the holder.</summary>
    public IReadOnlyList<FindingEvidence> Evidence { get; init; } = [];

    /// <summary>When it runs out; <see langword="null"/> when no limit is known.</summary>
    public Exhaustion? Exhaustion { get; init; }

    /// <summary>A page that explains this kind of leak.</summary>
    public required string Advice { get; init; }

    /// <summary>Set when the finding is on the list of known leaks.</summary>
    public string? IgnoredBecause { get; init; }
}
