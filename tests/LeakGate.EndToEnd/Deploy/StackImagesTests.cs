using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Samples;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>The images as containers of a real daemon with host networking, limited as the compose files limit them.</summary>
[Collection<BusyAttaching>]
public sealed class StackImagesTests(StackImages images, SampleServers servers) : IClassFixture<StackImages>, IClassFixture<SampleServers>, IDisposable
{
    private const string Token = "a-token-of-the-test";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("leaky")]
    [InlineData("healthy")]
    public async Task A_sample_becomes_healthy_as_a_user_without_rights(string name)
    {
        var port = Port();

        await RunAsync(name, name, ["--env", "ASPNETCORE_URLS=http://127.0.0.1:" + port, "--env", "HEALTH_PORT=" + port, .. Servers()]);

        await BecomesAsync(name, "healthy");
        (await UsersAsync(name)).ShouldBe(["1654"]);
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/database"), Cancel)).ShouldBe("""{"sum":5050}""");
    }

    [Fact]
    public async Task One_whose_servers_do_not_answer_is_unhealthy_and_says_why()
    {
        var port = Port();

        await RunAsync("waiting", "healthy", ["--env", "ASPNETCORE_URLS=http://127.0.0.1:" + port, "--env", "HEALTH_PORT=" + port, "--env", "Redis=127.0.0.1:1", "--env", "ConnectionStrings__Postgres=Host=127.0.0.1;Port=1;Username=u", "--health-retries", "2"]);

        await BecomesAsync("waiting", "unhealthy");

        // The first checks may have come before the program listened: then they say that it refused.
        await Patience.UntilAsync("the health check says why", async () =>
            (await images.Daemon.DockerAsync("inspect", "--format", "{{json .State.Health.Log}}", "waiting")).Text.Contains("/health answered 503", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_is_healthy_wants_its_token_and_judges_what_its_image_brings()
    {
        var port = Port();
        var file = Path.Combine(_folder.Path, "leakgate.yml");
        var text = await File.ReadAllTextAsync(DeployFolder.Source("leakgate.yml"), Cancel);
        text = text.Replace(":5010", ":" + Port(), StringComparison.Ordinal).Replace(":5011", ":" + Port(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text + "\nprofiles: { quick: { block: 500ms } }\n", Cancel);
        await RunAsync(
            "leakgate",
            "leakgate",
            ["--init", "--volume", file + ":/srv/leakgate/leakgate.yml:ro", "--env", "HEALTH_PORT=" + port, "--env", "LEAKGATE_TOKEN=" + Token, "--env", "LEAKGATE_POSTGRES=" + servers.Postgres, "--env", "LEAKGATE_REDIS=" + servers.Redis],
            "serve", "--bind", "0.0.0.0", "--port", port);
        await BecomesAsync("leakgate", "healthy");
        using var client = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:" + port) };
        using (var refused = await client.GetAsync(new Uri("/metrics", UriKind.Relative), Cancel))
        {
            ((int)refused.StatusCode).ShouldBe(401);
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var started = await client.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), new StringContent("""{"targets":["leaky"],"profile":"quick"}""", Encoding.UTF8, "application/json"), Cancel);
        ((int)started.StatusCode).ShouldBe(202, await started.Content.ReadAsStringAsync(Cancel));
        var ended = await EndAsync(client);

        ended.GetProperty("exit_code").GetInt32().ShouldBe(0, await OutputAsync(client, ended));
        (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)).ShouldContain("leakgate_runs{target=\"leaky\",verdict=\"leak\"} 1\n");
        (await UsersAsync("leakgate")).ShouldBe(["1654"]);
    }

    [Fact]
    public async Task The_server_does_not_start_for_others_without_a_token()
    {
        var end = await images.Daemon.DockerAsync("run", "--rm", "--network", "none", "leakgate/leakgate:test");

        end.Code.ShouldBe(2);
        end.Text.ShouldContain("token");
    }

    [Fact]
    public async Task No_image_holds_symbols_an_SDK_or_secrets_and_each_says_how_healthy_it_is()
    {
        foreach (var name in new[] { "leaky", "healthy", "leakgate" })
        {
            var image = JsonDocument.Parse((await images.Daemon.DockerAsync("inspect", $"leakgate/{name}:test")).Text).RootElement[0].GetProperty("Config");
            image.GetProperty("User").GetString().ShouldBe("1654:1654");
            image.GetProperty("Healthcheck").GetProperty("Test")[1].GetString().ShouldBe("/usr/local/bin/health");
            image.GetProperty("Env").EnumerateArray().Select(pair => pair.GetString()!).Where(pair => pair.Contains("TOKEN", StringComparison.Ordinal) || pair.Contains("PASSWORD", StringComparison.Ordinal)).ShouldBeEmpty();
            var files = await images.Daemon.DockerAsync("run", "--rm", "--network", "none", "--entrypoint", "/bin/bash", $"leakgate/{name}:test", "-O", "globstar", "-c", "printf '%s\\n' /app/** /opt/** /srv/leakgate/** /usr/share/dotnet/*");
            files.Code.ShouldBe(0, files.Text);
            files.Text.ShouldContain(name == "leakgate" ? "/opt/leakgate/leakgate.dll" : "App.dll");
            files.Text.Split('\n').Where(file => file.EndsWith(".env", StringComparison.Ordinal) || file.EndsWith("/sdk", StringComparison.Ordinal)
                || (file.EndsWith(".pdb", StringComparison.Ordinal) && !file.Contains("/demo/", StringComparison.Ordinal))).ShouldBeEmpty();
        }
    }

    private static string Port() => SampleServers.FreePort().ToString(CultureInfo.InvariantCulture);

    /// <summary>The run as the queue tells it when it has ended; one that does not end is shown with what it printed.</summary>
    private async Task<JsonElement> EndAsync(HttpClient client)
    {
        // The profile allows two minutes from when the target is ready, and what was shown by then is still confirmed.
        var end = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        JsonElement run;
        do
        {
            await timer.WaitForNextTickAsync(Cancel);
            run = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/queue", UriKind.Relative), Cancel)).RootElement.GetProperty("runs")[0];
        }
        while (run.GetProperty("state").GetString() != "ended" && TimeProvider.System.GetUtcNow() < end);
        run.GetProperty("state").GetString().ShouldBe("ended", run.GetRawText() + (await images.Daemon.DockerAsync("logs", "leakgate")).Text + await OutputAsync(client, run));
        return run;
    }

    private static Task<string> OutputAsync(HttpClient client, JsonElement run) =>
        client.GetStringAsync(new Uri($"/api/v1/runs/{run.GetProperty("run_id").GetString()}/output", UriKind.Relative), Cancel);

    private string[] Servers() => ["--env", "ConnectionStrings__Postgres=" + servers.Postgres, "--env", "Redis=" + servers.Redis];

    private async Task RunAsync(string container, string image, string[] words, params string[] command)
    {
        // As the compose files; looked at more often, and with no grace, so that a test need not wait for it.
        string[] limits = ["--network", "host", "--memory", image == "leakgate" ? "1536m" : "512m", "--cap-drop", "ALL", "--security-opt", "no-new-privileges:true", "--health-interval", "1s", "--health-start-period", "1ms", "--health-retries", "20"];
        var end = await images.Daemon.DockerAsync(["run", "--detach", "--pull", "never", "--name", container, .. limits, .. words, $"leakgate/{image}:test", .. command]);
        end.Code.ShouldBe(0, end.Text);
    }

    private async Task BecomesAsync(string container, string health) => await Patience.UntilAsync($"{container} is {health}", async () =>
    {
        var told = (await images.Daemon.DockerAsync("inspect", "--format", "{{.State.Status}} {{.State.Health.Status}} {{json .State.Health.Log}}", container)).Text;
        told.ShouldStartWith("running", customMessage: (await images.Daemon.DockerAsync("logs", container)).Text);
        return told.Split(' ')[1] == health ? true : throw new InvalidOperationException(told);
    });

    /// <summary>Ids of the users that processes of a container run as, as the system outside sees them.</summary>
    private async Task<string[]> UsersAsync(string container)
    {
        var told = await images.Daemon.DockerAsync("top", container, "-eo", "pid,uid");
        told.Code.ShouldBe(0, told.Text);
        return
        [
            .. told.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
