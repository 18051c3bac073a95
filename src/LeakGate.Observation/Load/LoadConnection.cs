using System.Net;
using System.Net.Sockets;
using System.Text;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Observation.Load;

/// <summary>
/// One connection of the load, kept for the whole run, and what is needed to send on it. It has a handler of its own, so
/// that no pool decides how many connections there are. Used by one request at a time; <see cref="Cancel"/> by anyone.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly EndPoint _endPoint;
    private readonly HttpMessageInvoker _invoker;
    private readonly RequestTimeout _timeout;
    private readonly RequestSlot[] _slots;
    private readonly byte[] _drain = new byte[16 * 1024];
    private Socket? _opened;
    private AnswerStream? _stream;
    private long _connections;

    public LoadConnection(Uri baseUrl, IReadOnlyList<RequestTemplate> requests, TimeSpan timeout, TimeProvider time)
    {
        _endPoint = new DnsEndPoint(baseUrl.IdnHost, baseUrl.Port);
        _timeout = new RequestTimeout(timeout, time);
        _slots = [.. requests.Select(request => new RequestSlot(request))];
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ConnectCallback = ConnectAsync,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            // What the plan says is sent byte by byte, beyond ASCII too.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ConnectTimeout = timeout,
        });
    }

    /// <summary>Connections opened so far.</summary>
    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Opens the connection ahead of its first request, so that its descriptor on the target's side is no growth.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        if (Connections > 0)
        {
            return;
        }

        await using var abort = cancel.UnsafeRegister(static self => ((LoadConnection)self!).Cancel(), this);
        var token = _timeout.Begin(cancel);
        try
        {
            _opened = await OpenSocketAsync(token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Left to the first request, which meets the same error and counts it.
        }
        finally
        {
            _timeout.End();
        }
    }

    /// <summary>Sends one request and reads its answer to the end.</summary>
    /// <returns>The kind of failure; <see langword="null"/>: completed. Whether the target has answered at all.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="block"/> was cancelled.</exception>
    public async ValueTask<(string? Failure, bool Answered)> SendAsync(TemplateContext context, CancellationToken block)
    {
        var slot = _slots[context.Request];
        var done = false;
        try
        {
            var message = slot.Prepare(context);
            var token = _timeout.Begin(block);
            using var response = await _invoker.SendAsync(message, token);
            await DrainAsync(response, token);
            done = true;
            if (IsLastOfItsConnection(response))
            {
                _stream?.End();
            }

            var status = (int)response.StatusCode;
            return (status < 400 ? null : FailureKind.OfStatus(status), Answered: true);
        }
        catch (OperationCanceledException) when (!block.IsCancellationRequested)
        {
            return (FailureKind.Timeout, Answered: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !block.IsCancellationRequested)
        {
            return (FailureKind.Of(e), Answered: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new OperationCanceledException("The load was cancelled.", e, block);
        }
        finally
        {
            _timeout.End();
            if (!done)
            {
                slot.Renew();
            }
        }
    }

    /// <summary>Aborts the request that is in flight.</summary>
    public void Cancel() => _timeout.Cancel();

    public void Dispose()
    {
        _invoker.Dispose();
        _opened?.Dispose();
        _timeout.Dispose();
        foreach (var slot in _slots)
        {
            slot.Dispose();
        }
    }

    /// <summary>
    /// Whether a server of HTTP/1.0 closes after this answer: it does unless it says otherwise (RFC 9112, 9.3), and .NET's handler
    /// would use the connection again. <c>Connection: close</c> of HTTP/1.1 the handler heeds by itself.
    /// </summary>
    private static bool IsLastOfItsConnection(HttpResponseMessage response) =>
        response.Version < HttpVersion.Version11 && !response.Headers.Connection.Contains("keep-alive", StringComparer.OrdinalIgnoreCase);

    private async ValueTask DrainAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsStreamAsync(cancel);
        int read;
        do
        {
            read = await body.ReadAsync(_drain, cancel);
        }
        while (read > 0);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = Interlocked.Exchange(ref _opened, null) ?? await OpenSocketAsync(cancel);
        return _stream = new AnswerStream(socket);
    }

    private async Task<Socket> OpenSocketAsync(CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_endPoint, cancel);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        Interlocked.Increment(ref _connections);
        return socket;
    }
}
