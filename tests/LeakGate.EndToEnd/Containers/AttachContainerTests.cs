using LeakGate.EndToEnd.Runs;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Containers;

/// <summary><c>attach --container</c> with a real daemon and real containers.</summary>
[Collection<BusyAttaching>]
public sealed class AttachContainerTests(ContainerDaemon daemon) : IClassFixture<ContainerDaemon>, IDisposable
{
    private static readonly string[] WatchShortly = ["--no-load", "--duration", "24s"];

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task By_name_it_is_watched_judged_by_time_and_left_running()
    {
        await daemon.RunAsync("forking", ContainerDaemon.Forking());

        var end = await AttachAsync(daemon.Host, ["--container", "forking", .. WatchShortly]);

        end.Code.ShouldBe(1, end.ToString());
        (await daemon.RunsAsync("forking")).ShouldBeTrue();
        var verdict = _workspace.Verdict("forking");
        verdict.LeakTypes.ShouldBe(["process_leak"], end.ToString());
        verdict.Requests.ShouldBe(0);
        var estimate = verdict.Findings.ShouldHaveSingleItem().PerHour.ShouldNotBeNull().Estimate;

        // A busy machine forks now faster and now more slowly: what was found is held against the thirds of what was judged.
        var judged = RunReader.Read(_workspace.Folder("forking")).Blocks.Where(block => block.Stage == "blocks").ToList();
        double[] rates = [.. Enumerable.Range(0, 3).Select(third => PerHour(judged[third * (judged.Count - 1) / 3], judged[(third + 1) * (judged.Count - 1) / 3]))];
        estimate.ShouldBeInRange(0.95 * rates.Min(), 1.05 * rates.Max());
        PerHour(judged[0], judged[^1]).ShouldBeGreaterThan(3600);
    }

    [Fact]
    public async Task By_id_and_url_the_leak_is_counted_per_request_and_the_limit_is_the_container_s()
    {
        var url = Workspace.FreeUrl();
        var id = (await daemon.RunAsync("server", ContainerDaemon.Server(url)))[..12];

        var end = await AttachAsync(daemon.Host, ["--container", id, "--url", url + "/cgi-bin/keep", "--rate", "5/s", "--budget", "90s"]);

        end.Code.ShouldBe(1, end.ToString());
        (await daemon.RunsAsync("server")).ShouldBeTrue();
        var verdict = _workspace.Verdict(id);
        verdict.LeakTypes.ShouldBe(["process_leak"], end.ToString());
        var request = verdict.Findings.ShouldHaveSingleItem().Requests.ShouldHaveSingleItem();
        request.Request.ShouldBe("GET /cgi-bin/keep");
        request.PerRequest.Estimate.ShouldBeInRange(0.9, 1.1);
        RunReader.Read(_workspace.Folder(id)).Records.OfType<ReadyRecord>().Single().Limits["memory"].Value.ShouldBe(256 * 1024 * 1024);
    }

    [Fact]
    public async Task A_container_that_ends_while_it_is_watched_fails_and_what_was_recorded_is_kept()
    {
        await daemon.RunAsync("ending", ContainerDaemon.Forking());
        await using var tool = Start(daemon.Host, ["--container", "ending", "--no-load", "--duration", "60s"]);
        await tool.SaysAsync("pilot 1");

        await daemon.KillAsync("ending");

        var end = await tool.EndAsync();
        end.Code.ShouldBe(4, end.ToString());
        _workspace.Verdict("ending").Reason.ShouldBe("gone");
        RunReader.Read(_workspace.Folder("ending")).Blocks.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_container_that_the_daemon_does_not_know_is_a_failed_target()
    {
        var end = await AttachAsync(daemon.Host, ["--container", "nobody", .. WatchShortly]);

        end.Code.ShouldBe(4, end.ToString());
        end.Output.ShouldContain("knows no container nobody");
        _workspace.Verdict("nobody").Verdict.ShouldBe(Outcome.Failed);
    }

    [Fact]
    public async Task Labels_and_compose_services_name_one_running_container_or_tell_why_not()
    {
        var web = await LabelledAsync("shop-web-1", "team=blue", "com.docker.compose.project=shop", "com.docker.compose.service=web");
        await LabelledAsync("other-web-1", "team=red", "com.docker.compose.project=other", "com.docker.compose.service=web");
        var engine = new ContainerEngine(daemon.Host["unix://".Length..]);

        foreach (var choice in new[] { "team=blue", "compose:shop/web", "shop-web-1" })
        {
            (await engine.InspectAsync("t", choice, TestContext.Current.CancellationToken)).Id.ShouldBe(web);
        }

        var several = await AttachAsync(daemon.Host, ["--container", "compose:web", .. WatchShortly]);
        several.Code.ShouldBe(4, several.ToString());
        several.Output.ReplaceLineEndings(" ").ShouldContain("other-web-1, shop-web-1");
        _workspace.Verdict("web").Verdict.ShouldBe(Outcome.Failed);
        var none = await AttachAsync(daemon.Host, ["--container", "team=green", .. WatchShortly]);
        none.Code.ShouldBe(4, none.ToString());
        none.Output.ReplaceLineEndings(" ").ShouldContain("no container with the label team=green");
    }

    [Fact]
    public async Task A_container_that_was_stopped_is_a_failed_target_with_what_to_do()
    {
        await daemon.RunAsync("stopped", ContainerDaemon.Forking());
        await daemon.KillAsync("stopped");

        var end = await AttachAsync(daemon.Host, ["--container", "stopped", .. WatchShortly]);

        end.Code.ShouldBe(4, end.ToString());
        end.Output.ShouldContain("docker start stopped");
    }

    [Fact]
    public async Task A_daemon_that_is_gone_is_a_failed_target_with_what_to_do()
    {
        await using var gone = new ContainerDaemon();
        await gone.InitializeAsync();
        await gone.StopAsync();

        var end = await AttachAsync(gone.Host, ["--container", "forking", .. WatchShortly]);

        end.Code.ShouldBe(4, end.ToString());
        end.Output.ReplaceLineEndings(" ").ShouldContain("container engine");
        end.Output.ShouldContain("--pid");
    }

    private async Task<string> LabelledAsync(string name, params string[] labels)
    {
        string[] marks = [.. labels.SelectMany(label => new[] { "--label", label })];
        var end = await daemon.DockerAsync(["run", "--detach", "--pull", "never", "--network", "none", "--name", name, .. marks, ContainerDaemon.Image, "/bin/busybox", "sleep", "1000"]);
        end.Code.ShouldBe(0, end.Text);
        return end.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
    }

    private static double PerHour(BlockRecord from, BlockRecord to) => (to.Floors["processes"] - from.Floors["processes"]) / (to.LoadEnded - from.LoadEnded).TotalHours;

    private LeakGateProcess Start(string host, IEnumerable<string> arguments) => LeakGateProcess.StartWith(
        _workspace.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_HOST"] = host }, ["attach", .. arguments]);

    private async Task<ToolEnd> AttachAsync(string host, IEnumerable<string> arguments)
    {
        await using var tool = Start(host, arguments);
        return await tool.EndAsync();
    }
}
