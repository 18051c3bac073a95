using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Makes, starts, stops and removes containers of LeakGate's own, through the Engine API of Docker. A container is named by its name.
/// Every method fails with <see cref="TargetFailedException"/> where the engine does not answer (<c>not_found</c>) or refuses
/// (<c>not_started</c>). Thread safe.
/// </summary>
internal sealed class OwnContainers(EngineConnection engine)
{
    /// <summary>Code of a failure where the engine answered that it won't.</summary>
    public const string Refused = "not_started";

    /// <summary>Longest time of one question: an engine that copies layers takes its time to make a container, and to remove it.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    /// <summary>Longest time from the end of the grace: a person who interrupts waits for it.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    /// <summary>Another one removes it already: that is waited for as long as for one's own removal.</summary>
    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The environment that an image sets, each <c>NAME=value</c>.</summary>
    /// <exception cref="TargetFailedException">The engine has no such image (<c>not_found</c>): LeakGate pulls none.</exception>
    public Task<IReadOnlyList<string>> EnvironmentOfAsync(string target, string image, CancellationToken cancel) => AskAsync<IReadOnlyList<string>>(
        target,
        HttpMethod.Get,
        $"/images/{image}/json",
        answer =>
        {
            if (answer.Status == HttpStatusCode.NotFound)
            {
                throw EngineConnection.Failure($"{target}: the container engine at {engine.Socket} has no image {image}, and LeakGate pulls none. Get it with `docker pull {image}`.");
            }

            answer.ThrowUnless(answer.Status == HttpStatusCode.OK, target, $"tell of the image {image}");
            return answer.Read(root => root.GetProperty("Config") is { ValueKind: JsonValueKind.Object } config ? TextsOf(config, "Env") : []);
        },
        cancel);

    /// <summary>Makes a container and does not start it.</summary>
    /// <returns>What the engine leaves out of what was asked for, in its words.</returns>
    public Task<IReadOnlyList<string>> CreateAsync(string target, string name, JsonObject body, CancellationToken cancel) => AskAsync(
        target,
        HttpMethod.Post,
        $"/containers/create?name={Uri.EscapeDataString(name)}",
        answer =>
        {
            answer.ThrowUnless(answer.Status == HttpStatusCode.Created, target, "make a container");
            return answer.Read(root => TextsOf(root, "Warnings"));
        },
        cancel,
        body);

    /// <summary>Starts it.</summary>
    public Task StartAsync(string target, string container, CancellationToken cancel) => AskAsync(
        target,
        HttpMethod.Post,
        $"/containers/{container}/start",
        answer => answer.ThrowUnless(answer.Status is HttpStatusCode.NoContent or HttpStatusCode.NotModified, target, "start its container"),
        cancel);

    /// <summary>How it stands; <see langword="null"/>: there is none any more, or it is being removed.</summary>
    public Task<OwnContainerState?> StateAsync(string target, string container, CancellationToken cancel) => AskAsync(
        target,
        HttpMethod.Get,
        $"/containers/{container}/json",
        answer =>
        {
            answer.ThrowUnless(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, target, "tell of its container");
            return answer.Status == HttpStatusCode.NotFound ? null : answer.Read(ContainerDescription.OfOwn);
        },
        cancel);

    /// <summary>Waits until the engine knows that it ended, which is a moment after its process did.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">The container; one that is gone is not waited for.</param>
    /// <param name="most">How long at most.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task WaitAsync(string target, string container, TimeSpan most, CancellationToken cancel) => AskAsync(
        target,
        HttpMethod.Post,
        $"/containers/{container}/wait",
        answer => answer.ThrowUnless(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, target, "wait for its container"),
        cancel,
        most: most);

    /// <summary>Asks it to end by the signal of its image, and kills it after the grace.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">The container; one that has ended or is gone needs no asking.</param>
    /// <param name="grace">Time for an orderly end, whole seconds.</param>
    public Task StopAsync(string target, string container, TimeSpan grace) => AskAsync(
        target,
        HttpMethod.Post,
        string.Create(CultureInfo.InvariantCulture, $"/containers/{container}/stop?t={(int)grace.TotalSeconds}"),
        answer => answer.ThrowUnless(
            answer.Status is HttpStatusCode.NoContent or HttpStatusCode.NotModified or HttpStatusCode.NotFound, target, "stop its container"),
        CancellationToken.None,
        most: grace + StopTime);

    /// <summary>Removes it with its anonymous volumes, running or not.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">The container.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(string target, string container, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var status = await AskAsync(
                target,
                HttpMethod.Delete,
                $"/containers/{container}?force=true&v=true",
                answer =>
                {
                    var waits = answer.Status == HttpStatusCode.Conflict && time.GetElapsedTime(begun) < MostTime;
                    answer.ThrowUnless(waits || answer.Status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, target, "remove its container");
                    return answer.Status;
                },
                CancellationToken.None);
            if (status != HttpStatusCode.Conflict)
            {
                return status == HttpStatusCode.NoContent;
            }

            await Task.Delay(RemovalPause, time, CancellationToken.None);
        }
    }

    /// <summary>Hands over what it prints, each piece behind the time at which the engine took it and a blank.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">The container.</param>
    /// <param name="since">Seconds since 1970: nothing older is told.</param>
    /// <param name="follow">Whether to go on until it ends; else what there is.</param>
    /// <param name="take">Takes a piece, which is valid until it returns.</param>
    /// <param name="cancel">Ends the reading.</param>
    public Task<bool> ReadOutputAsync(string target, string container, long since, bool follow, Action<ReadOnlyMemory<byte>> take, CancellationToken cancel) => engine.AskAsync(
        target,
        Timeout.InfiniteTimeSpan,
        async (client, token) =>
        {
            var path = string.Create(
                CultureInfo.InvariantCulture, $"/containers/{container}/logs?stdout=1&stderr=1&timestamps=1&follow={(follow ? 1 : 0)}&since={since}");
            using var answer = await client.GetAsync(EngineConnection.At(path), HttpCompletionOption.ResponseHeadersRead, token);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                (await EngineAnswer.OfAsync(answer, token)).ThrowUnless(good: false, target, "tell what its container prints");
            }

            await using var stream = await answer.Content.ReadAsStreamAsync(token);
            await foreach (var piece in OutputFrames.ReadAsync(stream, token))
            {
                take(piece);
            }

            return true;
        },
        cancel);

    private Task<bool> AskAsync(string target, HttpMethod method, string path, Action<EngineAnswer> check, CancellationToken cancel, TimeSpan? most = null) => AskAsync(
        target,
        method,
        path,
        answer =>
        {
            check(answer);
            return true;
        },
        cancel,
        most: most);

    private Task<T> AskAsync<T>(
        string target, HttpMethod method, string path, Func<EngineAnswer, T> read, CancellationToken cancel, JsonObject? body = null, TimeSpan? most = null) => engine.AskAsync(
        target,
        most ?? MostTime,
        async (client, token) =>
        {
            using var request = new HttpRequestMessage(method, EngineConnection.At(path));
            request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(request, token);
            return read(await EngineAnswer.OfAsync(answer, token));
        },
        cancel);

    private static IReadOnlyList<string> TextsOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var texts) && texts.ValueKind == JsonValueKind.Array
            ? [.. texts.EnumerateArray().Select(text => text.GetString() ?? "")]
            : [];
}
