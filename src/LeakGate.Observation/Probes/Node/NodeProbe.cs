using System.Net.WebSockets;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Node;

/// <summary>
/// The heap of Node.js processes: collects it and reads what is left through the inspector, without code or options in the target. Not thread
/// safe.
/// </summary>
/// <remarks>
/// The heaps of worker threads are not in it: each has an inspector of its own. Of processes that would take the same port for their
/// inspector (a pool without <c>--inspect-port=0</c>) only the first can be asked; the others are gaps.
/// </remarks>
/// <param name="time">Measures the time-out.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
/// <param name="timeout">How long one process may take; <see langword="null"/>: <see cref="HeapProbe.DefaultTimeout"/>.</param>
internal sealed class NodeProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null)
    : HeapProbe("Node.js", time, procRoot, timeout, NodeColumns.External, NodeColumns.ArrayBuffers)
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly NodeProcesses _processes = new(procRoot);
    private readonly Inspector _inspector = new(procRoot, time);

    /// <inheritdoc />
    public override string Name => "node";

    /// <inheritdoc />
    protected override string Silence => "it takes SIGUSR1 for itself, or it hangs";

    /// <inheritdoc />
    /// <remarks>They would take each other's port.</remarks>
    protected override bool InTurn => true;

    /// <inheritdoc />
    /// <remarks>Closes the inspectors that were opened here, within 2 s.</remarks>
    public override async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(CloseTimeout, Time);
        await _inspector.CloseAsync(patience.Token);
        _inspector.Dispose();
        await base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ProcessId> In(ProcessTree tree) => _processes.In(tree);

    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<string, Reading>> MeasureAsync(ProcessId process, CancellationToken cancel) => _inspector.MeasureAsync(process, cancel);

    /// <inheritdoc />
    protected override bool IsRefusal(Exception problem) => problem is NodeException or HttpRequestException or WebSocketException or IOException;
}
