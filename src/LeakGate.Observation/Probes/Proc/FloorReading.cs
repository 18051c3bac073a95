using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// What a quiet target holds in the kernel: processes, threads, descriptors, connections, and what it has read and written so far. Each
/// descriptor is looked at, so it is read at block ends only.
/// </summary>
internal sealed class FloorReading(
    ProcFiles files,
    LiveMembers members,
    DescriptorReader descriptors,
    ConnectionReader connections)
{
    private readonly HashSet<long> _inodes = [];
    private readonly List<Connection> _connections = [];
    private ColumnSum _processes;
    private ColumnSum _threads;
    private ColumnSum _descriptors;
    private ColumnSum _storageRead;
    private ColumnSum _storageWritten;
    private bool _accounts;

    /// <summary>The columns that <see cref="Read"/> always sets; those of <c>io</c> are set where the kernel keeps the account.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        Resource.Processes.Column, Resource.Threads.Column, Resource.Descriptors.Column,
        Resource.DatabaseConnections.Column, Resource.RedisConnections.Column, Resource.Connections.Column,
    ];

    /// <summary>Sets every exact column, as a value or as a gap.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        (_processes, _threads, _descriptors) = (default, default, default);
        (_storageRead, _storageWritten, _accounts) = (default, default, false);
        _inodes.Clear();

        var live = members.Read(tree);
        if (live.Count == 0)
        {
            MissAll(LiveMembers.TargetIsGone);
        }

        foreach (var member in live)
        {
            _processes.Add(1);
            if (member.Problem is { } problem)
            {
                MissAll(problem);
                continue;
            }

            ReadThreads(member);
            ReadStorage(member);
            descriptors.SocketInodes(member.Id, _inodes, ref _descriptors);
        }

        into.Set(Resource.Processes.Column, _processes.ToReading());
        into.Set(Resource.Threads.Column, _threads.ToReading());
        into.Set(Resource.Descriptors.Column, _descriptors.ToReading());
        if (_accounts)
        {
            into.Set(ProcColumns.StorageRead, _storageRead.ToReading());
            into.Set(ProcColumns.StorageWritten, _storageWritten.ToReading());
        }

        ReadConnections(live, into);
    }

    private void ReadThreads(LiveMember member)
    {
        var status = files.Read(member.Id.Id, "status"u8);
        if (status.Outcome == ProcOutcome.Read)
        {
            _threads.AddLine(files, member.Id.Id, "status", status.Text, "Threads:"u8);
        }
        else if (status.Outcome == ProcOutcome.Failed || members.ShouldHave(member.Id))
        {
            _threads.Miss(status.Problem);
        }
    }

    private void ReadStorage(LiveMember member)
    {
        var io = files.Read(member.Id.Id, "io"u8);
        if (io.Outcome == ProcOutcome.Read)
        {
            _accounts = true;
            _storageRead.AddLine(files, member.Id.Id, "io", io.Text, "read_bytes:"u8);
            _storageWritten.AddLine(files, member.Id.Id, "io", io.Text, "write_bytes:"u8);
        }
        else if (io.Outcome == ProcOutcome.Failed)
        {
            _accounts = true;
            _storageRead.Miss(io.Problem);
            _storageWritten.Miss(io.Problem);
        }
    }

    private void ReadConnections(List<LiveMember> live, ReadingSet into)
    {
        // Without the descriptors nobody knows whose the sockets are.
        var gap = _descriptors.ToReading().Gap ?? connections.Read(live, _inodes, _connections);
        Set(Resource.DatabaseConnections);
        Set(Resource.RedisConnections);
        Set(Resource.Connections);

        void Set(Resource resource) => into.Set(
            resource.Column,
            gap is null ? Reading.Of(_connections.Count(connection => connection.Resource == resource)) : Reading.Missing(gap));
    }

    private void MissAll(string reason)
    {
        _processes.Miss(reason);
        _threads.Miss(reason);
        _descriptors.Miss(reason);
    }
}
