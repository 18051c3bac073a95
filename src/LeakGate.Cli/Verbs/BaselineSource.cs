using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;

namespace LeakGate.Cli.Verbs;

/// <summary>The baseline of a target: the pinned run, or the last runs of a branch.</summary>
internal sealed class BaselineSource(IHistory history, string branch)
{
    /// <summary>Runs that a baseline looks back on.</summary>
    public const int LastRuns = 60;

    /// <summary>Compares a verdict with the branch; <see langword="null"/>: there is no run to compare with.</summary>
    /// <param name="head">The verdict; it is not in the history yet, or is left out of its own baseline.</param>
    /// <param name="headBranch">Branch of the verdict; the same one continues the series.</param>
    /// <param name="cancel">Ends the question.</param>
    public async Task<BaselineDocument?> CompareAsync(VerdictDocument head, string headBranch, CancellationToken cancel)
    {
        string? pinned = await history.PinnedAsync(head.Target, branch, cancel);
        List<BaselineSeries> series = [];
        foreach (VerdictDocument.ResourceEntry entry in head.Resources)
        {
            IReadOnlyList<TrendPoint> points = await history.TrendAsync(head.Target, entry.Resource, branch, LastRuns, cancel);
            series.Add(new BaselineSeries(entry.Resource, [.. points
                .Where(point => point.RunId != head.RunId && point.Started <= head.Started && (pinned is null || point.RunId == pinned))
                .Select(point => Point(point, entry))]));
        }

        return series.Exists(one => one.Points.Count > 0)
            ? BaselineJudge.Compare(head, series, branch, headIsNext: headBranch == branch && pinned is null, pinned)
            : null;
    }

    private static BaselinePoint Point(TrendPoint point, VerdictDocument.ResourceEntry entry) => new(
        point.RunId,
        point.Commit,
        point is { Estimate: { } estimate, Low: { } low, High: { } high }
            ? new VerdictDocument.Amount(estimate, low, high, (entry.PerRequest ?? entry.PerHour)?.Unit ?? "count")
            : null,
        point.Level);
}
