using System.Globalization;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Targets;

public sealed class TargetProcessTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly MarkedProcesses _marked = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_does_not_exist_is_told_with_code_127()
    {
        await using var target = await StartAsync("no-such-program-anywhere");

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.Code.ShouldBe(127);
        exit.Error.ShouldBe("no-such-program-anywhere: no such program in PATH");
        target.RootPid.ShouldBe(0);
        target.ReadTree().Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_executed_is_told_with_code_126()
    {
        await using var target = await StartAsync("/etc/passwd");

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.Code.ShouldBe(126);
        exit.Error.ShouldNotBeNull().ShouldStartWith("/etc/passwd: ");
    }

    [Fact]
    public async Task A_script_without_a_first_line_is_told_with_code_126()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteExecutable("run.sh", "exit 0\n");
        await using var target = await StartAsync(script);

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.Code.ShouldBe(126);
        exit.Error.ShouldNotBeNull().ShouldContain("#!");
    }

    [Fact]
    public async Task A_script_whose_interpreter_is_missing_is_told_with_code_127()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteExecutable("run.sh", "#!/no/such/interpreter\n");
        await using var target = await StartAsync(script);

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.Code.ShouldBe(127);
        exit.Error.ShouldNotBeNull().ShouldContain("interpreter");
    }

    [Fact]
    public async Task A_missing_working_folder_is_told()
    {
        await using var target = await StartAsync(new TargetStart { Name = "t", Arguments = ["true"], WorkDir = "/no/such/folder" });

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.Error.ShouldBe("the working folder /no/such/folder does not exist");
    }

    [Fact]
    public async Task A_program_that_exits_at_once_tells_its_code_and_last_output()
    {
        await using var target = await StartAsync("sh", "-c", "echo one; echo two >&2; exit 3");

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.ShouldBe(new TargetExit(3, null, null));
        target.LastOutput(10).ShouldBe(["one", "two"]);
        target.LastOutput(1).ShouldBe(["two"]);
    }

    [Theory]
    [InlineData("KILL", 9, "was killed by SIGKILL")]
    [InlineData("SEGV", 11, "was killed by SIGSEGV")]
    public async Task A_program_that_a_signal_ends_tells_which(string name, int signal, string words)
    {
        await using var target = await StartAsync("sh", "-c", $"kill -{name} $$");

        var exit = await target.Exited.WaitAsync(Bound, Cancel);

        exit.ShouldBe(new TargetExit(null, signal, null));
        exit.ToString().ShouldBe(words);
    }

    [Fact]
    public async Task Input_is_empty_signals_are_as_a_shell_would_leave_them_and_the_environment_arrives()
    {
        await using var target = await StartAsync(new TargetStart
        {
            Name = "t",
            Arguments = ["sh", "-c", "cat; sed -n 's/SigIgn:.*\\(.\\{7\\}\\)$/\\1/p' /proc/self/status; grep SigBlk /proc/self/status; echo $GREETING; echo $MALLOC_ARENA_MAX; echo $MALLOC_TRIM_THRESHOLD_; pwd"],
            WorkDir = "/usr",
            Environment = new Dictionary<string, string> { ["GREETING"] = "привет =", ["MALLOC_ARENA_MAX"] = "7" },
        });

        await target.Exited.WaitAsync(Bound, Cancel);

        // Of the ignored ones the last seven digits, signals 1 to 28: glibc itself ignores its two internal ones in what it spawns.
        target.LastOutput(10).ShouldBe(
            ["0000000", "SigBlk:\t0000000000000000", "привет =", "7", "131072", "/usr"]);
        target.AllocatorSettings.Keys.ShouldBe(["MALLOC_TRIM_THRESHOLD_"]);
    }

    [Fact]
    public async Task The_tree_holds_the_root_first_its_children_and_orphans_in_sessions_of_their_own_but_not_the_keeper()
    {
        await using var target = await StartMarkedAsync("sh", "-c", "setsid sh -c 'sleep 300 & sleep 300' & sleep 300 & wait");
        // sh, the sh of the other session and its two sleeps, one sleep.
        await _marked.ShouldBecomeAsync(5);

        // One that is between fork and exec counts too, so the fifth may still be born.
        IReadOnlyList<ProcessId> tree = [];
        await Eventually.TrueAsync(
            () => (tree = target.ReadTree().Members).Select(m => m.Id).Order().SequenceEqual(_marked.Alive().Order()) && tree.Count == 5,
            () => string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', tree.Select(m => m.Id))} in the tree, {string.Join(' ', _marked.Alive())} alive"));

        tree[0].Id.ShouldBe(target.RootPid);
        tree.ShouldAllBe(m => m.StartTicks > 0);
    }

    [Fact]
    public async Task Stopping_ends_a_child_with_its_own_session_that_ignores_to_be_asked()
    {
        await using var target = await StartMarkedAsync(
            "sh", "-c", "trap '' TERM HUP INT; setsid sh -c 'trap \"\" TERM; while :; do sleep 300; done' & while :; do sleep 300; done");
        await _marked.ShouldBecomeAsync(4);

        (await target.StopAsync(TimeSpan.FromMilliseconds(200))).ShouldBeTrue();

        _marked.ShouldAllBeGone();
        var exit = await target.Exited.WaitAsync(Bound, Cancel);
        exit.ShouldBe(new TargetExit(null, 9, null) { Requested = true });
    }

    [Fact]
    public async Task A_program_that_ends_in_order_when_asked_keeps_its_exit_code()
    {
        await using var target = await StartMarkedAsync("sh", "-c", "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done");
        await Eventually.TrueAsync(() => target.LastOutput(1) is ["ready"], () => "never ready");

        (await target.StopAsync(Bound)).ShouldBeTrue();

        (await target.Exited).ShouldBe(new TargetExit(7, null, null) { Requested = true });
        target.LastOutput(1).ShouldBe(["bye"]);
    }

    [Fact]
    public async Task Zombies_that_the_program_fails_to_reap_count_and_orphans_are_reaped()
    {
        const string Program = """
            import os, time
            for _ in range(5):
                if os.fork() == 0:
                    if os.fork() == 0:
                        os._exit(0)
                    os._exit(0)
            print("done", flush=True)
            time.sleep(300)
            """;
        await using var target = await StartMarkedAsync("python3", "-c", Program);
        await Eventually.TrueAsync(() => target.LastOutput(1) is ["done"], () => "never done");

        // Five children that nobody waits for stay as zombies of the program; their own five, orphaned, are reaped by the keeper.
        await Eventually.TrueAsync(() => target.ReadTree().Members.Count == 6, () => string.Join(' ', target.ReadTree().Members));
    }

    [Fact]
    public async Task When_the_program_ends_its_orphans_end_with_the_target()
    {
        await using var target = await StartMarkedAsync("sh", "-c", "setsid sleep 300 & exit 0");

        (await target.Exited.WaitAsync(Bound, Cancel)).Code.ShouldBe(0);
        target.ReadTree().Members.ShouldBeEmpty();
        await target.DisposeAsync();

        _marked.ShouldAllBeGone();
    }

    [Fact]
    public async Task A_program_that_signals_its_own_process_group_does_not_hit_its_keeper()
    {
        await using var target = await StartMarkedAsync("sh", "-c", "setsid sleep 300 & sleep 0.1; kill -TERM 0");

        (await target.Exited.WaitAsync(Bound, Cancel)).Signal.ShouldBe(15);

        new ProcessTreeReader().Identify(target.KeeperPid).ShouldNotBeNull();
        (await target.StopAsync(TimeSpan.Zero)).ShouldBeTrue();
        _marked.ShouldAllBeGone();
    }

    [Fact]
    public async Task A_killed_keeper_is_told_and_takes_the_program_with_it()
    {
        await using var target = await StartMarkedAsync("sh", "-c", "sleep 300 & wait");
        await _marked.ShouldBecomeAsync(2);

        LinuxCalls.Kill(target.KeeperPid, LinuxCalls.SignalKill).ShouldBe(0);

        var exit = await target.Exited.WaitAsync(Bound, Cancel);
        exit.Error.ShouldNotBeNull().ShouldContain("keeper");
        await _marked.ShouldBecomeAsync(0);
    }

    [Fact]
    public async Task A_killed_keeper_takes_orphans_that_hold_the_output_with_it()
    {
        // The shell between them ends at once: the sleeper is an orphan in a session of its own, which only the keeper knew.
        await using var target = await StartMarkedAsync("sh", "-c", "sh -c 'setsid sleep 300 &'; exec sleep 301");
        await _marked.ShouldBecomeAsync(2);

        LinuxCalls.Kill(target.KeeperPid, LinuxCalls.SignalKill).ShouldBe(0);

        (await target.Exited.WaitAsync(Bound, Cancel)).Error.ShouldNotBeNull().ShouldContain("keeper");
        await _marked.ShouldBecomeAsync(0);
        await target.DisposeAsync().AsTask().WaitAsync(Bound, Cancel);
    }

    [Fact]
    public async Task A_tree_that_forks_while_it_is_killed_is_gone_in_the_end()
    {
        // Twenty chains, each process of which forks the next one and ends: who is found alive is often gone when the signal comes.
        const string Program = """
            import os, signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print("ready", flush=True)
            def comet():
                os.setsid()
                while True:
                    time.sleep(0.001)
                    if os.fork(): os._exit(0)
            for _ in range(20):
                if os.fork() == 0: comet()
            signal.pause()
            """;
        await using var target = await StartMarkedAsync("python3", "-c", Program);
        await Eventually.TrueAsync(() => target.ReadTree().Members.Count >= 20, () => "never forked");

        (await target.StopAsync(TimeSpan.Zero)).ShouldBeTrue();

        _marked.ShouldAllBeGone();
    }

    [Fact]
    public async Task A_hundred_megabytes_of_output_make_a_bounded_log_that_keeps_both_ends()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "target.log");
        await using var target = await StartAsync(new TargetStart
        {
            Name = "t",
            Arguments = ["sh", "-c", "echo the beginning; yes 0123456789abcdef | head -c 100000000; echo; echo the end"],
            LogPath = log,
        });

        (await target.Exited.WaitAsync(Bound, Cancel)).Code.ShouldBe(0);
        target.LastOutput(1).ShouldBe(["the end"]);
        await target.DisposeAsync();

        var text = await File.ReadAllTextAsync(log, Cancel);
        text.Length.ShouldBeInRange(BoundedLog.HeadBytes + BoundedLog.TailBytes, BoundedLog.HeadBytes + BoundedLog.TailBytes + 100);
        text.ShouldStartWith("the beginning\n0123456789abcdef\n");
        text.ShouldEndWith("\nthe end\n");
        var dropped = 14 + 100_000_000 + 1 + 8 - BoundedLog.HeadBytes - BoundedLog.TailBytes;
        text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{dropped} bytes were dropped here"));
        target.LogFault.ShouldBeNull();
    }

    [Fact]
    public async Task Disposing_twice_and_stopping_afterwards_does_no_harm()
    {
        var target = await StartMarkedAsync("sleep", "300");
        await target.DisposeAsync();
        await target.DisposeAsync();

        (await target.StopAsync(TimeSpan.Zero)).ShouldBeTrue();
        _marked.ShouldAllBeGone();
    }

    private static Task<TargetProcess> StartAsync(params string[] arguments) =>
        StartAsync(new TargetStart { Name = "t", Arguments = arguments });

    private static Task<TargetProcess> StartAsync(TargetStart start) => TargetProcess.StartAsync(start, TimeProvider.System, Cancel);

    private Task<TargetProcess> StartMarkedAsync(params string[] arguments) =>
        StartAsync(new TargetStart { Name = "t", Arguments = arguments, Environment = _marked.Environment });
}
