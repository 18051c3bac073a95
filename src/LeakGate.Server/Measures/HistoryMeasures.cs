using LeakGate.History;
using LeakGate.Server.Children;

namespace LeakGate.Server.Measures;

/// <summary>What the history holds, as metrics: runs and growth by target, and the last run of each target, branch and profile.</summary>
internal sealed class HistoryMeasures(RunQueue queue, IHistory history)
{
    /// <summary>Label of a branch that is not known: an empty label is none to Prometheus.</summary>
    public const string UnknownBranch = "unknown";

    /// <summary>The last runs that are looked at, whatever the history holds.</summary>
    private const int MostRuns = 500;

    /// <summary>Most targets, branches and profiles told of: branches come and go, and each is a series.</summary>
    private const int MostPlaces = 100;

    private static readonly string[] Verdicts = ["clean", "leak", "inconclusive", "failed"];

    public async Task AppendAsync(MeasureText text, CancellationToken cancel)
    {
        IReadOnlyList<TargetStatistics> targets = await history.TargetsAsync(cancel);
        text.Family("leakgate_runs", "gauge", "Runs in the history by target and verdict.", targets.SelectMany(target => target.Verdicts.Select(verdict =>
            (MeasureText.Labels(("target", target.Target), ("verdict", verdict.Key)), (double)verdict.Value))));
        text.Family("leakgate_last_run_timestamp_seconds", "gauge", "Start of the last run of a target.", targets.Select(target =>
            (MeasureText.Labels(("target", target.Target)), (double)target.Last.ToUnixTimeSeconds())));

        // Asked before the history: a run writes its own row before it ends.
        IReadOnlyList<QueuedRun> asked = queue.All();
        IReadOnlyList<HistoryRow> rows = (await history.ListAsync(new HistoryFilter { Take = MostRuns }, cancel)).Rows;
        AppendLast(text, rows);
        AppendGrowth(text, await history.LatestAsync(cancel));
        text.Family("leakgate_server_unrecorded_runs", "gauge", "Runs of this server that ended with a verdict and are not in the history.", [("", Unrecorded(asked, rows))]);
    }

    private static void AppendLast(MeasureText text, IReadOnlyList<HistoryRow> rows)
    {
        List<(HistoryRow Row, (string, string)[] Labels)> last =
        [
            .. rows.DistinctBy(row => (row.Target, row.Branch, row.Profile)).Take(MostPlaces).Select(row =>
                (row, new[] { ("target", row.Target), ("branch", row.Branch.Length == 0 ? UnknownBranch : row.Branch), ("profile", row.Profile) })),
        ];
        void Each(string name, string help, Func<HistoryRow, double> value) =>
            text.Family(name, "gauge", help, last.Select(place => (MeasureText.Labels(place.Labels), value(place.Row))));

        text.Family("leakgate_last_run_info", "gauge", "The last run of a target on a branch by a profile.", last.Select(place =>
            (MeasureText.Labels([.. place.Labels, ("run", place.Row.RunId)]), 1.0)));
        text.Family("leakgate_last_run_verdict", "gauge", "1 for the verdict of that run, 0 for the others.", last.SelectMany(place => Verdicts.Select(verdict =>
            (MeasureText.Labels([.. place.Labels, ("verdict", verdict)]), place.Row.Verdict == verdict ? 1.0 : 0))));
        Each("leakgate_last_run_start_timestamp_seconds", "Start of that run.", row => row.Started.ToUnixTimeMilliseconds() / 1000.0);
        Each("leakgate_last_run_duration_seconds", "From its start to its verdict.", row => row.DurationSeconds);
        Each("leakgate_last_run_requests", "Requests that it completed.", row => row.Requests);
    }

    private static void AppendGrowth(MeasureText text, IReadOnlyList<LatestGrowth> latest)
    {
        void Each(string name, string help, Func<LatestGrowth, double?> value) => text.Family(name, "gauge", help, latest.Select(row =>
            (MeasureText.Labels(("target", row.Target), ("resource", row.Resource)), value(row) ?? double.NaN)));

        Each("leakgate_growth", "Growth in the last run of a target, in the unit of the resource, per request; per hour where it was only watched.", row => row.Estimate);
        Each("leakgate_growth_low", "Lower end of the interval of that growth.", row => row.Low);
        Each("leakgate_growth_high", "Upper end of the interval of that growth.", row => row.High);
        Each("leakgate_margin", "Growth that is allowed, in the same unit.", row => row.Margin);
        Each("leakgate_level", "What a resource retained at the end of the last run of a target.", row => row.Level);
    }

    /// <summary>Only runs that the rows looked at reach back to: what started before them is not known to be missing.</summary>
    private static int Unrecorded(IReadOnlyList<QueuedRun> asked, IReadOnlyList<HistoryRow> rows)
    {
        HashSet<string> known = rows.Select(row => row.RunId).ToHashSet(StringComparer.Ordinal);
        DateTimeOffset reach = rows.Count < MostRuns ? DateTimeOffset.MinValue : rows[^1].Started;
        return asked.Count(run => run is { State: QueueState.Ended, ExitCode: 0 or 1 or 3 or 4 } && run.Started > reach && !known.Contains(run.RunId));
    }
}
