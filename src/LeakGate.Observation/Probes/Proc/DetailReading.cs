using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// What the counts consist of: descriptors by path pattern, sockets that are no TCP by where they are bound or connected, connections by peer
/// and state, threads and processes by name. They explain a finding and never gate; what cannot be read is missing here, and a gap of the
/// floor says why. Beside them the context switches, for which each thread must be asked, too dear for every floor.
/// </summary>
internal sealed class DetailReading(
    ProcFiles files,
    LiveMembers members,
    DescriptorReader descriptors,
    ConnectionReader connections)
{
    private const string Socket = "socket";

    private readonly HashSet<long> _inodes = [];
    private readonly HashSet<long> _unexplained = [];
    private readonly List<long> _sockets = [];
    private readonly Dictionary<long, string> _socketKinds = [];
    private readonly OtherSockets _others = new(files);
    private readonly List<Connection> _connections = [];
    private readonly KindCache _ofDescriptor = new(DescriptorKind.Of);
    private readonly KindCache _ofName = new(NamePattern.WithoutDigits);
    private readonly KindCounts _descriptorKinds = new();
    private readonly ThreadReading _threads = new(files, members);
    private readonly KindCounts _processKinds = new();

    /// <summary>The columns that are a gap without an answer.</summary>
    public static IReadOnlyList<string> Columns => ThreadReading.Columns;

    /// <summary>The connections of the last reading; empty where they could not be read.</summary>
    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>Adds the counts by kind, and sets the context switches.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        _inodes.Clear();
        _unexplained.Clear();
        _sockets.Clear();
        _descriptorKinds.Clear();
        _threads.Clear();
        _processKinds.Clear();
        var live = members.Read(tree);
        if (live.Count == 0)
        {
            _threads.Miss(LiveMembers.TargetIsGone);
        }

        foreach (var member in live)
        {
            var count = default(ColumnSum);
            descriptors.Visit(member.Id, AddDescriptor, ref count);
            _threads.Add(member);
            AddProcess(member.Id.Id);
        }

        AddConnections(live, into);
        AddSockets();
        _descriptorKinds.AddTo(into, Resource.Descriptors.Column);
        _threads.AddTo(into);
        _processKinds.AddTo(into, Resource.Processes.Column);
    }

    private void AddDescriptor(ReadOnlySpan<byte> target)
    {
        if (DescriptorReader.SocketInode(target) is { } inode)
        {
            // Each has a number of its own: they are not worth remembering.
            _ = _inodes.Add(inode);
            _ = _unexplained.Add(inode);
            _sockets.Add(inode);
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

    /// <summary>A socket that two processes share is two descriptors.</summary>
    private void AddSockets()
    {
        _socketKinds.Clear();
        if (_unexplained.Count > 0)
        {
            _others.Explain(connections.ReadOf, _unexplained, _socketKinds);
        }

        foreach (var inode in _sockets)
        {
            _descriptorKinds.Add(_socketKinds.GetValueOrDefault(inode, Socket));
        }
    }

    private void AddConnections(List<LiveMember> live, ReadingSet into)
    {
        if (connections.Read(live, _inodes, _connections, _unexplained) is not null)
        {
            // Without the tables of TCP nobody knows which sockets are none.
            _connections.Clear();
            _unexplained.Clear();
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
