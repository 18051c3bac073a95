using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// What the counts consist of: descriptors by path pattern, connections by peer and state, threads and processes by name. They explain
/// a finding and never gate; what cannot be read is missing here, and a gap of the floor says why.
/// </summary>
internal sealed class DetailReading(
    ProcFiles files,
    LiveMembers members,
    DescriptorReader descriptors,
    ConnectionReader connections)
{
    private readonly HashSet<long> _inodes = [];
    private readonly List<Connection> _connections = [];
    private readonly KindCache _ofDescriptor = new(DescriptorKind.Of);
    private readonly KindCache _ofName = new(NamePattern.WithoutDigits);
    private readonly KindCounts _descriptorKinds = new();
    private readonly KindCounts _threadKinds = new();
    private readonly KindCounts _processKinds = new();

    /// <summary>The connections of the last reading; empty where they could not be read.</summary>
    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>Adds the counts by kind.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        _inodes.Clear();
        _descriptorKinds.Clear();
        _threadKinds.Clear();
        _processKinds.Clear();
        var live = members.Read(tree);
        foreach (var member in live)
        {
            var count = default(ColumnSum);
            descriptors.Visit(member.Id, AddDescriptor, ref count);
            AddThreads(member.Id.Id);
            AddProcess(member.Id.Id);
        }

        _descriptorKinds.AddTo(into, Resource.Descriptors.Column);
        _threadKinds.AddTo(into, Resource.Threads.Column);
        _processKinds.AddTo(into, Resource.Processes.Column);
        AddConnections(live, into);
    }

    private void AddDescriptor(ReadOnlySpan<byte> target)
    {
        if (DescriptorReader.SocketInode(target) is { } inode)
        {
            // Each has a number of its own: they are not worth remembering.
            _ = _inodes.Add(inode);
            _descriptorKinds.Add("socket");
            return;
        }

        _descriptorKinds.Add(_ofDescriptor.Of(target));
    }

    private void AddProcess(int pid)
    {
        var name = files.Read(pid, "comm"u8);
        if (name.Outcome == ProcOutcome.Read)
        {
            _processKinds.Add(_ofName.Of(name.Text.TrimEnd((byte)'\n')));
        }
    }

    private void AddThreads(int pid)
    {
        var folder = files.OpenFolder(pid, "task"u8, out _, out _);
        if (folder == 0)
        {
            // It ended meanwhile, or is another user's under hidepid: the count in the floor is a gap with its reason.
            return;
        }

        try
        {
            Span<byte> path = stackalloc byte[32];
            "task/"u8.CopyTo(path);
            while (ProcCalls.NextEntry(folder, out _) is { IsEmpty: false } thread)
            {
                // Names of threads are numbers of at most ten digits; what else there is are the folder itself and the one above.
                if (thread[0] == '.' || thread.Length > 10)
                {
                    continue;
                }

                thread.CopyTo(path[5..]);
                "/comm"u8.CopyTo(path[(5 + thread.Length)..]);
                var name = files.Read(pid, path[..(10 + thread.Length)]);
                if (name.Outcome == ProcOutcome.Read)
                {
                    _threadKinds.Add(_ofName.Of(name.Text.TrimEnd((byte)'\n')));
                }
            }
        }
        finally
        {
            ProcCalls.CloseFolder(folder);
        }
    }

    private void AddConnections(List<LiveMember> live, ReadingSet into)
    {
        if (connections.Read(live, _inodes, _connections) is not null)
        {
            _connections.Clear();
            return;
        }

        foreach (var group in _connections.GroupBy(connection => connection.Resource.Column, StringComparer.Ordinal))
        {
            var kinds = new KindCounts();
            foreach (var alike in group.GroupBy(connection => connection.Alike))
            {
                kinds.Add(alike.First().Kind, alike.Count());
            }

            kinds.AddTo(into, group.Key);
        }
    }
}
