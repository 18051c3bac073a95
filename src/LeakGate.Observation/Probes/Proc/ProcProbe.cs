using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Reads a process tree from <c>/proc</c>: memory, descriptors, connections, threads and processes of any program.
/// A member that has ended contributes nothing; one that may not be read makes its columns a gap, and so does a dear reading that does
/// not answer. Not thread safe.
/// </summary>
public sealed class ProcProbe : IProbe
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    private readonly PeerNames _peers;
    private readonly BoundedLane _memoryLane;
    private readonly BoundedLane _descriptorLane;
    private readonly TickReading _tick;
    private readonly MemoryReading _memory;
    private readonly FloorReading _floor;
    private readonly DetailReading _details;

    /// <summary>A probe of one target.</summary>
    /// <param name="peers">Names the servers at the other end of connections.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="ownPid">
    /// LeakGate's own process, whose connections to the target are left out; <see langword="null"/>: this process.
    /// </param>
    /// <param name="patience">
    /// How long a dear reading is waited for, default 10 s; <see cref="Timeout.InfiniteTimeSpan"/>: for ever, and it is read on the
    /// caller's own thread.
    /// </param>
    /// <param name="time">The clock; <see langword="null"/>: the system's.</param>
    public ProcProbe(PeerNames peers, string procRoot = "/proc", int? ownPid = null, TimeSpan? patience = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentException.ThrowIfNullOrEmpty(procRoot);
        _peers = peers;
        (_memoryLane, _descriptorLane) = (Lane(), Lane());
        var (files, members) = Files();
        _tick = new TickReading(files, members, new DescriptorReader(files, members));

        // Each lane may hang while the others are read: they share no buffer.
        (files, members) = Files();
        _memory = new MemoryReading(files, members);
        (files, members) = Files();
        var descriptors = new DescriptorReader(files, members);
        var connections = new ConnectionReader(files, members, peers, ownPid ?? Environment.ProcessId);
        _floor = new FloorReading(files, members, descriptors, connections);
        _details = new DetailReading(files, members, descriptors, connections);

        BoundedLane Lane() => new(patience ?? UsualPatience, time ?? TimeProvider.System);

        (ProcFiles Files, LiveMembers Members) Files()
        {
            var own = new ProcFiles(procRoot);
            return (own, new LiveMembers(own));
        }
    }

    /// <inheritdoc />
    public string Name => "proc";

    /// <summary>The connections of the target when its details were last read.</summary>
    internal IReadOnlyList<Connection> Connections { get; private set; } = [];

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
    /// <remarks>Memory and all else are read apart: where one does not answer, the other still has its values.</remarks>
    public async ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        await _memoryLane.ReadAsync(MemoryReading.Columns, _memory.Read, tree, into, cancel);
        await _descriptorLane.ReadAsync(FloorReading.Columns, _floor.Read, tree, into, cancel);
    }

    /// <inheritdoc />
    /// <remarks>
    /// Kinds stand under the column that they are part of: <c>fds</c>, <c>threads</c>, <c>database_connections</c>,
    /// <c>redis_connections</c>, <c>connections</c>. Without an answer there are none: they explain and never gate. Context
    /// switches are read with them.
    /// </remarks>
    public async ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        Connections = [];
        if (await _descriptorLane.ReadAsync(DetailReading.Columns, _details.Read, tree, into, cancel))
        {
            Connections = [.. _details.Connections];
            _peers.NextBlock();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
