using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Reads a process tree from <c>/proc</c>: memory, descriptors, connections, threads and processes of any program.
/// A member that has ended contributes nothing; one that may not be read makes its columns a gap. Not thread safe.
/// </summary>
public sealed class ProcProbe : IProbe
{
    private readonly PeerNames _peers;
    private readonly TickReading _tick;
    private readonly FloorReading _floor;
    private readonly DetailReading _details;

    /// <summary>A probe of one target.</summary>
    /// <param name="peers">Names the servers at the other end of connections.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="ownPid">
    /// LeakGate's own process, whose connections to the target are left out; <see langword="null"/>: this process.
    /// </param>
    public ProcProbe(PeerNames peers, string procRoot = "/proc", int? ownPid = null)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentException.ThrowIfNullOrEmpty(procRoot);
        _peers = peers;
        var files = new ProcFiles(procRoot);
        var members = new LiveMembers(files);
        var descriptors = new DescriptorReader(files, members);
        var connections = new ConnectionReader(files, members, peers, ownPid ?? Environment.ProcessId);
        _tick = new TickReading(files, members, descriptors);
        _floor = new FloorReading(files, members, descriptors, connections);
        _details = new DetailReading(files, members, descriptors, connections);
    }

    /// <inheritdoc />
    public string Name => "proc";

    /// <summary>The connections of the target when its details were last read.</summary>
    internal IReadOnlyList<Connection> Connections => _details.Connections;

    /// <inheritdoc />
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        _tick.Read(tree, into);
    }

    /// <inheritdoc />
    /// <remarks>Nothing: the kernel has nothing to give back.</remarks>
    public ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    /// <remarks>Completes synchronously.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        cancel.ThrowIfCancellationRequested();
        _floor.Read(tree, into);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    /// <remarks>
    /// Kinds stand under the column that they are part of: <c>fds</c>, <c>threads</c>, <c>database_connections</c>,
    /// <c>redis_connections</c>, <c>connections</c>. Completes synchronously.
    /// </remarks>
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        cancel.ThrowIfCancellationRequested();
        _details.Read(tree, into);
        _peers.NextBlock();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
