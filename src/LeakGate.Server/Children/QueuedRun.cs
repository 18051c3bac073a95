namespace LeakGate.Server.Children;

/// <summary>Where a run that was asked for stands.</summary>
internal enum QueueState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It runs, or is about to.</summary>
    Running,

    /// <summary>It was asked to end.</summary>
    Stopping,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>A run that was asked for, as it is kept on disk and told by the API.</summary>
internal sealed record QueuedRun
{
    /// <summary>Id of the run, also of its folder.</summary>
    public required string RunId { get; init; }

    /// <summary>Words of the command line, as they were asked for.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Targets by name, as far as they were named.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Profile; <see langword="null"/>: the first.</summary>
    public string? Profile { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>When it was started; <see langword="null"/>: not yet.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When its end was seen; <see langword="null"/>: not yet.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Where it stands.</summary>
    public QueueState State { get; init; }

    /// <summary>Its exit code; <see langword="null"/>: it goes on, was never started, or was killed and left none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When it was first asked to end.</summary>
    public DateTimeOffset? StopAsked { get; init; }
}
