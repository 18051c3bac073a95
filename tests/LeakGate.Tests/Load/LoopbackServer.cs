using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.Tests.Load;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, int Connection);

/// <summary>What the server does with a request.</summary>
internal sealed record Answer(int Status = 200, string Body = "ok", string Headers = "", bool Close = false, bool Reset = false, string? Raw = null);

/// <summary>A small HTTP/1.1 server on a free loopback port, which counts connections and can misbehave on demand.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Received, CancellationToken, Task<Answer>> _answer;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Task _accepting;
    private int _connections;

    public LoopbackServer(Func<Received, CancellationToken, Task<Answer>> answer)
    {
        _answer = answer;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}"));
        _accepting = AcceptAsync();
    }

    public LoopbackServer(Func<Received, Answer> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public LoopbackServer()
        : this(_ => new Answer())
    {
    }

    public Uri Url { get; }

    public int Connections => Volatile.Read(ref _connections);

    public IReadOnlyList<Received> Requests => [.. _received];

    /// <summary>Requests from the given one on, in a form that does not depend on the order in which they came.</summary>
    public string[] Bytes(int from) =>
        [.. _received.Skip(from).Select(r => $"{r.Method} {r.Target} {r.Headers.GetValueOrDefault("X-Key")} {r.Body}").Order(StringComparer.Ordinal)];

    public Task WhenReceived(int count)
    {
        lock (_gate)
        {
            if (_received.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(Patience, TimeProvider.System);
        }
    }

    /// <summary>Ends as a killed process does: nobody listens, and open connections are reset.</summary>
    public void Die()
    {
        _listener.Dispose();
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    /// <summary>Ends every open connection in good order, as a server does with those that have been idle for long.</summary>
    public void CloseIdle()
    {
        foreach (var socket in _open.Keys)
        {
            socket.Shutdown(SocketShutdown.Both);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting.WaitAsync(Patience, TimeProvider.System);
        await Task.WhenAll(_open.Values).WaitAsync(Patience, TimeProvider.System);
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_ended.Token);
                var number = Interlocked.Increment(ref _connections);
                _open[socket] = Task.Run(() => ServeAsync(socket, number));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The server was ended.
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await ReadAsync(stream, number) is { } request)
            {
                Note(request);
                var answer = await _answer(request, _ended.Token);
                if (answer.Reset)
                {
                    Reset(socket);
                    return;
                }

                var length = Encoding.UTF8.GetByteCount(answer.Body).ToString(CultureInfo.InvariantCulture);
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} X\r\nContent-Length: {length}\r\n{answer.Headers}\r\n");
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.Raw ?? (head + answer.Body)), _ended.Token);
                if (answer.Close)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The client went away, or the server was ended.
        }
    }

    private static void Reset(Socket socket)
    {
        // Closed before its stream is, which would end the connection in good order first.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    private void Note(Received request)
    {
        lock (_gate)
        {
            _received.Enqueue(request);
            foreach (var (_, reached) in _waiters.Where(waiter => _received.Count >= waiter.Count))
            {
                reached.TrySetResult();
            }
        }
    }

    private async Task<Received?> ReadAsync(NetworkStream stream, int connection)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, _ended.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _ended.Token);
        var first = lines[0].Split(' ');
        return new Received(first[0], first[1], headers, Encoding.UTF8.GetString(body), connection);
    }

    private static bool EndsHead(List<byte> head) =>
        head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}
