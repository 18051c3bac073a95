using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace LeakGate.Observation.Targets;

/// <summary>The unix socket of a container engine: hands questions over, and says in words for a person why there is no answer. Thread safe.</summary>
/// <param name="socket">Path of the socket.</param>
/// <param name="attaches">Whether a process of the machine would do in place of a container: then it is part of the remedy.</param>
internal sealed class EngineConnection(string socket, bool attaches)
{
    private const int MostAnswerBytes = 4 * 1024 * 1024;

    /// <summary>Path of the socket.</summary>
    public string Socket => socket;

    /// <summary>The address of a path of the API.</summary>
    public static Uri At(string path) => new("http://localhost" + path);

    /// <summary>A client whose questions go to the socket.</summary>
    /// <param name="most">Longest time of one question.</param>
    public HttpClient Client(TimeSpan most)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false };
        return new HttpClient(handler, disposeHandler: true) { Timeout = most, MaxResponseContentBufferSize = MostAnswerBytes };
    }

    /// <summary>Asks, and makes everything but an answer a failure with a remedy.</summary>
    /// <param name="target">Name of the target, for messages; <see langword="null"/>: it is about none.</param>
    /// <param name="most">Longest time.</param>
    /// <param name="ask">Asks and reads the answer.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="TargetFailedException">Nobody answers, not in time, or no container engine (<c>not_found</c>).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<T> AskAsync<T>(string? target, TimeSpan most, Func<HttpClient, CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        var about = target is null ? "" : target + ": ";
        using var client = Client(most);
        try
        {
            return await ask(client, cancel);
        }
        catch (HttpRequestException problem) when (problem.InnerException is SocketException inner)
        {
            throw Failure(about + Remedy(inner.SocketErrorCode));
        }
        catch (Exception problem) when (WasCut(problem))
        {
            throw Failure($"{about}the container engine at {socket} ended while it was asked.");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or InvalidDataException or InvalidOperationException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw Failure($"{about}what answers at {socket} does not speak the Engine API of Docker: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Failure(string.Create(CultureInfo.InvariantCulture, $"{about}the container engine at {socket} did not answer within {most.TotalSeconds:0} s."));
        }
    }

    /// <summary>A failure that begins with what the engine is to blame for.</summary>
    public static TargetFailedException Failure(string what) => new("not_found", what);

    private static bool WasCut(Exception problem) =>
        problem is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }
            or EndOfStreamException or IOException { InnerException: SocketException } or HttpRequestException { InnerException: IOException { InnerException: SocketException } };

    private string Remedy(SocketError error) => error switch
    {
        SocketError.AccessDenied =>
            $"the socket of the container engine, {socket}, is not for this user. Run as a user of its group (docker)"
            + (attaches ? ", as root, or give the process with --pid." : " or as root."),
        SocketError.ConnectionRefused =>
            $"nobody answers at the socket of the container engine, {socket}. Start the engine{(attaches ? ", or give the process with --pid" : "")}.",
        _ => $"there is no container engine at {socket}. Start Docker or Podman's service, "
            + (attaches ? "set DOCKER_HOST=unix://PATH, or give the process with --pid." : "or set DOCKER_HOST=unix://PATH."),
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
