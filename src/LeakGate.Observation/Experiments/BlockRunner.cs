using LeakGate.Observation.Load;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Observation.Experiments;

/// <summary>One block: load until no request is in flight, silence, floors.</summary>
internal sealed class BlockRunner(HttpLoad load, Sampler sampler, FloorReader floors, MachineCpu machine, RunClock clock, Action<string> aborted)
{
    private int _blocks;

    /// <summary>Sends the order and reads what is left when all is quiet. The record has no evidence yet.</summary>
    public async Task<BlockRecord> RunAsync(Stage stage, LoadOrder order, CancellationToken cancel)
    {
        sampler.BeginBlock();
        var before = await sampler.TickAsync(cancel);
        var busyBefore = machine.Read();
        var ownBefore = Environment.CpuUsage.TotalTime;
        var started = clock.Now;
        var result = await load.RunAsync(order, cancel);
        if (result.Aborted is { } why)
        {
            aborted(why);
        }

        var loadEnded = clock.Now;
        var busyAfter = machine.Read();
        var own = Environment.CpuUsage.TotalTime - ownBefore;
        var after = await sampler.TickAsync(cancel);
        var cores = CoresOf(before, after, loadEnded - started);
        var others = cores is { } used ? MachineCpu.OthersBetween(busyBefore, busyAfter, (used * (loadEnded - started)) + own) : null;
        var block = await CloseAsync(stage, order, result, started, loadEnded, cores, MachineCpu.FreeBetween(busyBefore, busyAfter), cancel);
        return block with { CpuOthers = others };
    }

    /// <summary>A block in which nothing is sent for a while.</summary>
    public async Task<BlockRecord> IdleAsync(Stage stage, TimeSpan length, CancellationToken cancel)
    {
        sampler.BeginBlock();
        var started = clock.Now;
        await Task.Delay(length, clock.Time, cancel);
        var nothing = new long[load.Mix.Kinds];
        var result = new LoadResult
        {
            Planned = nothing,
            Completed = nothing,
            Failed = nothing,
            Errors = new Dictionary<string, long>(),
            Latency = new LatencyRecord?[load.Mix.Kinds],
            Elapsed = length,
            ConnectionsOpened = 0,
        };
        return await CloseAsync(stage, new LoadOrder(0), result, started, clock.Now, null, null, cancel);
    }

    private async Task<BlockRecord> CloseAsync(
        Stage stage,
        LoadOrder order,
        LoadResult result,
        TimeSpan started,
        TimeSpan loadEnded,
        double? cores,
        double? free,
        CancellationToken cancel)
    {
        var quiet = await floors.ReadAsync(cancel);
        _blocks++;
        return new BlockRecord
        {
            At = clock.Now,
            Index = _blocks,
            Stage = Replay.NameOf(stage),
            Only = order.Only,
            Frozen = order.Frozen,
            Started = started,
            LoadEnded = loadEnded,
            Planned = result.Planned,
            Completed = result.Completed,
            Failed = result.Failed,
            Errors = result.Errors.Count > 0 ? result.Errors : null,
            Latency = result.Latency,
            TotalRequests = load.Progress.Completed,
            Floors = quiet.Floors,
            Gaps = quiet.Gaps,
            Peaks = PeaksByColumn(sampler.Peaks()),
            Details = quiet.Details,
            Settled = quiet.Settled,
            TargetCores = cores,
            CpuFree = free,
        };
    }

    /// <summary>Under load only cheap readings are taken: the kernel's quick count stands in for the exact one, and is named here.</summary>
    private static Dictionary<string, double> PeaksByColumn(Dictionary<string, double> ticks)
    {
        var peaks = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var column in new[] { Resource.Descriptors.Column, Resource.Threads.Column, Resource.Processes.Column })
        {
            if (ticks.TryGetValue(column, out var value))
            {
                peaks[column] = value;
            }
        }

        if (ticks.TryGetValue(ProcColumns.ResidentAnonymous, out var anonymous))
        {
            peaks[Resource.Memory.Column] = anonymous;
        }

        return peaks;
    }

    private static double? CoresOf(IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after, TimeSpan elapsed) =>
        elapsed > TimeSpan.Zero && before.TryGetValue(ProcColumns.CpuSeconds, out var from) && after.TryGetValue(ProcColumns.CpuSeconds, out var to)
            ? Math.Max(0, to - from) / elapsed.TotalSeconds
            : null;
}
