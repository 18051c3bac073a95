using System.Globalization;
using System.Net.WebSockets;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Node;

/// <summary>
/// The heap of Node.js processes: collects it and reads what is left through the inspector, without code or options in the target.
/// A target without Node.js gets no column from here. Not thread safe.
/// </summary>
/// <remarks>
/// The heaps of worker threads are not in it: each has an inspector of its own. Of processes that would take the same port for their
/// inspector (a pool without <c>--inspect-port=0</c>) only the first can be asked; the others are gaps.
/// </remarks>
internal sealed class NodeProbe : IHeapProbe
{
    /// <summary>How long one process may take to open its inspector, to collect and to answer, by default: 5 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly NodeProcesses _processes;
    private readonly Inspector _inspector;
    private readonly CollectedHeaps _heaps;

    /// <summary>A probe of one target.</summary>
    /// <param name="time">Measures the time-out.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="timeout">How long one process may take; <see langword="null"/>: <see cref="DefaultTimeout"/>.</param>
    public NodeProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _timeout = timeout ?? DefaultTimeout;
        _processes = new NodeProcesses(procRoot);
        _inspector = new Inspector(procRoot, time);
        _heaps = new CollectedHeaps("Node.js", procRoot);
    }

    /// <inheritdoc />
    public string Name => "node";

    /// <inheritdoc />
    public string Runtime => "Node.js";

    /// <inheritdoc />
    public bool Applies(ProcessTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return _processes.In(tree).Count > 0;
    }

    /// <inheritdoc />
    /// <remarks>Nothing: between collections the heap's size says little.</remarks>
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
    }

    /// <inheritdoc />
    /// <remarks>Full collections in each process of the tree, one after another.</remarks>
    public async ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var heaps = new Dictionary<ProcessId, Reading>();
        foreach (var process in _processes.In(tree))
        {
            heaps[process] = await CollectAsync(process, cancel);
        }

        _heaps.Keep(heaps);
    }

    /// <inheritdoc />
    /// <remarks>What the last collection left, summed over the processes that still live.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        _heaps.Read(tree, into);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    /// <remarks>Closes the inspectors that were opened here, within 2 s.</remarks>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, _time);
        await _inspector.CloseAsync(timeout.Token);
        _inspector.Dispose();
    }

    private async Task<Reading> CollectAsync(ProcessId process, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return Reading.Of(await _inspector.MeasureAsync(process, either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Gap(process, string.Create(
                CultureInfo.InvariantCulture, $"no answer within {_timeout.TotalSeconds} s (it takes SIGUSR1 for itself, or it hangs)"));
        }
        catch (Exception problem) when (problem is NodeException or HttpRequestException or WebSocketException or IOException)
        {
            return Gap(process, problem.Message);
        }
    }

    private static Reading Gap(ProcessId process, string why) => Reading.Missing(string.Create(CultureInfo.InvariantCulture, $"Node.js {process.Id}: {why}"));
}
