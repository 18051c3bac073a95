using System.Globalization;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// What sockets are that are no TCP: <c>unix /run/app-*.sock</c>, <c>udp 10.0.0.2:53</c>, <c>udp bound to :5353</c>. Each table is read only
/// while some socket is still unexplained. One that is in no table, such as one that was never bound or connected, stays unexplained.
/// </summary>
internal sealed class OtherSockets(ProcFiles files)
{
    /// <summary>From here on the kernel gives ports by default to who asks for none: each is another, and says nothing.</summary>
    private const ushort FirstGivenPort = 32768;

    private static readonly byte[][] Datagrams = ["net/udp"u8.ToArray(), "net/udp6"u8.ToArray()];

    private readonly UnixTable _unix = new(files);
    private readonly List<TcpSocket> _table = [];

    /// <summary>Moves the sockets whose kind is found from one set to the other.</summary>
    /// <param name="processes">One process of each network namespace.</param>
    /// <param name="unexplained">Inodes of sockets.</param>
    /// <param name="kinds">Kinds by inode.</param>
    public void Explain(IReadOnlyList<int> processes, HashSet<long> unexplained, Dictionary<long, string> kinds)
    {
        foreach (var pid in processes)
        {
            _unix.Explain(pid, unexplained, kinds);
            foreach (var table in Datagrams)
            {
                if (unexplained.Count == 0)
                {
                    return;
                }

                ExplainDatagrams(pid, table, unexplained, kinds);
            }
        }
    }

    private void ExplainDatagrams(int pid, byte[] table, HashSet<long> unexplained, Dictionary<long, string> kinds)
    {
        var text = files.Read(pid, table);
        if (text.Outcome != ProcOutcome.Read)
        {
            return;
        }

        // The lines are those of the tables of TCP. After one that is none the rest stays unexplained.
        _table.Clear();
        _ = TcpTable.TryParse(text.Text, _table, out _);
        foreach (var socket in _table)
        {
            if (unexplained.Remove(socket.Inode))
            {
                kinds[socket.Inode] = KindOf(socket);
            }
        }
    }

    private static string KindOf(TcpSocket socket) => socket switch
    {
        { Remote.Port: > 0 } => $"udp {socket.Remote}",
        { Local.Port: >= FirstGivenPort } => "udp bound to :*",
        _ => string.Create(CultureInfo.InvariantCulture, $"udp bound to :{socket.Local.Port}"),
    };
}
