using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>Targets that do not start, do not become healthy or end: exit 4, the reason, and everything recorded is kept.</summary>
[Collection<BusyPipelines>]
public sealed class TargetFaultTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_command_that_does_not_exist_is_named()
    {
        _workspace.ConfigureCommand(["no-such-program-anywhere"], Workspace.FreeUrl());

        var verdict = await FailAsync("not_found");

        verdict.ReasonText.ShouldNotBeNull().ShouldContain("no-such-program-anywhere");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_who_has_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _workspace.ConfigureCommand(["sleep", "1000"], string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

        var verdict = await FailAsync("port_taken");

        verdict.ReasonText.ShouldNotBeNull().ShouldContain(string.Create(CultureInfo.InvariantCulture, $"port {port}"));
        verdict.ReasonText.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} "));
        verdict.LastOutput.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_health_path_that_never_answers_fails_once_its_time_is_over()
    {
        var url = Workspace.FreeUrl();
        var accepts = string.Create(
            CultureInfo.InvariantCulture, $"import socket, time; s = socket.create_server((\"127.0.0.1\", {new Uri(url).Port})); time.sleep(1000)");

        // Time enough to listen at all on a machine that is busy with other tests.
        _workspace.ConfigureCommand(["python3", "-I", "-S", "-c", accepts], url, "health: { path: /health, timeout: 10s }");

        var verdict = await FailAsync("unhealthy");

        verdict.ReasonText.ShouldNotBeNull().ShouldContain("/health");
    }

    [Fact]
    public async Task A_target_that_ends_at_once_is_told_with_its_last_output()
    {
        _workspace.ConfigureCommand(["sh", "-c", "echo cannot open the ledger >&2; exit 3"], Workspace.FreeUrl());

        var verdict = await FailAsync("exited");

        verdict.ReasonText.ShouldNotBeNull().ShouldContain("3");
        verdict.LastOutput.ShouldNotBeNull().ShouldContain("cannot open the ledger");
        (await File.ReadAllTextAsync(_workspace.Folder().LogFile, TestContext.Current.CancellationToken)).ShouldBe("cannot open the ledger\n");
    }

    [Fact]
    public async Task A_target_that_is_killed_in_the_middle_fails_with_the_signal_and_loses_nothing()
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.Command(url), url);
        await using var tool = LeakGateProcess.Start(_workspace.Path, "run");
        await tool.SaysAsync("pilot 1: ");
        var target = RunReader.Read(_workspace.Folder()).Records.OfType<ReadyRecord>().Single().Pid;

        LinuxCalls.Kill(target, LinuxCalls.SignalKill).ShouldBe(0);
        var end = await tool.EndAsync();

        end.Code.ShouldBe(4, end.ToString());
        end.ToString().ShouldContain("SIGKILL");
        var verdict = _workspace.Verdict();
        verdict.Verdict.ShouldBe(Outcome.Failed);
        verdict.Reason.ShouldBe("killed");
        var run = RunReader.Read(_workspace.Folder());
        run.CutAt.ShouldBeNull();
        run.Blocks.Count(block => block.Stage == "warm-up").ShouldBeGreaterThanOrEqualTo(3);
        run.Blocks.ShouldContain(block => block.Stage == "pilot");
        run.Records.OfType<SampleRecord>().ShouldNotBeEmpty();
        _workspace.Again().Verdict.ShouldBe(Outcome.Failed);
    }

    private async Task<VerdictDocument> FailAsync(string reason)
    {
        var end = await LeakGateProcess.RunAsync(_workspace.Path, "run");

        end.Code.ShouldBe(4, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.Verdict.ShouldBe(Outcome.Failed);
        verdict.Reason.ShouldBe(reason);

        // What a person reads says the same as the document. Long lines are broken there.
        var told = string.Join(' ', end.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        told.ShouldContain(string.Join(' ', verdict.ReasonText!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        foreach (var line in verdict.LastOutput ?? [])
        {
            told.ShouldContain(line);
        }

        _workspace.Again().Verdict.ShouldBe(Outcome.Failed);
        return verdict;
    }
}
