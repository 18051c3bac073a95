using System.Buffers;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LeakGate.Observation.Probes.Node;

/// <summary>
/// A conversation with the inspector of one Node.js process: one question, one answer, as JSON over a WebSocket
/// (the Chrome DevTools Protocol). Not thread safe.
/// </summary>
internal sealed class InspectorSession : IDisposable
{
    private const int MostAnswerBytes = 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private int _asked;

    private InspectorSession()
    {
    }

    /// <summary>Begins one.</summary>
    /// <exception cref="NodeException">What listens there is no inspector.</exception>
    /// <exception cref="HttpRequestException">It can't be reached.</exception>
    /// <exception cref="WebSocketException">It refuses.</exception>
    public static async Task<InspectorSession> BeginAsync(HttpClient http, IPEndPoint at, CancellationToken cancel)
    {
        var address = await AddressAsync(http, at, cancel);
        var session = new InspectorSession();
        try
        {
            session._socket.Options.Proxy = null;
            await session._socket.ConnectAsync(address, cancel);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Asks for one thing and gives its result.</summary>
    /// <param name="method">For example <c>HeapProfiler.collectGarbage</c>.</param>
    /// <param name="parameters">JSON; empty: none.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="NodeException">It answers that it can't.</exception>
    /// <exception cref="WebSocketException">It broke off.</exception>
    public async Task<JsonElement> AskAsync(string method, string parameters, CancellationToken cancel)
    {
        var id = ++_asked;
        await SayAsync(id, method, parameters, cancel);
        while (true)
        {
            using var answer = JsonDocument.Parse(await HearAsync(cancel));

            // What it tells unasked has no number.
            if (!answer.RootElement.TryGetProperty("id", out var number) || number.GetInt32() != id)
            {
                continue;
            }

            return answer.RootElement.TryGetProperty("result", out var result)
                ? result.Clone()
                : throw new NodeException($"it refused {method}: {answer.RootElement}");
        }
    }

    /// <summary>Ends the conversation; the process still listens.</summary>
    public Task HangUpAsync(CancellationToken cancel) => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancel);

    /// <summary>Makes the process stop listening and hangs up; it does so a moment later.</summary>
    public async Task CloseInspectorAsync(CancellationToken cancel)
    {
        await SayAsync(++_asked, "Runtime.evaluate", """{"expression":"process._debugEnd()"}""", cancel);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private static async Task<Uri> AddressAsync(HttpClient http, IPEndPoint at, CancellationToken cancel)
    {
        try
        {
            var targets = await http.GetFromJsonAsync<JsonElement>(new Uri($"http://{at}/json/list"), cancel);
            foreach (var target in targets.EnumerateArray())
            {
                if (target.TryGetProperty("webSocketDebuggerUrl", out var url)
                    && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address))
                {
                    // It may name itself by an address that it is not reached by (0.0.0.0, a name).
                    return new UriBuilder(address) { Host = at.Address.ToString(), Port = at.Port }.Uri;
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new NodeException($"what listens at {at} is no inspector: {problem.Message}");
        }

        throw new NodeException($"the inspector at {at} lets nobody in (another debugger may be attached)");
    }

    private ValueTask SayAsync(int id, string method, string parameters, CancellationToken cancel)
    {
        var text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $$"""{"id":{{id}},"method":"{{method}}","params":{{(parameters.Length == 0 ? "{}" : parameters)}}}""");
        return _socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel);
    }

    private async Task<ReadOnlyMemory<byte>> HearAsync(CancellationToken cancel)
    {
        var heard = new ArrayBufferWriter<byte>();
        while (true)
        {
            var part = await _socket.ReceiveAsync(heard.GetMemory(4096), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new NodeException("its inspector hung up");
            }

            heard.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return heard.WrittenMemory;
            }

            if (heard.WrittenCount > MostAnswerBytes)
            {
                throw new NodeException("its inspector gives no end of an answer");
            }
        }
    }
}
