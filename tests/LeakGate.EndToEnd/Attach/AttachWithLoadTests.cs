using System.Globalization;
using LeakGate.EndToEnd.Runs;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Attach;

/// <summary>The experiment of <c>run</c> on a program that ran already.</summary>
[Collection<BusyAttaching>]
public sealed class AttachWithLoadTests(ITestOutputHelper output) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task By_pid_and_url_it_is_loaded_judged_per_request_and_left_running()
    {
        var url = Workspace.FreeUrl();
        await using var program = await RunningProgram.ServerAsync(url);

        var end = await LeakGateProcess.RunAsync(
            _workspace.Path, "attach", "--pid", program.Pid, "--url", url + "/hello", "--budget", "40s", "--concurrency", "2");

        output.WriteLine(end.Output);
        end.Code.ShouldBeOneOf(0, 3);
        program.Runs.ShouldBeTrue();
        var verdict = _workspace.Verdict("pid-" + program.Pid);
        verdict.LeakTypes.ShouldBeEmpty(end.ToString());
        verdict.Requests.ShouldBeGreaterThan(100);
        verdict.RequestsFailed.ShouldBe(0);
        verdict.Resources.ShouldAllBe(resource => resource.PerHour == null);
        RunReader.Read(_workspace.Folder("pid-" + program.Pid)).Header.Requests.ShouldBe(["GET /hello"]);
    }

    [Fact]
    public async Task By_port_and_file_the_load_and_the_gate_of_the_file_are_used_and_its_targets_are_not()
    {
        var url = Workspace.FreeUrl();
        var port = new Uri(url).Port.ToString(CultureInfo.InvariantCulture);
        await using var program = await RunningProgram.ServerAsync(url);
        _workspace.Configure("""
            targets:
              never: { command: no-such-program, url: "http://127.0.0.1:1" }
            load:
              concurrency: 2
              requests: [ GET /one, GET /two ]
            gate: { memory: 3 KiB/request }
            """);

        var end = await LeakGateProcess.RunAsync(_workspace.Path, "attach", "--port", port, "-c", "leakgate.yml", "--budget", "25s");

        end.Code.ShouldBeOneOf(0, 3);
        program.Runs.ShouldBeTrue();
        var run = RunReader.Read(_workspace.Folder("port-" + port));
        run.Header.Requests.ShouldBe(["GET /one", "GET /two"]);
        run.Records.OfType<ReadyRecord>().Single().Margins["memory"].ShouldBe(3072);
        _workspace.Verdict("port-" + port).Verdict.ShouldNotBe(Outcome.Failed);
    }

    [Fact]
    public async Task A_pid_that_nobody_has_is_a_failed_target()
    {
        var end = await LeakGateProcess.RunAsync(_workspace.Path, "attach", "--pid", "4194304", "--no-load", "--duration", "18s");

        end.Code.ShouldBe(4, end.ToString());
        end.Output.ShouldContain("there is no process 4194304");
    }
}
