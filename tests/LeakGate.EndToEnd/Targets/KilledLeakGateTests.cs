using System.Diagnostics;
using System.Globalization;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Targets;

/// <summary>What happens to a target when LeakGate is killed: a stand-in starts the real keeper as LeakGate does, and gets the signal.</summary>
public sealed class KilledLeakGateTests : IDisposable
{
    private const string StandIn = """
        import subprocess, sys, time
        keeper = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with open(sys.argv[1], "rb") as request:
            keeper.stdin.write(request.read())
        keeper.stdin.flush()
        print(keeper.pid, keeper.stdout.readline().decode().strip(), flush=True)
        print("keeper ended with", keeper.wait(), flush=True)
        time.sleep(1000)
        """;

    private readonly MarkedProcesses _marked = new();
    private readonly TemporaryFolder _folder = new();
    private Process? _standIn;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (_standIn is { HasExited: false })
        {
            _standIn.Kill();
        }

        _standIn?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_of_the_tree_outlives_a_killed_LeakGate_and_its_private_folder_is_deleted()
    {
        var remove = Directory.CreateDirectory(Path.Combine(_folder.Path, "private", "data")).Parent!.FullName;
        var keeper = await StartAsync(
            new KeeperRequest
            {
                Arguments = ["sh", "-c", "trap '' TERM HUP INT; setsid sh -c 'trap \"\" TERM; while :; do sleep 300; done' & while :; do sleep 300; done"],
                WorkDir = "/",
                Environment = Environment(),
                Grace = TimeSpan.FromMilliseconds(300),
                RemoveFolder = remove,
            });
        await _marked.ShouldBecomeAsync(4);

        _standIn!.Kill();

        await _marked.ShouldBecomeAsync(0);
        await KeeperShouldEndAsync(keeper);
        Directory.Exists(remove).ShouldBeFalse();
    }

    [Fact]
    public async Task A_keeper_that_is_asked_to_end_ends_the_tree_first()
    {
        var keeper = await StartAsync(new KeeperRequest { Arguments = ["sh", "-c", "setsid sleep 300 & wait"], WorkDir = "/", Environment = Environment() });
        await _marked.ShouldBecomeAsync(2);

        LinuxCalls.Kill(keeper, LinuxCalls.SignalTerminate).ShouldBe(0);

        await KeeperShouldEndAsync(keeper);
        _marked.ShouldAllBeGone();
    }

    [Fact]
    public async Task The_signals_of_a_terminal_end_neither_keeper_nor_target()
    {
        // The target itself sends them to its keeper, and says so when it is through: no race, and no waiting for nothing to happen.
        var keeper = await StartAsync(new KeeperRequest
        {
            Arguments = ["sh", "-c", "kill -INT $PPID; kill -HUP $PPID; kill -QUIT $PPID; exec sleep 300"],
            WorkDir = "/",
            Environment = Environment(),
        });
        await Eventually.TrueAsync(() => _marked.Alive() is [var id] && CommandLine(id).StartsWith("sleep", StringComparison.Ordinal), () => "never through");

        // Orders are taken after the signals were: one that is answered by an orderly end shows that the keeper has survived them.
        LinuxCalls.Kill(keeper, LinuxCalls.SignalTerminate).ShouldBe(0);
        await _marked.ShouldBecomeAsync(0);
        (await _standIn!.StandardOutput.ReadLineAsync(Cancel)).ShouldBe("keeper ended with 0");
    }

    private async Task<int> StartAsync(KeeperRequest request)
    {
        var file = Path.Combine(_folder.Path, "request");
        await using (var stream = File.Create(file))
        {
            request.WriteTo(stream);
        }

        var (program, prefix) = SelfCommand.Resolve();
        _standIn = Process.Start(new ProcessStartInfo("python3", ["-c", StandIn, file, program, .. prefix, "keep"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var line = (await _standIn.StandardOutput.ReadLineAsync(Cancel)).ShouldNotBeNull().Split(' ');
        line[1].ShouldBe("started");
        return int.Parse(line[0], CultureInfo.InvariantCulture);
    }

    private static Task KeeperShouldEndAsync(int keeper) =>
        Eventually.TrueAsync(() => new ProcessTreeReader().Identify(keeper) is null, () => "the keeper did not end");

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private string[] Environment() =>
        [.. _marked.Environment.Select(v => $"{v.Key}={v.Value}"), "PATH=" + System.Environment.GetEnvironmentVariable("PATH")];
}
