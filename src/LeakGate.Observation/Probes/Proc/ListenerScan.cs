using System.Globalization;
using System.Net.NetworkInformation;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Which database and Redis servers listen on this machine: from the names of processes to the sockets that they hold
/// to the ports that these listen on. A process of another user whose descriptors may not be read is not found.
/// </summary>
internal sealed class ListenerScan
{
    private readonly ProcFiles _files;
    private readonly DescriptorReader _descriptors;
    private readonly SocketReader _sockets;
    private readonly Dictionary<Endpoint, PeerKind> _listening = [];
    private readonly HashSet<UInt128> _ownAddresses = [];

    public ListenerScan(string procRoot)
    {
        _files = new ProcFiles(procRoot);
        _descriptors = new DescriptorReader(_files, new LiveMembers(_files));
        _sockets = new SocketReader(_files, Environment.ProcessId);
    }

    /// <summary>The server at an address, when that address is this machine's.</summary>
    public bool TryFind(Endpoint remote, out PeerKind kind)
    {
        if (_listening.TryGetValue(remote, out kind))
        {
            return true;
        }

        if (!remote.IsLoopback && !_ownAddresses.Contains(remote.Address))
        {
            return false;
        }

        return _listening.TryGetValue(remote with { Address = Endpoint.Of(System.Net.IPAddress.Any, 0).Address }, out kind)
            || _listening.TryGetValue(remote with { Address = UInt128.Zero }, out kind);
    }

    /// <summary>Looks again.</summary>
    public void Refresh()
    {
        _listening.Clear();
        _ownAddresses.Clear();
        ReadOwnAddresses();
        var inodes = InodesOfServers();
        if (inodes.Count == 0)
        {
            return;
        }

        var sockets = new List<TcpSocket>();

        // A table that cannot be read leaves the well-known ports, which is what the caller falls back to.
        _ = _sockets.Read(Environment.ProcessId, true, sockets);
        foreach (var socket in sockets)
        {
            if (socket.State == TcpSocket.Listen && inodes.TryGetValue(socket.Inode, out var kind))
            {
                _listening[socket.Local] = kind;
            }
        }
    }

    private static PeerKind KindOf(ReadOnlySpan<byte> processName) =>
        processName.SequenceEqual("postgres"u8) || processName.SequenceEqual("pgbouncer"u8) ? PeerKind.Database
        : processName.SequenceEqual("redis-server"u8) || processName.SequenceEqual("valkey-server"u8) ? PeerKind.Redis
        : PeerKind.Other;

    private Dictionary<long, PeerKind> InodesOfServers()
    {
        var inodes = new Dictionary<long, PeerKind>();
        foreach (var folder in Directory.EnumerateDirectories(_files.Root))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            {
                continue;
            }

            var name = _files.Read(pid, "comm"u8);
            var kind = name.Outcome == ProcOutcome.Read ? KindOf(name.Text.TrimEnd((byte)'\n')) : PeerKind.Other;
            if (kind == PeerKind.Other)
            {
                continue;
            }

            var count = default(ColumnSum);
            _descriptors.Visit(
                new Targets.ProcessId(pid, 0),
                target =>
                {
                    if (DescriptorReader.SocketInode(target) is { } inode)
                    {
                        inodes[inode] = kind;
                    }
                },
                ref count);
        }

        return inodes;
    }

    private void ReadOwnAddresses()
    {
        try
        {
            foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
            {
                foreach (var address in card.GetIPProperties().UnicastAddresses)
                {
                    _ = _ownAddresses.Add(Endpoint.Of(address.Address, 0).Address);
                }
            }
        }
        catch (NetworkInformationException)
        {
            // Then servers that serve every address are found by loopback only; the rest goes by port.
            _ownAddresses.Clear();
        }
    }
}
