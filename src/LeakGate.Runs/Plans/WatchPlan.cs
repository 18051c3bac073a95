namespace LeakGate.Runs.Plans;

/// <summary>Watching a target without load: for how long, and whether it may be disturbed.</summary>
public sealed record WatchPlan
{
    /// <summary>Shortest time in which anything can be decided: 7 judged windows of 2 s, and 2 before them.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromSeconds(18);

    /// <summary>How long; at least <see cref="Shortest"/>, default 10 min.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a collection is forced at the end of each window where the runtime offers one. Default no: watching leaves the target
    /// alone, and then there is no heap to judge, and memory is noisier.
    /// </summary>
    public bool Collect { get; init; }
}
