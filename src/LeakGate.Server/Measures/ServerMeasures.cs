using LeakGate.History;
using LeakGate.Server.Access;
using LeakGate.Server.Children;

namespace LeakGate.Server.Measures;

/// <summary>What the server tells of itself and of the runs, as Prometheus text 0.0.4.</summary>
internal sealed class ServerMeasures(ServerOptions options, RunQueue queue, AuditLog audit, IHistory history)
{
    private readonly HistoryMeasures _history = new(queue, history);
    private readonly LiveMeasures _live = new(options, queue);
    private long _watching;
    private long _dropped;
    private long _pushed;

    public void Watch(int more) => Interlocked.Add(ref _watching, more);

    public void Drop() => Interlocked.Increment(ref _dropped);

    public void Push() => Interlocked.Increment(ref _pushed);

    public async Task<string> TextAsync(CancellationToken cancel)
    {
        MeasureText text = new();
        await _history.AppendAsync(text, cancel);
        _live.Append(text);
        IReadOnlyList<QueuedRun> asked = queue.All();
        text.Family("leakgate_server_runs_running", "gauge", "Runs of this server that go on.", [("", asked.Count(run => run.State is QueueState.Running or QueueState.Stopping))]);
        text.Family("leakgate_server_runs_queued", "gauge", "Runs that wait for their turn.", [("", asked.Count(run => run.State == QueueState.Queued))]);
        text.Family("leakgate_server_watchers", "gauge", "Live views that are open over WebSocket.", [("", Interlocked.Read(ref _watching))]);
        text.Family("leakgate_server_dropped_samples_total", "counter", "Samples left out for live views that were too slow.", [("", Interlocked.Read(ref _dropped))]);
        text.Family("leakgate_server_pushed_runs_total", "counter", "Runs received since the server started.", [("", Interlocked.Read(ref _pushed))]);
        text.Family("leakgate_server_refused_total", "counter", "Calls refused since the server started.", [("", audit.Refused)]);
        text.Family("leakgate_server_resident_memory_bytes", "gauge", "Resident memory of the server.", [("", Environment.WorkingSet)]);
        return text.ToString();
    }
}
