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
internal sealed class GoProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null)
    : HeapProbe("Go", time, procRoot, timeout, Resource.Goroutines.Column)
{
    /// <summary>What the first takes out of a <c>sync.Pool</c>, or finds dead and has finalized, the second frees.</summary>
    private const int Collections = 2;

    private readonly GoPrograms _programs = new(procRoot);
    private readonly Pprof _pprof = new(procRoot, time);
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
    protected override IReadOnlyList<ProcessId> In(ProcessTree tree) => _programs.In(tree);

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<string, Reading>> MeasureAsync(ProcessId process, CancellationToken cancel)
    {
        var heap = "";
        for (var round = 0; round < Collections; round++)
        {
            heap = await _pprof.AskAsync(process, "heap?gc=1&debug=1", cancel);
        }

        var profile = GoroutineProfile.Parse(await _pprof.AskAsync(process, "goroutine?debug=1", cancel))
            ?? throw new GoException("what its pprof tells of goroutines is in no known form");
        _profiles[process] = profile;
        var live = HeapProfile.Allocated(heap) ?? throw new GoException("what its pprof tells of the heap is in no known form");
        return new Dictionary<string, Reading>(StringComparer.Ordinal)
        {
            [Resource.Heap.Column] = Reading.Of(live),
            [Resource.Goroutines.Column] = Reading.Of(profile.Total),
        };
    }

    /// <inheritdoc />
    protected override bool IsRefusal(Exception problem) => problem is GoException or HttpRequestException or IOException;
}
