using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LeakGate.Observation.Machines;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Asks a container engine about containers that are not LeakGate's, through the Engine API of Docker over its unix socket; Podman
/// answers the same. It only asks: what it makes itself is in <see cref="Containers"/>. Thread safe.
/// </summary>
/// <param name="socket">Path of the socket.</param>
/// <param name="attaches">Whether a process of the machine would do in place of a container: then it is part of the remedy.</param>
internal sealed class ContainerEngine(string socket, bool attaches = true)
{
    private const string UnixScheme = "unix://";
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    /// <summary>Sockets that are looked for when <c>DOCKER_HOST</c> says nothing: Docker's, then Podman's.</summary>
    private static readonly string[] KnownSockets = ["/var/run/docker.sock", "/run/podman/podman.sock"];

    private readonly EngineConnection _connection = new(socket, attaches);

    /// <summary>Path of the socket.</summary>
    public string Socket => socket;

    /// <summary>Containers that LeakGate makes and removes.</summary>
    public OwnContainers Containers => new(_connection);

    /// <summary>The engine of this machine: the one of <c>DOCKER_HOST</c>, else the first socket that exists.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="attaches">Whether a process of the machine would do in place of a container.</param>
    /// <exception cref="TargetFailedException"><c>DOCKER_HOST</c> is no unix socket (<c>not_found</c>).</exception>
    public static ContainerEngine Of(Func<string, string?> environment, bool attaches = true)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment("DOCKER_HOST") is { Length: > 0 } host)
        {
            return host.StartsWith(UnixScheme, StringComparison.Ordinal)
                ? new ContainerEngine(host[UnixScheme.Length..], attaches)
                : throw EngineConnection.Failure(
                    "DOCKER_HOST is not a unix socket: LeakGate reads the processes of this machine only. Set DOCKER_HOST=unix:///var/run/docker.sock"
                    + (attaches ? ", or give the process with --pid." : "."));
        }

        var rootless = environment("XDG_RUNTIME_DIR") is { Length: > 0 } folder
            ? new[] { Path.Combine(folder, "docker.sock"), Path.Combine(folder, "podman", "podman.sock") }
            : [];
        return new ContainerEngine(KnownSockets.Concat(rootless).FirstOrDefault(File.Exists) ?? KnownSockets[0], attaches);
    }

    /// <summary>What the engine knows of a container.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">Which container, as <see cref="ContainerChoice.Parse"/> reads it.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="TargetFailedException">No engine answers, it knows no such container, or the container does not run (<c>not_found</c>).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<ContainerState> InspectAsync(string target, string container, CancellationToken cancel) => _connection.AskAsync(
        target,
        MostTime,
        async (client, token) =>
        {
            if (ContainerChoice.Parse(container) is { Name: null } choice)
            {
                container = await FindAsync(client, target, choice, token);
            }

            using var answer = await client.GetAsync(EngineConnection.At($"/containers/{Uri.EscapeDataString(container)}/json"), token);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Read(target, container, await answer.Content.ReadAsByteArrayAsync(token)),
                HttpStatusCode.NotFound => throw EngineConnection.Failure($"{target}: the container engine at {socket} knows no container {container}. `docker ps` lists those that run."),
                _ => throw EngineConnection.Failure(string.Create(
                    CultureInfo.InvariantCulture, $"{target}: the container engine at {socket} answered {(int)answer.StatusCode} to the question about {container}.")),
            };
        },
        cancel);

    /// <summary>Which version answers, or why none does; for a person who wants to know before there is a container.</summary>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<EngineFacts> VersionAsync(CancellationToken cancel)
    {
        using var client = _connection.Client(MostTime);
        try
        {
            using var document = JsonDocument.Parse(await client.GetByteArrayAsync(EngineConnection.At("/version"), cancel));
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
    public Task<IReadOnlyList<(string Name, string Image)>> ListAsync(CancellationToken cancel) => _connection.AskAsync<IReadOnlyList<(string, string)>>(
        target: null,
        MostTime,
        async (client, token) =>
        {
            using var document = JsonDocument.Parse(await client.GetByteArrayAsync(EngineConnection.At("/containers/json"), token));
            return
            [
                .. document.RootElement.EnumerateArray().Select(container => (
                    container.GetProperty("Names")[0].GetString()!.TrimStart('/'), container.GetProperty("Image").GetString() ?? "")),
            ];
        },
        cancel);

    /// <summary>The name of the one running container that bears all labels of a choice.</summary>
    private async Task<string> FindAsync(HttpClient client, string target, ContainerChoice choice, CancellationToken cancel)
    {
        var filters = Uri.EscapeDataString(JsonSerializer.Serialize(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["label"] = choice.Labels }));
        using var document = JsonDocument.Parse(await client.GetByteArrayAsync(EngineConnection.At($"/containers/json?filters={filters}"), cancel));
        string[] names = [.. document.RootElement.EnumerateArray().Select(container => container.GetProperty("Names")[0].GetString()!.TrimStart('/')).Order(StringComparer.Ordinal)];
        var labels = string.Join(" and ", choice.Labels);
        return names switch
        {
            [var one] => one,
            [] => throw EngineConnection.Failure($"{target}: the container engine at {socket} runs no container with the label {labels}. `docker ps --filter label={choice.Labels[0]}` lists those that run."),
            _ => throw EngineConnection.Failure($"{target}: {names.Length.ToString(CultureInfo.InvariantCulture)} containers run with the label {labels}: {string.Join(", ", names.Take(10))}. Give the name of one of them."),
        };
    }

    private static ContainerState Read(string target, string container, byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        return ContainerDescription.IsRunning(root)
            ? ContainerDescription.OfRunning(root)
            : throw EngineConnection.Failure($"{target}: the container {container} does not run. Start it with `docker start {container}`.");
    }
}
