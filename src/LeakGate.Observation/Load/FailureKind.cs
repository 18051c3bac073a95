using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;

namespace LeakGate.Observation.Load;

/// <summary>Names of what goes wrong with a request: a bounded set, stable enough to count by and plain enough to show.</summary>
internal static class FailureKind
{
    public const string Timeout = "timeout";
    public const string Refused = "connection refused";
    public const string Reset = "connection reset";
    public const string Closed = "connection closed";

    private static readonly ConcurrentDictionary<int, string> Statuses = new();

    public static string OfStatus(int status) =>
        Statuses.GetOrAdd(status, static code => string.Create(CultureInfo.InvariantCulture, $"status {code}"));

    /// <summary>The kind of an exception that the sending of a request ended with.</summary>
    public static string Of(Exception exception)
    {
        // The innermost cause knows best; the same error comes as HttpRequestException before the headers of the answer
        // and as HttpIOException after them.
        var error = HttpRequestError.Unknown;
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException socket:
                    return Of(socket.SocketErrorCode);
                case HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request:
                    error = request.HttpRequestError;
                    break;
                case HttpIOException { HttpRequestError: not HttpRequestError.Unknown } io:
                    error = io.HttpRequestError;
                    break;
            }
        }

        return error switch
        {
            HttpRequestError.ResponseEnded => Closed,
            HttpRequestError.InvalidResponse => "invalid response",
            HttpRequestError.SecureConnectionError => "tls failed",
            HttpRequestError.NameResolutionError => "host not found",
            HttpRequestError.ConfigurationLimitExceeded => "response headers too long",
            _ => "connection failed",
        };
    }

    private static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => Refused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Reset,
        SocketError.TimedOut => Timeout,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "host not found",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "host unreachable",
        SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse => "no free local port",
        SocketError.TooManyOpenSockets => "too many open files",
        _ => "connection failed",
    };
}
