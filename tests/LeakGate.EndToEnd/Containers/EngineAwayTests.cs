using LeakGate.EndToEnd.Runs;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Containers;

/// <summary>A real daemon that ends, or ends and comes back, while LeakGate measures a container of its own.</summary>
[Collection<BusyAttaching>]
public sealed class EngineAwayTests : IDisposable
{
    /// <summary>What the documentation says about a container that is left.</summary>
    internal const string Find = "docker ps --all --filter label=leakgate.run";

    internal const string Remove = "docker rm --force --volumes $(docker ps --all --quiet --filter label=leakgate.run)";

    private readonly ImageWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_daemon_that_leaves_its_containers_alone_keeps_no_run_from_its_verdict_and_what_is_left_is_named()
    {
        await using var daemon = await DaemonAsync(liveRestore: true);
        _workspace.Serve();
        await using var tool = _workspace.Start(daemon);
        await tool.SaysAsync("pilot 1: ");
        var name = (await daemon.OfLeakGateAsync()).ShouldHaveSingleItem();

        await daemon.LeaveAsync();

        var end = await tool.EndAsync();
        end.Code.ShouldBe(0, end.ToString());
        RunReader.Read(_workspace.Folder()).Blocks.ShouldContain(block => block.Stage == "blocks");
        var left = RunReader.Read(_workspace.Folder()).Records.OfType<EventRecord>().Single(happened => happened.Code == EventCodes.Leftover);
        left.Data!["container"].ShouldBe(name);
        left.Text.ShouldStartWith($"The container {name} may be left: ");
        string.Join(' ', end.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain($"docker rm --force --volumes {name}");
        tool.Marked.ShouldAllBeGone();

        await daemon.BeginAsync();
        (await daemon.ShellAsync(Find)).Text.ShouldContain(name);
        (await daemon.ShellAsync(Remove)).Code.ShouldBe(0);
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_daemon_that_comes_back_removes_the_container_at_the_end()
    {
        await using var daemon = await DaemonAsync(liveRestore: true);
        _workspace.Serve();
        await using var tool = _workspace.Start(daemon);
        await tool.SaysAsync("warm-up 1: ");

        await daemon.LeaveAsync();
        await daemon.BeginAsync();
        (await daemon.OfLeakGateAsync()).ShouldHaveSingleItem();

        var end = await tool.EndAsync();
        end.Code.ShouldBe(0, end.ToString());
        (await daemon.OfLeakGateAsync()).ShouldBeEmpty();
        RunReader.Read(_workspace.Folder()).Records.OfType<EventRecord>().ShouldNotContain(happened => happened.Code == EventCodes.Leftover);
    }

    [Fact]
    public async Task A_daemon_that_ends_its_containers_with_itself_fails_the_target_and_what_is_left_is_named()
    {
        await using var daemon = await DaemonAsync(liveRestore: false);
        _workspace.Serve();
        await using var tool = _workspace.Start(daemon);
        await tool.SaysAsync("warm-up 2: ");
        var name = (await daemon.OfLeakGateAsync()).ShouldHaveSingleItem();

        await daemon.LeaveAsync();

        var end = await tool.EndAsync();
        end.Code.ShouldBe(4, end.ToString());
        var run = RunReader.Read(_workspace.Folder());
        run.Blocks.ShouldNotBeEmpty();
        run.Records.OfType<EventRecord>().Single(happened => happened.Code == EventCodes.Leftover).Data!["container"].ShouldBe(name);

        await daemon.BeginAsync();
        (await daemon.OfLeakGateAsync()).ShouldBe([name]);
    }

    private static async Task<ContainerDaemon> DaemonAsync(bool liveRestore)
    {
        var daemon = new ContainerDaemon { LiveRestore = liveRestore };
        await daemon.InitializeAsync();
        return daemon;
    }
}
