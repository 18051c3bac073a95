using LeakGate.Observation.Probes;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;

namespace LeakGate.Observation.Experiments;

/// <summary>Everything one experiment needs; all texts are resolved.</summary>
public sealed record ExperimentSetup
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Where the target's output goes.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>The target.</summary>
    public required TargetPlan Target { get; init; }

    /// <summary>The load.</summary>
    public required LoadPlan Load { get; init; }

    /// <summary>Margins and the simple rule.</summary>
    public required GatePlan Gate { get; init; }

    /// <summary>The budget.</summary>
    public required ProfilePlan Profile { get; init; }

    /// <summary>Only watch it, without load; <see langword="null"/>: load it.</summary>
    public WatchPlan? Watch { get; init; }

    /// <summary>Version of LeakGate, for the record.</summary>
    public required string Version { get; init; }

    /// <summary>Branch that is built, for the record; <see langword="null"/>: not known.</summary>
    public string? Branch { get; init; }

    /// <summary>Commit that is built, for the record; <see langword="null"/>: not known.</summary>
    public string? Commit { get; init; }

    /// <summary>Servers behind, whose address is known.</summary>
    public IReadOnlyList<KnownPeer> Peers { get; init; } = [];

    /// <summary>Connection strings of the PostgreSQL servers behind, which are asked what they see of the target.</summary>
    public IReadOnlyList<Secret> PostgresServers { get; init; } = [];

    /// <summary>Addresses (<c>host:port</c>) of the Redis servers behind, which are asked the same.</summary>
    public IReadOnlyList<string> RedisServers { get; init; } = [];

    /// <summary>Limits of servers behind, by resource name, with what is in use there now.</summary>
    public IReadOnlyDictionary<string, LimitRecord> ServerLimits { get; init; } = new Dictionary<string, LimitRecord>();

    /// <summary>Most judged blocks: 12 in quick, more in full and performance.</summary>
    public int MostBlocks => Profile.Name == "full" || Profile.IsPerformance ? 24 : 12;

    /// <summary>Rounds of judged blocks at most: a second one where the first decides nothing and time is left.</summary>
    public int MostRounds { get; init; } = 2;

    /// <summary>Least load of a judged block; default the profile's, <see langword="null"/>: the judge's own.</summary>
    public TimeSpan? LeastLoad
    {
        get => field ?? Profile.Block;
        init;
    }
}

/// <summary>How an experiment ended; what it found is in its records.</summary>
public enum ExperimentEnd
{
    /// <summary>It went through to its decision, or used up its blocks or budget.</summary>
    Finished,

    /// <summary>It was cancelled.</summary>
    Interrupted,

    /// <summary>The target did not start, never became ready or ended by itself.</summary>
    TargetFailed,
}
