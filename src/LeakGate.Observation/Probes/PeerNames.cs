using System.Net;
using LeakGate.Observation.Probes.Proc;

namespace LeakGate.Observation.Probes;

/// <summary>What kind of server is at the other end of a connection.</summary>
public enum PeerKind
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>PostgreSQL, or a pooler that speaks its protocol.</summary>
    Database,

    /// <summary>Redis, or a server that speaks its protocol.</summary>
    Redis,
}

/// <summary>A server whose address is known from the configuration.</summary>
/// <param name="Host">Name or address; a name is resolved once.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Kind">What it is.</param>
public sealed record KnownPeer(string Host, int Port, PeerKind Kind);

/// <summary>The other end of connections.</summary>
/// <param name="Kind">What kind of server it is.</param>
/// <param name="Display">For people: <c>127.0.0.1:5432 PostgreSQL</c>, or the address alone.</param>
public sealed record Peer(PeerKind Kind, string Display);

/// <summary>
/// Tells which server is behind a remote address: one that was configured, else a server that listens on this machine
/// and is known by its process name, else one known by its port (5432, 6379). Local listeners are looked for when an
/// unknown local peer shows up, at most once a block. Not thread safe.
/// </summary>
public sealed class PeerNames
{
    /// <summary>More peers than this are not remembered: the next look-up begins anew.</summary>
    private const int MostPeers = 4096;

    private readonly Dictionary<Endpoint, PeerKind> _configured = [];
    private readonly Dictionary<(Endpoint Remote, bool SameNetwork), Peer> _cache = [];
    private readonly ListenerScan _scan;
    private bool _mayScan = true;

    /// <summary>Names from configured servers; a host that cannot be resolved is listed in <see cref="Unresolved"/>.</summary>
    /// <param name="configured">Servers that are known already.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    public PeerNames(IEnumerable<KnownPeer>? configured = null, string procRoot = "/proc")
    {
        _scan = new ListenerScan(procRoot);
        var unresolved = new List<string>();
        foreach (var peer in configured ?? [])
        {
            try
            {
                foreach (var address in Dns.GetHostAddresses(peer.Host))
                {
                    _configured[Endpoint.Of(address, peer.Port)] = peer.Kind;
                }
            }
            catch (System.Net.Sockets.SocketException problem)
            {
                unresolved.Add($"{peer.Host}: {problem.Message}");
            }
        }

        Unresolved = unresolved;
    }

    /// <summary>Configured hosts that have no address, with the reason; their connections are told by port only.</summary>
    public IReadOnlyList<string> Unresolved { get; }

    /// <summary>Names one remote address.</summary>
    public Peer Find(IPAddress address, int port)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Find(Endpoint.Of(address, port), true);
    }

    /// <summary>A new block: local listeners may be looked for again, and peers that were unknown are looked up again.</summary>
    public void NextBlock()
    {
        _mayScan = true;
        foreach (var (key, peer) in _cache)
        {
            // A server that was started meanwhile may now stand behind it.
            if (peer.Kind == PeerKind.Other)
            {
                _ = _cache.Remove(key);
            }
        }
    }

    /// <summary>Names one remote address; listeners of this machine count only where its addresses mean the same.</summary>
    internal Peer Find(Endpoint remote, bool sameNetwork)
    {
        if (_cache.TryGetValue((remote, sameNetwork), out var known))
        {
            return known;
        }

        if (_cache.Count >= MostPeers)
        {
            _cache.Clear();
        }

        return _cache[(remote, sameNetwork)] = Named(remote, KindOf(remote, sameNetwork));
    }

    private static Peer Named(Endpoint remote, PeerKind kind) => new(kind, kind switch
    {
        PeerKind.Database => $"{remote} PostgreSQL",
        PeerKind.Redis => $"{remote} Redis",
        _ => remote.ToString(),
    });

    private PeerKind KindOf(Endpoint remote, bool sameNetwork)
    {
        if (_configured.TryGetValue(remote, out var kind))
        {
            return kind;
        }

        if (sameNetwork)
        {
            if (!_scan.TryFind(remote, out kind) && _mayScan)
            {
                _mayScan = false;
                _scan.Refresh();
                _ = _scan.TryFind(remote, out kind);
            }

            if (kind != PeerKind.Other)
            {
                return kind;
            }
        }

        return remote.Port switch
        {
            5432 => PeerKind.Database,
            6379 => PeerKind.Redis,
            _ => PeerKind.Other,
        };
    }
}
