using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Samples;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>The real <c>leakgate serve</c> on a free port, with a client.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private ServeProcess(LeakGateProcess tool, int port, string? token)
    {
        (Tool, Port) = (tool, port);
        Client = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")), Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null)
        {
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public LeakGateProcess Tool { get; }

    public int Port { get; }

    public HttpClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<ServeProcess> StartAsync(string folder, string? token = null, params string[] more) =>
        StartOnBranchAsync(folder, branch: null, token, more);

    /// <summary>Starts it as a shell starts it in the background: SIGINT is ignored.</summary>
    public static Task<ServeProcess> StartDeafAsync(string folder) => StartAsync(folder, branch: null, token: null, [], LeakGateProcess.StartDeaf);

    /// <summary>Starts it with a branch that its runs are of, whatever the pipeline of the tests builds.</summary>
    public static Task<ServeProcess> StartOnBranchAsync(string folder, string? branch, string? token = null, params string[] more) =>
        StartAsync(folder, branch, token, more, LeakGateProcess.StartWith);

    private static async Task<ServeProcess> StartAsync(
        string folder, string? branch, string? token, string[] more, Func<string, IReadOnlyDictionary<string, string>, string[], LeakGateProcess> start)
    {
        var port = SampleServers.FreePort();
        string[] words = ["serve", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), .. more];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LEAKGATE_TOKEN"] = token ?? "" };
        if (branch is not null)
        {
            environment["LEAKGATE_BRANCH"] = branch;
        }

        var serve = new ServeProcess(start(folder, environment, words), port, token);
        try
        {
            await serve.Tool.SaysAsync("http://127.0.0.1:");
            return serve;
        }
        catch
        {
            await serve.DisposeAsync();
            throw;
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(path + ": " + text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"), Cancel);

    /// <summary>Starts a run and gives its id.</summary>
    public async Task<string> RunAsync(string json)
    {
        using var answer = await PostAsync("/api/v1/runs", json);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        ((int)answer.StatusCode).ShouldBe(202, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("run_id").GetString()!;
    }

    /// <summary>Waits until the queue says that a run is in a state.</summary>
    public async Task<JsonElement> BecomesAsync(string runId, string state)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var run = (await GetAsync("/api/v1/queue")).GetProperty("runs").EnumerateArray().First(run => run.GetProperty("run_id").GetString() == runId);
            if (run.GetProperty("state").GetString() == state)
            {
                return run;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>The events of a run from a position on, until one fulfils a condition or the stream ends.</summary>
    public async Task<List<(string Id, string Kind, string Data)>> EventsAsync(string runId, string? after, Func<string, bool> last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/runs/{runId}/live", UriKind.Relative));
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var events = new List<(string, string, string)>();
        var (id, kind) = ("", "");
        while (await reader.ReadLineAsync(Cancel) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                events.Add((id, kind, line[6..]));
                if (last(kind))
                {
                    break;
                }
            }
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Tool.DisposeAsync();
    }
}
