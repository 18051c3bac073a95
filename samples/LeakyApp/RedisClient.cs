using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LeakyApp;

/// <summary>One connection to Redis that speaks RESP, its protocol. One command at a time.</summary>
internal sealed class RedisClient : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[512];
    private int _start;
    private int _end;

    private RedisClient(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    public static async Task<RedisClient> ConnectAsync(string host, int port, CancellationToken cancel)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(host, port, cancel);
            return new RedisClient(tcp);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Sends one command and returns its answer: text, a number as text, or <see langword="null"/> for nil.</summary>
    /// <exception cref="IOException">The connection broke, or Redis answered with an error.</exception>
    public async Task<string?> SendAsync(CancellationToken cancel, params string[] command)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command)
        {
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }

        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel);

        var line = await ReadLineAsync(cancel);
        return line[0] switch
        {
            '+' or ':' => line[1..],
            '$' when line is "$-1" => null,
            '$' => await ReadLineAsync(cancel), // this program stores no text with line ends in it
            '-' => throw new IOException($"Redis answered: {line[1..]}"),
            _ => throw new IOException($"Redis answered with something unknown: {line}"),
        };
    }

    public void Dispose() => _tcp.Dispose();

    private async ValueTask<string> ReadLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length > 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length);
                _start += length + 2;
                return line;
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length || length == 0)
            {
                throw new IOException("Redis answered with a line that is empty or too long.");
            }

            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (read == 0)
            {
                throw new IOException("Redis closed the connection.");
            }

            _end += read;
        }
    }
}
