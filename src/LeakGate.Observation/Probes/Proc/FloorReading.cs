using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// The exact readings of a quiet target. <c>smaps_rollup</c> walks the page tables, so it is exact where <c>status</c>
/// is not (proc_pid_smaps(5)); it costs milliseconds for each gigabyte and is read at block ends only.
/// </summary>
internal sealed class FloorReading(
    ProcFiles files,
    LiveMembers members,
    DescriptorReader descriptors,
    ConnectionReader connections)
{
    private readonly HashSet<long> _inodes = [];
    private readonly List<Connection> _connections = [];
    private ColumnSum _anonymous;
    private ColumnSum _dirty;
    private ColumnSum _proportional;
    private ColumnSum _processes;
    private ColumnSum _threads;
    private ColumnSum _descriptors;

    /// <summary>Sets every exact column, as a value or as a gap.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        (_anonymous, _dirty, _proportional) = (default, default, default);
        (_processes, _threads, _descriptors) = (default, default, default);
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

            ReadMemory(member);
            ReadThreads(member);
            descriptors.SocketInodes(member.Id, _inodes, ref _descriptors);
        }

        into.Set(Resource.Memory.Column, _anonymous.ToReading());
        into.Set(ProcColumns.PrivateDirty, _dirty.ToReading());
        into.Set(ProcColumns.Pss, _proportional.ToReading());
        into.Set(Resource.Processes.Column, _processes.ToReading());
        into.Set(Resource.Threads.Column, _threads.ToReading());
        into.Set(Resource.Descriptors.Column, _descriptors.ToReading());
        ReadConnections(live, into);
    }

    private void ReadMemory(LiveMember member)
    {
        if (member.Stat.IsZombie)
        {
            return;
        }

        var rollup = files.Read(member.Id.Id, "smaps_rollup"u8);
        if (rollup.Outcome != ProcOutcome.Read)
        {
            if (rollup.Outcome == ProcOutcome.Failed || members.ShouldHave(member.Id))
            {
                MissMemory(rollup.Problem);
            }

            return;
        }

        Add(ref _anonymous, member, "smaps_rollup", rollup.Text, "Anonymous:"u8);
        Add(ref _dirty, member, "smaps_rollup", rollup.Text, "Private_Dirty:"u8);
        Add(ref _proportional, member, "smaps_rollup", rollup.Text, "Pss:"u8);
    }

    private void ReadThreads(LiveMember member)
    {
        var status = files.Read(member.Id.Id, "status"u8);
        if (status.Outcome == ProcOutcome.Read)
        {
            Add(ref _threads, member, "status", status.Text, "Threads:"u8);
        }
        else if (status.Outcome == ProcOutcome.Failed || members.ShouldHave(member.Id))
        {
            _threads.Miss(status.Problem);
        }
    }

    private void Add(ref ColumnSum column, LiveMember member, string file, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        if (ProcFields.Number(text, key, out var problem) is { } value)
        {
            column.Add(value);
        }
        else
        {
            column.Miss($"{files.TextPath(member.Id.Id, file)}: {problem}");
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

    private void MissMemory(string reason)
    {
        _anonymous.Miss(reason);
        _dirty.Miss(reason);
        _proportional.Miss(reason);
    }

    private void MissAll(string reason)
    {
        MissMemory(reason);
        _processes.Miss(reason);
        _threads.Miss(reason);
        _descriptors.Miss(reason);
    }
}
