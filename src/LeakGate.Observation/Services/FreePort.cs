using System.Net;
using System.Net.Sockets;

namespace LeakGate.Observation.Services;

/// <summary>Starts a server on a free loopback port. Between finding a port and taking it another process can be faster, so it is tried again.</summary>
internal static class FreePort
{
    private const int Attempts = 3;

    public static async Task<T> StartOnAsync<T>(Func<int, Task<T>> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await start(Find());
            }
            catch (TargetFailedException e) when (attempt < Attempts && e.Message.Contains("in use", StringComparison.OrdinalIgnoreCase))
            {
                // Taken meanwhile: the next one.
            }
        }
    }

    /// <summary>A loopback port that is free now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
