using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.Observation.Services;

/// <summary>Asks a server over a plain TCP connection of its own.</summary>
internal static class TcpQuestion
{
    /// <summary>Connects, says something if there is something to say, and reads the first piece of the answer.</summary>
    /// <returns>The answer (empty when nothing was said), or why there is none.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(string? Answer, string? Failure)> AskAsync(
        string host, int port, string? say, TimeSpan timeout, TimeProvider time, CancellationToken cancel)
    {
        using var clock = new CancellationTokenSource(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancel);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, either.Token);
            if (say is null)
            {
                return (string.Empty, null);
            }

            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(say), either.Token);
            var buffer = new byte[4096];
            return (Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, either.Token)), null);
        }
        catch (SocketException e) when (!cancel.IsCancellationRequested)
        {
            return (null, e.SocketErrorCode == SocketError.ConnectionRefused ? "connection refused" : $"no connection: {e.Message}");
        }
        catch (IOException e) when (!cancel.IsCancellationRequested)
        {
            return (null, $"the connection broke: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.#} s"));
        }
    }
}
