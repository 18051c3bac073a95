using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Go;

/// <summary>
/// The heap and the goroutines of Go programs that serve <c>net/http/pprof</c>: collects the heap, reads what is left, and counts goroutines,
/// without code or options beside pprof in the target. Not thread safe.
/// </summary>
/// <param name="time">Measures the time-out.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
/// <param name="timeout">How long one process may take; <see langword="null"/>: <see cref="HeapProbe.DefaultTimeout"/>.</param>
internal sealed class GoProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null) : HeapProbe("Go", time, procRoot, timeout)
{
    /// <summary>What the first takes out of a <c>sync.Pool</c>, or finds dead and has finalized, the second frees.</summary>
    private const int Collections = 2;

    private readonly GoPrograms _programs = new(procRoot);
    private readonly Pprof _pprof = new(procRoot, time);
    private readonly CollectedReadings _goroutines = new("Go", Resource.Goroutines, procRoot);
    private readonly Dictionary<ProcessId, GoroutineProfile> _profiles = [];

    /// <inheritdoc />
    public override string Name => "go";

    /// <inheritdoc />
    public override IReadOnlyList<Resource> More => [Resource.Goroutines];

    /// <inheritdoc />
    protected override string Silence => "its heap is large, or it hangs";

    /// <inheritdoc />
    protected override bool InTurn => true;

    /// <inheritdoc />
    public override async ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel)
    {
        _profiles.Clear();
        await base.CollectAsync(tree, cancel);
    }

    /// <inheritdoc />
    /// <remarks>Heap and goroutines as the last collection left them, summed over the processes that still live.</remarks>
    public override ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        _goroutines.Read(tree, into);
        return base.ReadFloorAsync(tree, into, cancel);
    }

    /// <inheritdoc />
    /// <remarks>Goroutines by the place in the code where they stand.</remarks>
    public override ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(into);
        var kinds = new KindCounts();
        foreach (var (place, count) in _profiles.Values.SelectMany(profile => profile.Places))
        {
            kinds.Add(place, count);
        }

        kinds.AddTo(into, Resource.Goroutines.Column);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _pprof.Dispose();
        return base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override void Keep(IReadOnlyDictionary<ProcessId, Reading> heaps)
    {
        base.Keep(heaps);
        _goroutines.Keep(heaps.ToDictionary(pair => pair.Key, pair => pair.Value.Gap is { } gap ? Reading.Missing(gap) : Reading.Of(_profiles[pair.Key].Total)));
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ProcessId> In(ProcessTree tree) => _programs.In(tree);

    /// <inheritdoc />
    protected override async Task<double> MeasureAsync(ProcessId process, CancellationToken cancel)
    {
        var heap = "";
        for (var round = 0; round < Collections; round++)
        {
            heap = await _pprof.AskAsync(process, "heap?gc=1&debug=1", cancel);
        }

        _profiles[process] = GoroutineProfile.Parse(await _pprof.AskAsync(process, "goroutine?debug=1", cancel))
            ?? throw new GoException("what its pprof tells of goroutines is in no known form");
        return HeapProfile.Allocated(heap) ?? throw new GoException("what its pprof tells of the heap is in no known form");
    }

    /// <inheritdoc />
    protected override bool IsRefusal(Exception problem) => problem is GoException or HttpRequestException or IOException;
}
