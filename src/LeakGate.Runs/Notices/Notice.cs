namespace LeakGate.Runs.Notices;

/// <summary>What a channel was told of one thing on one branch, and what came of it since.</summary>
public sealed record Notice
{
    /// <summary>Name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Branch; empty: not known.</summary>
    public required string Branch { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>What it is about: a finding's fingerprint, or <c>regression</c>, <c>failed:REASON</c>, <c>inconclusive:REASON</c>.</summary>
    public required string Key { get; init; }

    /// <summary>leak, regression, failed or inconclusive.</summary>
    public required string Occasion { get; init; }

    /// <summary>When it was told last, UTC; <see langword="null"/>: never, it could not be delivered or was not to be told.</summary>
    public DateTimeOffset? Told { get; init; }

    /// <summary>When it was seen last, UTC.</summary>
    public required DateTimeOffset Seen { get; init; }

    /// <summary>Times it was seen since it was told, that one left out.</summary>
    public int Repeats { get; init; }

    /// <summary>Whether what the channel was told last is that it is there, not that it is gone.</summary>
    public bool Open { get; init; }

    /// <summary>Times it came back within the window after it was told to be gone.</summary>
    public int Returns { get; init; }

    /// <summary>Clean runs in a row since it was seen.</summary>
    public int CleanRuns { get; init; }

    /// <summary>The run that was counted last, so that none is counted twice.</summary>
    public string LastRun { get; init; } = "";
}

/// <summary>Remembers what was told. Safe for use by several threads and processes; two that tell at once may both tell.</summary>
public interface INoticeMemory
{
    /// <summary>Everything that is remembered about a branch.</summary>
    Task<IReadOnlyList<Notice>> OfBranchAsync(string branch, CancellationToken cancel);

    /// <summary>
    /// Remembers these in place of what was known of the same channel, branch, target and key: all or none. Forgets what
    /// <see cref="NoticeRetention"/> says.
    /// </summary>
    /// <param name="notices">What was told.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it.</param>
    Task KeepAsync(IReadOnlyList<Notice> notices, DateTimeOffset now, CancellationToken cancel);
}
