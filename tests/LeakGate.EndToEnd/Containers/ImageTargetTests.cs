using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Runs;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Containers;

/// <summary><c>leakgate run</c> on targets that are images, with a real daemon: what it starts there it removes again.</summary>
[Collection<BusyAttaching>]
public sealed class ImageTargetTests(ContainerDaemon daemon) : IClassFixture<ContainerDaemon>, IDisposable
{
    private const string Secret = "correct-horse-battery";

    private readonly ImageWorkspace _workspace = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_leak_is_found_the_limit_is_its_memory_and_nothing_of_it_is_left()
    {
        var url = Workspace.FreeUrl();
        _workspace.Configure(ContainerDaemon.Server(url), url, $$"""
            memory: 256 MiB
                env: { PASSWORD: "{{Secret}}" }
            """, rate: "5/s", request: "GET /cgi-bin/keep", judged: "profiles: { quick: { budget: 90s } }");

        var end = await RunAsync();

        end.Code.ShouldBe(1, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.LeakTypes.ShouldBe(["process_leak"], end.ToString());
        verdict.Findings.ShouldHaveSingleItem().Requests.ShouldHaveSingleItem().PerRequest.Estimate.ShouldBeInRange(0.9, 1.1);
        var run = RunReader.Read(_workspace.Folder());
        run.Records.OfType<ReadyRecord>().Single().Limits["memory"].Value.ShouldBe(256 << 20);
        var memory = verdict.Resources.Single(resource => resource.Resource == "memory");
        memory.Exhaustion.ShouldNotBeNull().Limit.ShouldBe(256 << 20);
        run.Records.OfType<HeaderRecord>().Single().Source.ShouldStartWith("image leaky /bin/busybox httpd");
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
        foreach (var file in Directory.GetFiles(_workspace.Folder().Path, "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllTextAsync(file, Cancel)).ShouldNotContain(Secret);
        }
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_told_with_how_to_get_it()
    {
        _workspace.Configure([], Workspace.FreeUrl(), image: "nobody/nothing:1");

        (await FailAsync("not_found")).ReasonText.ShouldNotBeNull().ShouldEndWith("has no image nobody/nothing:1, and LeakGate pulls none. Get it with `docker pull nobody/nothing:1`.");
    }

    [Fact]
    public async Task An_image_that_ends_at_once_is_told_with_its_last_output()
    {
        _workspace.Configure(["/bin/busybox", "sh", "-c", "echo opening; echo \"cannot open the ledger of $WHO\" >&2; exit 3"], Workspace.FreeUrl(), "env: { WHO: shop }");

        var verdict = await FailAsync("exited");

        verdict.ReasonText.ShouldBe("it exited with code 3.");
        verdict.LastOutput.ShouldNotBeNull().ShouldBe(["opening", "cannot open the ledger of shop"], ignoreOrder: true);
        (await File.ReadAllTextAsync(_workspace.Folder().LogFile, Cancel)).Length.ShouldBe("opening\ncannot open the ledger of shop\n".Length);
    }

    [Fact]
    public async Task Arguments_that_can_not_be_started_are_told_in_the_words_of_the_engine()
    {
        _workspace.Configure(["/bin/nothing"], Workspace.FreeUrl());

        (await FailAsync("not_started")).ReasonText.ShouldNotBeNull().ShouldContain("/bin/nothing");
    }

    [Fact]
    public async Task A_container_that_outgrows_its_memory_is_told_as_such()
    {
        _workspace.Configure(["/bin/busybox", "sh", "-c", "x=0123456789abcdef; while :; do x=$x$x; done"], Workspace.FreeUrl(), "memory: 16 MiB");

        (await FailAsync("out_of_memory")).ReasonText.ShouldBe("it exited with code 137, and the kernel had killed a process of it for lack of memory.");
    }

    [Fact]
    public async Task Ctrl_c_under_load_ends_in_time_and_removes_the_container()
    {
        _workspace.Serve();
        await using var tool = Start();
        await tool.SaysAsync("warm-up 1: ");
        (await daemon.OfLeakGateAsync()).ShouldHaveSingleItem();

        var watch = Stopwatch.StartNew();
        tool.Signal(LinuxCalls.SignalInterrupt);
        var end = await tool.EndAsync();
        watch.Stop();

        end.Code.ShouldBe(130, end.ToString());
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
        tool.Marked.ShouldAllBeGone();
        _workspace.Verdict().Reason.ShouldBe("interrupted");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task No_container_outlives_a_LeakGate_that_is_killed()
    {
        _workspace.Serve();
        await using var tool = Start();
        await tool.SaysAsync("warm-up 1: ");
        (await daemon.OfLeakGateAsync()).ShouldHaveSingleItem();

        tool.Signal(LinuxCalls.SignalKill);

        (await tool.EndAsync()).Code.ShouldBe(128 + LinuxCalls.SignalKill);
        await tool.Marked.ShouldBecomeAsync(0);
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
        _workspace.Again().Reason.ShouldBe("cut_off");
    }

    [Fact]
    public async Task A_container_that_somebody_else_removes_fails_and_what_was_recorded_is_kept()
    {
        _workspace.Serve();
        await using var tool = Start();
        await tool.SaysAsync("warm-up 2: ");
        var name = (await daemon.OfLeakGateAsync()).ShouldHaveSingleItem();

        (await daemon.DockerAsync("rm", "--force", name)).Code.ShouldBe(0);

        var end = await tool.EndAsync();
        end.Code.ShouldBe(4, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.Reason.ShouldBe("gone");
        verdict.ReasonText.ShouldBe($"it: its container {name} was removed by somebody else.");
        RunReader.Read(_workspace.Folder()).Blocks.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_left_however_early_starting_is_cancelled()
    {
        var engine = new ContainerEngine(daemon.Host["unix://".Length..], attaches: false);
        List<ContainerLeftover> left = [];
        var cancelled = 0;
        foreach (var milliseconds in new[] { 0, 30, 100, 200, 300, 400, 500, 700, 1000 })
        {
            using var early = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
            var start = new ContainerStart
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"early{milliseconds}"),
                RunId = "20261130-193600-0a1b",
                Image = new TargetSource.Image(ContainerDaemon.Image) { Arguments = ["/bin/busybox", "sleep", "1000"], Network = "host" },
            };
            try
            {
                await using var target = await ContainerTarget.StartAsync(start, engine, left.Add, TimeProvider.System, early.Token);
                target.ReadTree().Members.ShouldHaveSingleItem();
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        cancelled.ShouldBeGreaterThanOrEqualTo(2);
        left.ShouldBeEmpty();
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
    }

    private async Task<VerdictDocument> FailAsync(string reason)
    {
        var end = await RunAsync();

        end.Code.ShouldBe(4, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.Verdict.ShouldBe(Outcome.Failed);
        verdict.Reason.ShouldBe(reason, end.ToString());
        _workspace.Again().Verdict.ShouldBe(Outcome.Failed);
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
        return verdict;
    }

    private LeakGateProcess Start() => _workspace.Start(daemon);

    private async Task<ToolEnd> RunAsync()
    {
        await using var tool = Start();
        return await tool.EndAsync();
    }
}
