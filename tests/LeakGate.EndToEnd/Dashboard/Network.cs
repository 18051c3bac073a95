using System.Net;
using System.Net.Sockets;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>A wire between the browser and the server that can be cut: what runs over it breaks, and nothing new gets through until it is mended.</summary>
internal sealed class Network : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _server;
    private readonly Task _accepting;
    private bool _isCut;

    public Network(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    public void Cut()
    {
        lock (_open)
        {
            _isCut = true;
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_open)
        {
            _isCut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptTcpClientAsync(_ended.Token);
                _ = CarryAsync(browser);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var near = browser;
        using var far = new TcpClient();
        lock (_open)
        {
            if (_isCut)
            {
                return;
            }

            _open.AddRange([near, far]);
        }

        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or one side has gone: either way both ends close.
        }
    }
}
