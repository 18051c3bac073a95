using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.Observation.Probes.Redis;

/// <summary>One command to a Redis server on a connection of its own (RESP2).</summary>
internal static class RedisQuestion
{
    /// <summary>Sends it; the answer is read from the reader, whose disposal hangs up.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="words">The command.</param>
    /// <exception cref="SocketException">It can't be reached.</exception>
    /// <exception cref="IOException">It broke off.</exception>
    /// <exception cref="FormatException">The address is none.</exception>
    public static async Task<StreamReader> AskAsync(string address, CancellationToken cancel, params string[] words)
    {
        var colon = address.LastIndexOf(':');
        var port = int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address[..colon], port, cancel);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var command = string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\r\n")
                + string.Concat(words.Select(word => string.Create(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n")));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command), cancel);
            return new StreamReader(stream, Encoding.Latin1);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
