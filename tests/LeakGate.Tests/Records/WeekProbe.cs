using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Tests.Records;

/// <summary>Gives the readings of <see cref="WeekOfReadings"/>, one after the other.</summary>
internal sealed class WeekProbe : IProbe
{
    private int _ticks;

    public string Name => "week";

    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
        foreach (var (column, value) in WeekOfReadings.Sample(++_ticks).Values)
        {
            into.Set(column, Reading.Of(value));
        }
    }

    public ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel) => ValueTask.CompletedTask;

    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        into.Set("anonymous_bytes", Reading.Of(300_000_000));
        into.Set("threads", Reading.Of(24));
        return ValueTask.CompletedTask;
    }

    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        into.Count("threads", "app", 24);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A target without a process.</summary>
internal sealed class StandingTarget : ITarget
{
    private readonly ProcessTree _tree = new([]);

    public string Name => "standing";

    public int RootPid => 0;

    public Task<TargetExit> Exited { get; } = new TaskCompletionSource<TargetExit>().Task;

    public ProcessTree ReadTree() => _tree;

    public IReadOnlyList<string> LastOutput(int lines) => [];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
