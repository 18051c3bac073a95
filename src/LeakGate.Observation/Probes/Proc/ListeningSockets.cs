using System.Net;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Where one process listens, in LeakGate's own network.</summary>
internal sealed class ListeningSockets
{
    private readonly DescriptorReader _descriptors;
    private readonly SocketReader _sockets;

    public ListeningSockets(string procRoot)
    {
        var files = new ProcFiles(procRoot);
        _descriptors = new DescriptorReader(files, new LiveMembers(files));
        _sockets = new SocketReader(files, Environment.ProcessId);
    }

    /// <summary>Whether the process has another network, so that its loopback can't be reached from here.</summary>
    public bool AreElsewhere(ProcessId process) => !_sockets.IsOwn(_sockets.NamespaceOf(process.Id));

    /// <summary>Where it listens, any address of the machine as loopback; those of another process at the same port are not among them.</summary>
    /// <exception cref="IOException">That can't be told.</exception>
    public List<IPEndPoint> Of(ProcessId process)
    {
        var inodes = new HashSet<long>();
        var count = default(ColumnSum);
        _descriptors.SocketInodes(process, inodes, ref count);
        if (count.ToReading().Gap is { } problem)
        {
            throw Unreadable(problem);
        }

        return
        [
            .. All(process)
                .Where(socket => inodes.Contains(socket.Inode))
                .Select(socket => new IPEndPoint(socket.Local.IsAny ? IPAddress.Loopback : IPAddress.Parse(socket.Local.AddressText()), socket.Local.Port)),
        ];
    }

    /// <summary>Whether any process in the network of this one listens at a port.</summary>
    /// <exception cref="IOException">That can't be told.</exception>
    public bool AreAt(ProcessId process, int port) => All(process).Exists(socket => socket.Local.Port == port);

    private static IOException Unreadable(string problem) => new($"where it listens can't be read: {problem}");

    private List<TcpSocket> All(ProcessId process)
    {
        var sockets = new List<TcpSocket>();
        if (_sockets.Read(process.Id, true, sockets) is { } problem)
        {
            throw Unreadable(problem);
        }

        _ = sockets.RemoveAll(socket => socket.State != TcpSocket.Listen);
        return sockets;
    }
}
