using System.Globalization;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>
/// Collects the heaps of one runtime and reads what is left, over a protocol that a process may not offer. A target without the runtime gets no
/// column from here. Not thread safe.
/// </summary>
internal abstract class HeapProbe : IProbe
{
    /// <summary>How long one process may take to collect and to answer, by default: 5 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _timeout;
    private readonly CollectedReadings _collected;

    /// <summary>A probe of one target.</summary>
    /// <param name="runtime">For people: <c>JVM</c>, <c>Node.js</c>.</param>
    /// <param name="time">Measures the time-out.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="timeout">How long one process may take; <see langword="null"/>: <see cref="DefaultTimeout"/>.</param>
    /// <param name="beside">Columns that the runtime tells beside the heap.</param>
    protected HeapProbe(string runtime, TimeProvider time, string procRoot, TimeSpan? timeout, params IReadOnlyList<string> beside)
    {
        ArgumentNullException.ThrowIfNull(time);
        Runtime = runtime;
        Time = time;
        _timeout = timeout ?? DefaultTimeout;
        _collected = new CollectedReadings(runtime, [Resource.Heap.Column, .. beside], procRoot);
    }

    /// <summary>The runtime, for people: <c>JVM</c>, <c>Node.js</c>.</summary>
    public string Runtime { get; }

    /// <inheritdoc />
    public abstract string Name { get; }

    /// <summary>What is judged beside the heap where this runtime is there; most have nothing.</summary>
    public virtual IReadOnlyList<Resource> More => [];

    /// <summary>Measures the time-out.</summary>
    protected TimeProvider Time { get; }

    /// <summary>Why a process may have been silent, for a gap.</summary>
    protected abstract string Silence { get; }

    /// <summary>Whether processes are asked one after another, and not all at once.</summary>
    protected virtual bool InTurn => false;

    /// <summary>Whether the tree has this runtime.</summary>
    public bool Applies(ProcessTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return In(tree).Count > 0;
    }

    /// <inheritdoc />
    /// <remarks>Nothing: between collections the heap's size says little.</remarks>
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
    }

    /// <inheritdoc />
    /// <remarks>Full collections in each process of the tree that runs this runtime.</remarks>
    public virtual async ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var collected = new Dictionary<ProcessId, IReadOnlyDictionary<string, Reading>>();
        foreach (var some in In(tree).Chunk(InTurn ? 1 : int.MaxValue))
        {
            var readings = await Task.WhenAll(some.Select(process => ReadAsync(process, cancel)));
            foreach (var (process, reading) in some.Zip(readings))
            {
                collected[process] = reading;
            }
        }

        _collected.Keep(collected);
    }

    /// <inheritdoc />
    /// <remarks>What the last collection left, summed over the processes that still live.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        _collected.Read(tree, into);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public virtual ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The members of a tree that run this runtime.</summary>
    protected abstract IReadOnlyList<ProcessId> In(ProcessTree tree);

    /// <summary>Collects one process and gives what is left: <c>heap_bytes</c> and every column beside it, each of which may be a gap.</summary>
    protected abstract Task<IReadOnlyDictionary<string, Reading>> MeasureAsync(ProcessId process, CancellationToken cancel);

    /// <summary>Whether this is how a process says, or shows, that it can't be asked; its message is for people.</summary>
    protected abstract bool IsRefusal(Exception problem);

    private async Task<IReadOnlyDictionary<string, Reading>> ReadAsync(ProcessId process, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(_timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await MeasureAsync(process, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Gap(process, string.Create(CultureInfo.InvariantCulture, $"no answer within {_timeout.TotalSeconds} s ({Silence})"));
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            return Gap(process, problem.Message);
        }
    }

    private Dictionary<string, Reading> Gap(ProcessId process, string why) =>
        _collected.Gap(string.Create(CultureInfo.InvariantCulture, $"{Runtime} {process.Id}: {why}"));
}
