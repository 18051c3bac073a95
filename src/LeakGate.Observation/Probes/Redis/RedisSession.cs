using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.Observation.Probes.Redis;

/// <summary>
/// A connection of LeakGate's own to a Redis server (RESP2). Several commands may be sent before the first answer is read. Bytes are held as
/// Latin-1 characters, so that keys that are no text survive. Not thread safe.
/// </summary>
internal sealed class RedisSession : IDisposable
{
    /// <summary>10,000 clients at some 300 bytes each, and room.</summary>
    private const int LongestText = 16 << 20;

    private const int LongestList = 100_000;
    private const int DeepestList = 4;

    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private RedisSession(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.Latin1);
    }

    /// <summary>Whether this is how a server, or its address, fails.</summary>
    public static bool IsFailure(Exception problem) => problem is SocketException or IOException or FormatException or ArgumentException;

    /// <summary>Connects.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="SocketException">It can't be reached.</exception>
    /// <exception cref="FormatException">The address is none.</exception>
    public static async Task<RedisSession> OpenAsync(string address, CancellationToken cancel)
    {
        var colon = address.LastIndexOf(':');
        var port = int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address[..colon], port, cancel);
            return new RedisSession(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>One command and its answer.</summary>
    /// <inheritdoc cref="AnswerAsync" path="/exception"/>
    public async Task<RedisAnswer> AskAsync(CancellationToken cancel, params string[] words)
    {
        await SendAsync([words], cancel);
        return await AnswerAsync(cancel);
    }

    /// <summary>Sends commands; <see cref="AnswerAsync"/> gives as many answers in the same order.</summary>
    /// <exception cref="IOException">It broke off.</exception>
    public async Task SendAsync(IEnumerable<IReadOnlyList<string>> commands, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var words in commands)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"*{words.Count}\r\n");
            foreach (var word in words)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n");
            }
        }

        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text.ToString()), cancel);
    }

    /// <summary>The next answer.</summary>
    /// <exception cref="IOException">It broke off, refused (the message is the server's), or said what no Redis says.</exception>
    public Task<RedisAnswer> AnswerAsync(CancellationToken cancel) => NextAsync(DeepestList, cancel);

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    private static int? Length(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= most ? length : null;

    private async Task<RedisAnswer> NextAsync(int depth, CancellationToken cancel)
    {
        var line = await _reader.ReadLineAsync(cancel) ?? throw new IOException("the connection was closed");
        switch (line)
        {
            case ['-', .. var error]:
                throw new IOException(error.Trim());
            case ['+' or ':', .. var text]:
                return new RedisAnswer(text, []);
            case "$-1" or "*-1":
                return new RedisAnswer(null, []);
            case ['$', .. var number] when Length(number, LongestText) is { } length:
                var bytes = new char[length + 2];
                return await _reader.ReadBlockAsync(bytes, cancel) == bytes.Length
                    ? new RedisAnswer(new string(bytes, 0, length), [])
                    : throw new IOException("the connection was closed");
            case ['*', .. var number] when depth > 0 && Length(number, LongestList) is { } count:
                var items = new List<RedisAnswer>(count);
                for (var index = 0; index < count; index++)
                {
                    items.Add(await NextAsync(depth - 1, cancel));
                }

                return new RedisAnswer(null, items);
            default:
                throw new IOException($"it answered '{(line.Length > 40 ? line[..40] + "…" : line)}'");
        }
    }
}

/// <summary>An answer of Redis.</summary>
/// <param name="Text">A string or a number; <see langword="null"/>: a list, or nothing.</param>
/// <param name="Items">Elements of a list.</param>
internal sealed record RedisAnswer(string? Text, IReadOnlyList<RedisAnswer> Items);
