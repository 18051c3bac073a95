using System.Diagnostics;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>Ctrl-C at each stage, and a LeakGate that is killed. The time is a promise of the product, so it is asserted.</summary>
[Collection<RealRuns>]
public sealed class InterruptionTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(3);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task While_services_start_it_ends_in_time_and_leaves_no_process()
    {
        _workspace.Configure(SampleRuns.LeakyAlone("GET /api/database"));
        await using var tool = LeakGateProcess.Start(_workspace.Path, "run");
        await tool.SaysAsync("postgres:");

        await InterruptAsync(tool);

        _workspace.Folders().ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_target_is_not_ready_it_ends_in_time_and_the_folder_can_be_judged()
    {
        _workspace.ConfigureCommand(["sh", "-c", "trap '' TERM; setsid sleep 1000 & sleep 1000; wait"], Workspace.FreeUrl());
        await using var tool = LeakGateProcess.Start(_workspace.Path, "run");
        await tool.SaysAsync("connection refused");

        await InterruptAsync(tool);

        ShouldBeInterrupted(_workspace.Verdict());
        ShouldBeInterrupted(_workspace.Again());
    }

    [Theory]
    [InlineData("warm-up", "warm-up 1: ")]
    [InlineData("blocks", "block 1 of ")]
    public async Task Under_load_it_ends_in_time_and_the_folder_can_be_judged(string stage, string line)
    {
        // The worst case: nobody of the tree follows a request to end, and one is in a session of its own.
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.StubbornCommand(url), url);
        await using var tool = LeakGateProcess.Start(_workspace.Path, "run");
        await tool.SaysAsync(line);

        await InterruptAsync(tool);

        ShouldBeInterrupted(_workspace.Verdict());
        ShouldBeInterrupted(_workspace.Again());
        var run = RunReader.Read(_workspace.Folder());
        run.CutAt.ShouldBeNull();
        run.Blocks.ShouldContain(block => block.Stage == stage);
    }

    [Fact]
    public async Task Nothing_outlives_a_LeakGate_that_is_killed()
    {
        _workspace.Configure(SampleRuns.LeakyAlone("GET /api/database"));
        await using var tool = LeakGateProcess.Start(_workspace.Path, "run");
        await tool.SaysAsync("warm-up 1: ");
        tool.Marked.Alive().Count.ShouldBeGreaterThan(1);

        tool.Signal(LinuxCalls.SignalKill);

        (await tool.EndAsync()).Code.ShouldBe(128 + LinuxCalls.SignalKill);
        await tool.Marked.ShouldBecomeAsync(0);
        var cut = _workspace.Again("leaky");
        cut.Verdict.ShouldBe(Outcome.Inconclusive);
        cut.Reason.ShouldBe("cut_off");
    }

    private static void ShouldBeInterrupted(VerdictDocument verdict)
    {
        verdict.Verdict.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("interrupted");
    }

    private async Task InterruptAsync(LeakGateProcess tool)
    {
        var watch = Stopwatch.StartNew();
        tool.Signal(LinuxCalls.SignalInterrupt);
        var end = await tool.EndAsync();
        watch.Stop();

        output.WriteLine(FormattableString.Invariant($"From the signal to the end: {watch.Elapsed.TotalSeconds:0.00} s"));
        end.Code.ShouldBe(130, end.ToString());
        tool.Marked.ShouldAllBeGone();
        watch.Elapsed.ShouldBeLessThan(Promised);
    }
}
