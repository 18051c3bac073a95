using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LeakGate.Observation.Machines;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Asks a container engine about a container, through the Engine API of Docker over its unix socket; Podman answers the same. It
/// only asks: it never starts, stops or changes anything. Thread safe.
/// </summary>
/// <param name="socket">Path of the socket.</param>
internal sealed class ContainerEngine(string socket)
{
    private const string UnixScheme = "unix://";
    private const int MostAnswerBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    /// <summary>Sockets that are looked for when <c>DOCKER_HOST</c> says nothing: Docker's, then Podman's.</summary>
    private static readonly string[] KnownSockets = ["/var/run/docker.sock", "/run/podman/podman.sock"];

    /// <summary>The engine of this machine: the one of <c>DOCKER_HOST</c>, else the first socket that exists.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="TargetFailedException"><c>DOCKER_HOST</c> is no unix socket (<c>not_found</c>).</exception>
    public static ContainerEngine Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment("DOCKER_HOST") is { Length: > 0 } host)
        {
            return host.StartsWith(UnixScheme, StringComparison.Ordinal)
                ? new ContainerEngine(host[UnixScheme.Length..])
                : throw Failure("DOCKER_HOST is not a unix socket: LeakGate reads the processes of this machine only. Set DOCKER_HOST=unix:///var/run/docker.sock, or give the process with --pid.");
        }

        var rootless = environment("XDG_RUNTIME_DIR") is { Length: > 0 } folder
            ? new[] { Path.Combine(folder, "docker.sock"), Path.Combine(folder, "podman", "podman.sock") }
            : [];
        return new ContainerEngine(KnownSockets.Concat(rootless).FirstOrDefault(File.Exists) ?? KnownSockets[0]);
    }

    /// <summary>What the engine knows of a container.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">Which container, as <see cref="ContainerChoice.Parse"/> reads it.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="TargetFailedException">No engine answers, it knows no such container, or the container does not run (<c>not_found</c>).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<ContainerState> InspectAsync(string target, string container, CancellationToken cancel)
    {
        using var client = Client();
        try
        {
            if (ContainerChoice.Parse(container) is { Name: null } choice)
            {
                container = await FindAsync(client, target, choice, cancel);
            }

            using var answer = await client.GetAsync(new Uri($"http://localhost/containers/{Uri.EscapeDataString(container)}/json"), cancel);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Read(target, container, await answer.Content.ReadAsByteArrayAsync(cancel)),
                HttpStatusCode.NotFound => throw Failure($"{target}: the container engine at {socket} knows no container {container}. `docker ps` lists those that run."),
                _ => throw Failure(string.Create(
                    CultureInfo.InvariantCulture, $"{target}: the container engine at {socket} answered {(int)answer.StatusCode} to the question about {container}.")),
            };
        }
        catch (HttpRequestException problem) when (problem.InnerException is SocketException inner)
        {
            throw Failure($"{target}: {Remedy(inner.SocketErrorCode)}");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw Failure($"{target}: what answers at {socket} does not speak the Engine API of Docker: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Failure(string.Create(
                CultureInfo.InvariantCulture, $"{target}: the container engine at {socket} did not answer within {MostTime.TotalSeconds:0} s."));
        }
    }

    /// <summary>Which version answers, or why none does; for a person who wants to know before there is a container.</summary>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<EngineFacts> VersionAsync(CancellationToken cancel)
    {
        using var client = Client();
        try
        {
            using var document = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri("http://localhost/version"), cancel));
            return document.RootElement.GetProperty("Version").GetString() is { } version
                ? new EngineFacts(socket, version, Trouble: null)
                : new EngineFacts(socket, Version: null, EngineTrouble.Stranger);
        }
        catch (HttpRequestException problem) when (problem.InnerException is SocketException inner)
        {
            return new EngineFacts(socket, Version: null, inner.SocketErrorCode switch
            {
                SocketError.AccessDenied => EngineTrouble.Denied,
                SocketError.ConnectionRefused => EngineTrouble.Silent,
                _ => EngineTrouble.None,
            });
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new EngineFacts(socket, Version: null, EngineTrouble.Stranger);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new EngineFacts(socket, Version: null, EngineTrouble.Silent);
        }
    }

    /// <summary>Names and images of the containers that run.</summary>
    /// <exception cref="TargetFailedException">No engine answers (<c>not_found</c>).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<IReadOnlyList<(string Name, string Image)>> ListAsync(CancellationToken cancel)
    {
        using var client = Client();
        try
        {
            using var document = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri("http://localhost/containers/json"), cancel));
            return
            [
                .. document.RootElement.EnumerateArray().Select(container => (
                    container.GetProperty("Names")[0].GetString()!.TrimStart('/'), container.GetProperty("Image").GetString() ?? "")),
            ];
        }
        catch (HttpRequestException problem) when (problem.InnerException is SocketException inner)
        {
            throw Failure(Remedy(inner.SocketErrorCode));
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw Failure($"what answers at {socket} does not speak the Engine API of Docker: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Failure(string.Create(CultureInfo.InvariantCulture, $"the container engine at {socket} did not answer within {MostTime.TotalSeconds:0} s."));
        }
    }

    /// <summary>The name of the one running container that bears all labels of a choice.</summary>
    private async Task<string> FindAsync(HttpClient client, string target, ContainerChoice choice, CancellationToken cancel)
    {
        var filters = Uri.EscapeDataString(JsonSerializer.Serialize(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["label"] = choice.Labels }));
        using var document = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri($"http://localhost/containers/json?filters={filters}"), cancel));
        string[] names = [.. document.RootElement.EnumerateArray().Select(container => container.GetProperty("Names")[0].GetString()!.TrimStart('/')).Order(StringComparer.Ordinal)];
        var labels = string.Join(" and ", choice.Labels);
        return names switch
        {
            [var one] => one,
            [] => throw Failure($"{target}: the container engine at {socket} runs no container with the label {labels}. `docker ps --filter label={choice.Labels[0]}` lists those that run."),
            _ => throw Failure($"{target}: {names.Length.ToString(CultureInfo.InvariantCulture)} containers run with the label {labels}: {string.Join(", ", names.Take(10))}. Give the name of one of them."),
        };
    }

    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false };
        return new HttpClient(handler, disposeHandler: true) { Timeout = MostTime, MaxResponseContentBufferSize = MostAnswerBytes };
    }

    private static ContainerState Read(string target, string container, byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        var state = root.GetProperty("State");
        if (!state.GetProperty("Running").GetBoolean())
        {
            throw Failure($"{target}: the container {container} does not run. Start it with `docker start {container}`.");
        }

        var memory = root.TryGetProperty("HostConfig", out var host) && host.TryGetProperty("Memory", out var limit) ? limit.GetInt64() : 0;
        return new ContainerState(root.GetProperty("Id").GetString() ?? "", state.GetProperty("Pid").GetInt32(), memory > 0 ? memory : null);
    }

    private string Remedy(SocketError error) => error switch
    {
        SocketError.AccessDenied =>
            $"the socket of the container engine, {socket}, is not for this user. Run as a user of its group (docker), as root, or give the process with --pid.",
        SocketError.ConnectionRefused =>
            $"nobody answers at the socket of the container engine, {socket}. Start the engine, or give the process with --pid.",
        _ => $"there is no container engine at {socket}. Start Docker or Podman's service, set DOCKER_HOST=unix://PATH, or give the process with --pid.",
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

    private static TargetFailedException Failure(string what) => new("not_found", what);
}
