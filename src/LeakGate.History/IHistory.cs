using LeakGate.Runs.Notices;

namespace LeakGate.History;

/// <summary>
/// Runs over time. A run is there whole or not at all. Safe for use by several threads and, with either database, by several processes.
/// </summary>
public interface IHistory : IAsyncDisposable
{
    /// <summary>Keeps a run.</summary>
    /// <returns><see langword="false"/>: the same target of the same run was there already; nothing was changed.</returns>
    Task<bool> AddAsync(HistoryRun run, CancellationToken cancel);

    /// <summary>A page of runs, the newest first.</summary>
    Task<HistoryPage> ListAsync(HistoryFilter filter, CancellationToken cancel);

    /// <summary>One run with its verdict; <see langword="null"/>: there is none.</summary>
    Task<HistoryRun?> FindAsync(string runId, string target, CancellationToken cancel);

    /// <summary>Points of one resource of a target, the oldest first.</summary>
    /// <param name="target">Exact name.</param>
    /// <param name="resource">Name of the resource, as in the verdict document.</param>
    /// <param name="branch">Exact branch; <see langword="null"/>: all.</param>
    /// <param name="last">Most points, the newest kept.</param>
    /// <param name="cancel">Ends the question.</param>
    Task<IReadOnlyList<TrendPoint>> TrendAsync(string target, string resource, string? branch, int last, CancellationToken cancel);

    /// <summary>What is known of each target, by name.</summary>
    Task<IReadOnlyList<TargetStatistics>> TargetsAsync(CancellationToken cancel);

    /// <summary>Each resource in the last run of each target that measured it.</summary>
    Task<IReadOnlyList<LatestGrowth>> LatestAsync(CancellationToken cancel);

    /// <summary>Sets the run that a target's runs on a branch are compared with from now on, and no longer the last ones.</summary>
    /// <returns><see langword="false"/>: that run is not in the history.</returns>
    Task<bool> PinAsync(string target, string branch, string runId, CancellationToken cancel);

    /// <summary>The pinned run; <see langword="null"/>: none, the last runs are the baseline.</summary>
    Task<string?> PinnedAsync(string target, string branch, CancellationToken cancel);

    /// <summary>Takes the pin away.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> UnpinAsync(string target, string branch, CancellationToken cancel);

    /// <summary>What channels were told, kept in the same place.</summary>
    INoticeMemory Notices { get; }

    /// <summary>Forgets runs that are too old or too many; pinned ones stay.</summary>
    /// <returns>Runs that were forgotten.</returns>
    Task<int> TrimAsync(Retention retention, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>How long runs are kept.</summary>
/// <param name="Age">Runs that started longer ago are forgotten; default 730 days.</param>
/// <param name="Runs">Most runs of one target; default 5,000.</param>
public sealed record Retention(TimeSpan Age, int Runs)
{
    /// <summary>Two years and 5,000 runs of each target.</summary>
    public static Retention Default { get; } = new(TimeSpan.FromDays(730), 5000);
}
