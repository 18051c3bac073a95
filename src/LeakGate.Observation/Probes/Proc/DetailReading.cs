using System.Text;
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
            _ = _inodes.Add(inode);
        }

        _descriptorKinds.Add(DescriptorKind.Of(Encoding.UTF8.GetString(target)));
    }

    private void AddProcess(int pid)
    {
        var name = files.Read(pid, "comm"u8);
        if (name.Outcome == ProcOutcome.Read)
        {
            _processKinds.Add(NamePattern.WithoutDigits(Encoding.UTF8.GetString(name.Text).TrimEnd('\n')));
        }
    }

    private void AddThreads(int pid)
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(files.TextPath(pid, "task")))
            {
                var name = files.Read(pid, Encoding.UTF8.GetBytes($"task/{Path.GetFileName(folder)}/comm"));
                if (name.Outcome == ProcOutcome.Read)
                {
                    _threadKinds.Add(NamePattern.WithoutDigits(Encoding.UTF8.GetString(name.Text).TrimEnd('\n')));
                }
            }
        }
        catch (IOException)
        {
            // The process ended while its threads were listed: the next reading of the tree leaves it out.
            return;
        }
        catch (UnauthorizedAccessException)
        {
            // Threads of another user's process under hidepid: the count in the floor is a gap with its reason.
            return;
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
            foreach (var connection in group)
            {
                kinds.Add(connection.Kind);
            }

            kinds.AddTo(into, group.Key);
        }
    }
}
