using System.Net;
using System.Net.Sockets;
using LeakGate.Observation.Probes;

namespace LeakGate.Observation.Controls;

/// <summary>
/// What the control program connects to: three listeners on loopback that hold each connection until the other side closes it. Two of
/// them are named to the probes as PostgreSQL and Redis, so that each kind of connection is told apart as it is in a real run.
/// </summary>
public sealed class ControlPeers : IAsyncDisposable
{
    /// <summary>More than are ever waiting at once.</summary>
    private const int Backlog = 512;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _loops = [];

    private ControlPeers()
    {
    }

    /// <summary>Port that is neither.</summary>
    public int Other { get; private init; }

    /// <summary>Port that is named as PostgreSQL.</summary>
    public int Database { get; private init; }

    /// <summary>Port that is named as Redis.</summary>
    public int Redis { get; private init; }

    /// <summary>The names, for the probes.</summary>
    public IReadOnlyList<KnownPeer> Known =>
        [new("127.0.0.1", Database, PeerKind.Database), new("127.0.0.1", Redis, PeerKind.Redis)];

    /// <summary>Begins to listen on three free ports.</summary>
    /// <exception cref="SocketException">The machine allows no listener.</exception>
    public static ControlPeers Start()
    {
        var listeners = new List<TcpListener>();
        for (var i = 0; i < 3; i++)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start(Backlog);
            listeners.Add(listener);
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        var peers = new ControlPeers { Other = ports[0], Database = ports[1], Redis = ports[2] };
        peers._listeners.AddRange(listeners);
        peers._loops.AddRange(listeners.Select(listener => Task.Run(() => AcceptAsync(listener, peers._stop.Token))));
        return peers;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        _stop.Dispose();
    }

    private static async Task AcceptAsync(TcpListener listener, CancellationToken stop)
    {
        var held = new HashSet<Task>();
        try
        {
            while (true)
            {
                _ = held.Add(HoldAsync(await listener.AcceptSocketAsync(stop), stop));
                _ = held.RemoveWhere(task => task.IsCompleted);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(held);
        }
    }

    private static async Task HoldAsync(Socket connection, CancellationToken stop)
    {
        using (connection)
        {
            try
            {
                _ = await connection.ReceiveAsync(new byte[1], stop);
            }
            catch (Exception problem) when (problem is SocketException or OperationCanceledException)
            {
                // The control program was ended, or we are: either way the connection is over.
                return;
            }
        }
    }
}
