using System.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// The TCP sockets of the network namespace of a process: over sock_diag where it is our own namespace and the kernel
/// allows it, else from <c>/proc</c>.
/// </summary>
internal sealed class SocketReader(ProcFiles files, int ownPid)
{
    private readonly TcpTable _table = new(files);
    private readonly SockDiag _diag = new();
    private bool _diagWorks = files.SizeIsCount;

    /// <summary>The namespace of a process, as text to compare; empty: it can't be told.</summary>
    public string NamespaceOf(int pid)
    {
        var link = files.ReadLink(pid, "ns/net"u8);
        return link.Outcome == ProcOutcome.Read ? Encoding.UTF8.GetString(link.Text) : "";
    }

    /// <summary>Whether that namespace is LeakGate's own; where it can't be told for either, it is taken to be.</summary>
    public bool IsOwn(string networkNamespace) =>
        string.Equals(networkNamespace, NamespaceOf(ownPid), StringComparison.Ordinal);

    /// <summary>Adds the sockets; a problem, or null.</summary>
    public string? Read(int pid, bool ownNamespace, List<TcpSocket> into)
    {
        if (_diagWorks && ownNamespace)
        {
            var before = into.Count;
            if (_diag.Read(into) is null)
            {
                return null;
            }

            // Not allowed or not built into this kernel: that does not change during a run, so do not ask again.
            _diagWorks = false;
            into.RemoveRange(before, into.Count - before);
        }

        return _table.Read(pid, into);
    }
}
