using LeakGate.Runs.Records;

namespace LeakGate.Observation.Load;

/// <summary>
/// What the load of one block came to. Lists are by request, in the order of the plan. What was planned and neither
/// completed nor failed was not sent.
/// </summary>
public sealed record LoadResult
{
    /// <summary>Requests planned.</summary>
    public required IReadOnlyList<long> Planned { get; init; }

    /// <summary>Requests answered in full with a status below 400.</summary>
    public required IReadOnlyList<long> Completed { get; init; }

    /// <summary>Requests that failed.</summary>
    public required IReadOnlyList<long> Failed { get; init; }

    /// <summary>
    /// Failures by kind, over all requests: <c>status 503</c>, <c>timeout</c>, <c>connection refused</c>,
    /// <c>connection reset</c>, <c>connection closed</c> …; empty when there were none.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Latency of completed requests, milliseconds; <see langword="null"/> where none completed.</summary>
    public required IReadOnlyList<LatencyRecord?> Latency { get; init; }

    /// <summary>From the first send to the end of the last request.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Connections opened during the block: <c>Concurrency</c> in the first, 0 after it unless the target closes them.</summary>
    public required long ConnectionsOpened { get; init; }

    /// <summary>Whether the deadline kept requests from being sent.</summary>
    public bool DeadlinePassed { get; init; }

    /// <summary>
    /// The failure that the block was given up for, such as <c>connection refused</c>: 50 requests in a row (or twice the
    /// connections, when that is more) got no answer at all. <see langword="null"/>: it was not given up.
    /// </summary>
    public string? Aborted { get; init; }
}
