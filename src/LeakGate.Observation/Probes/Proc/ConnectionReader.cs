using System.Globalization;
using LeakGate.Observation.ProcFs;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>One TCP connection of the target.</summary>
/// <param name="Socket">Its addresses and state.</param>
/// <param name="Peer">The server behind it; <see langword="null"/> for a connection that somebody opened to the target.</param>
internal readonly record struct Connection(TcpSocket Socket, Peer? Peer)
{
    /// <summary>The resource that it is one of.</summary>
    public Resource Resource => Peer?.Kind switch
    {
        PeerKind.Database => Resource.DatabaseConnections,
        PeerKind.Redis => Resource.RedisConnections,
        _ => Resource.Connections,
    };

    /// <summary>The same for connections whose <see cref="Kind"/> is the same, without its text.</summary>
    public (Peer? Peer, byte State, UInt128 From, ushort To) Alike => Peer is { } peer
        ? (peer, Socket.State, 0, 0)
        : (null, Socket.State, Socket.Remote.Address, Socket.Local.Port);

    /// <summary>Peer and state; the ports of those who connect to the target differ each time and say nothing.</summary>
    public string Kind => Peer is { } peer
        ? $"{peer.Display} {TcpSocket.StateName(Socket.State)}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"from {Socket.Remote.AddressText()} to :{Socket.Local.Port} {TcpSocket.StateName(Socket.State)}");
}

/// <summary>
/// Joins the socket descriptors of a tree with the socket tables of its network namespaces. Left out: listening sockets,
/// TIME_WAIT, and connections that LeakGate itself opened to the target.
/// </summary>
internal sealed class ConnectionReader(ProcFiles files, LiveMembers members, PeerNames peers, int ownPid)
{
    private readonly SocketReader _sockets = new(files, ownPid);
    private readonly DescriptorReader _descriptors = new(files, members);
    private readonly List<TcpSocket> _table = [];
    private readonly HashSet<string> _namespacesRead = new(StringComparer.Ordinal);
    private readonly List<int> _readOf = [];
    private readonly HashSet<long> _ownInodes = [];
    private readonly HashSet<Endpoint> _ownEndpoints = [];

    /// <summary>
    /// Ports that were ever listened on in a namespace of the target: a connection to one stays an incoming one when the
    /// server has stopped listening.
    /// </summary>
    private readonly HashSet<ushort> _listeningPorts = [];

    /// <summary>The processes whose tables were read last, one of each network namespace.</summary>
    public IReadOnlyList<int> ReadOf => _readOf;

    /// <summary>Fills the list with the connections of the tree; a problem, or null.</summary>
    /// <param name="live">The members of the tree.</param>
    /// <param name="inodes">Of their sockets.</param>
    /// <param name="into">The list.</param>
    /// <param name="others">Where given, the TCP sockets, listening ones too, are taken out of it.</param>
    public string? Read(List<LiveMember> live, HashSet<long> inodes, List<Connection> into, HashSet<long>? others = null)
    {
        into.Clear();
        _namespacesRead.Clear();
        _readOf.Clear();
        foreach (var member in live)
        {
            if (member.Stat.IsZombie)
            {
                continue;
            }

            var network = _sockets.NamespaceOf(member.Id.Id);
            if (_namespacesRead.Contains(network))
            {
                continue;
            }

            var own = _sockets.IsOwn(network);
            _table.Clear();
            if (_sockets.Read(member.Id.Id, own, _table) is { } problem)
            {
                if (members.ShouldHave(member.Id))
                {
                    return problem;
                }

                // It ended meanwhile: another member in the same namespace gives the same table.
                continue;
            }

            _ = _namespacesRead.Add(network);
            _readOf.Add(member.Id.Id);
            ReadOwn(own);
            Join(inodes, own, into, others);
        }

        return null;
    }

    private void Join(HashSet<long> inodes, bool ownNetwork, List<Connection> into, HashSet<long>? others)
    {
        foreach (var socket in _table)
        {
            if (socket.State == TcpSocket.Listen)
            {
                _ = _listeningPorts.Add(socket.Local.Port);
            }
        }

        foreach (var socket in _table)
        {
            if (!inodes.Contains(socket.Inode))
            {
                continue;
            }

            _ = others?.Remove(socket.Inode);
            if (socket.State == TcpSocket.Listen)
            {
                continue;
            }

            if (!_listeningPorts.Contains(socket.Local.Port))
            {
                into.Add(new Connection(socket, peers.Find(socket.Remote, ownNetwork)));
            }
            else if (!_ownEndpoints.Contains(socket.Remote))
            {
                into.Add(new Connection(socket, null));
            }
        }
    }

    /// <summary>
    /// Where LeakGate's own sockets are bound. In another network namespace the load may come in through address
    /// translation, so nothing can be told apart there and everything counts.
    /// </summary>
    private void ReadOwn(bool ownNetwork)
    {
        _ownInodes.Clear();
        _ownEndpoints.Clear();
        if (!ownNetwork)
        {
            return;
        }

        var count = default(ColumnSum);
        _descriptors.SocketInodes(new Targets.ProcessId(ownPid, 0), _ownInodes, ref count);
        foreach (var socket in _table)
        {
            if (_ownInodes.Contains(socket.Inode))
            {
                _ = _ownEndpoints.Add(socket.Local);
            }
        }
    }
}
