using System.Globalization;
using System.Text;
using LeakGate.History;
using LeakGate.Server.Access;
using LeakGate.Server.Children;

namespace LeakGate.Server.Measures;

/// <summary>What the server tells of itself and of the runs, as Prometheus text 0.0.4.</summary>
internal sealed class ServerMeasures(RunQueue queue, AuditLog audit, IHistory history)
{
    private long _watching;
    private long _dropped;
    private long _pushed;

    public void Watch(int more) => Interlocked.Add(ref _watching, more);

    public void Drop() => Interlocked.Increment(ref _dropped);

    public void Push() => Interlocked.Increment(ref _pushed);

    public async Task<string> TextAsync(CancellationToken cancel)
    {
        StringBuilder text = new();
        IReadOnlyList<TargetStatistics> targets = await history.TargetsAsync(cancel);
        Family(text, "leakgate_runs", "gauge", "Runs in the history by target and verdict.", targets.SelectMany(target => target.Verdicts.Select(verdict =>
            ($"{{target=\"{Label(target.Target)}\",verdict=\"{Label(verdict.Key)}\"}}", (double)verdict.Value))));
        Family(text, "leakgate_last_run_timestamp_seconds", "gauge", "Start of the last run of a target.", targets.Select(target =>
            ($"{{target=\"{Label(target.Target)}\"}}", (double)target.Last.ToUnixTimeSeconds())));
        IReadOnlyList<LatestGrowth> latest = await history.LatestAsync(cancel);
        Family(text, "leakgate_growth", "gauge", "Growth in the last run of a target, in the unit of the resource, per request; per hour where it was only watched.", latest.Where(row => row.Estimate is not null).Select(row =>
            ($"{{target=\"{Label(row.Target)}\",resource=\"{Label(row.Resource)}\"}}", row.Estimate!.Value)));
        Family(text, "leakgate_level", "gauge", "What a resource retained at the end of the last run of a target.", latest.Where(row => row.Level is not null).Select(row =>
            ($"{{target=\"{Label(row.Target)}\",resource=\"{Label(row.Resource)}\"}}", row.Level!.Value)));
        IReadOnlyList<QueuedRun> asked = queue.All();
        Family(text, "leakgate_server_runs_running", "gauge", "Runs of this server that go on.", [("", asked.Count(run => run.State is QueueState.Running or QueueState.Stopping))]);
        Family(text, "leakgate_server_runs_queued", "gauge", "Runs that wait for their turn.", [("", asked.Count(run => run.State == QueueState.Queued))]);
        Family(text, "leakgate_server_watchers", "gauge", "Live views that are open over WebSocket.", [("", Interlocked.Read(ref _watching))]);
        Family(text, "leakgate_server_dropped_samples_total", "counter", "Samples left out for live views that were too slow.", [("", Interlocked.Read(ref _dropped))]);
        Family(text, "leakgate_server_pushed_runs_total", "counter", "Runs received since the server started.", [("", Interlocked.Read(ref _pushed))]);
        Family(text, "leakgate_server_refused_total", "counter", "Calls refused since the server started.", [("", audit.Refused)]);
        Family(text, "leakgate_server_resident_memory_bytes", "gauge", "Resident memory of the server.", [("", Environment.WorkingSet)]);
        return text.ToString();
    }

    private static void Family(StringBuilder text, string name, string type, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n').Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach ((string labels, double value) in samples)
        {
            text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    private static string Label(string value) =>
        value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
