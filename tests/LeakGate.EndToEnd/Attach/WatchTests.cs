using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Runs;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Attach;

/// <summary>Watching real programs without load: a leak per hour, a clean one, and every way to end.</summary>
[Collection<WaitingRuns>]
public sealed class WatchTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Keeps 100 KB ten times a second: about a megabyte each second.</summary>
    private const string Leaking = "import time\nkept = []\nwhile True:\n    kept.append(bytearray(100_000))\n    time.sleep(0.1)\n";

    /// <summary>Makes as much and lets it go.</summary>
    private const string Clean = "import time\nwhile True:\n    made = bytearray(100_000)\n    time.sleep(0.1)\n";

    private const int Interrupt = 2;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_megabyte_a_second_is_a_leak_per_hour_after_half_a_minute_and_the_records_say_the_same_again()
    {
        await using var program = await RunningProgram.PythonAsync(Leaking);

        var end = await LeakGateProcess.RunAsync(_workspace.Path, "attach", "--pid", program.Pid, "--no-load", "--duration", "30s");

        end.Code.ShouldBe(1, end.ToString());
        program.Runs.ShouldBeTrue();
        var verdict = _workspace.Verdict("pid-" + program.Pid);
        verdict.Verdict.ShouldBe(Outcome.Leak);
        verdict.LeakTypes.ShouldBe(["memory_leak"]);
        verdict.Requests.ShouldBe(0);
        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.PerMixRequest.ShouldBeNull();
        var perHour = finding.PerHour.ShouldNotBeNull();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{perHour.Estimate / 1e6:0} MB an hour ({perHour.Low / 1e6:0} to {perHour.High / 1e6:0}); 3,600 at most, as the program sleeps between its pieces"));
        perHour.Estimate.ShouldBeInRange(1.5e9, 4e9);
        var memory = verdict.Resources.Single(resource => resource.Resource == "memory");
        memory.Blocks.ShouldBe(12);
        memory.PerHour.ShouldBe(perHour);
        memory.PerRequest.ShouldBeNull();
        var again = _workspace.Again("pid-" + program.Pid);
        again.Verdict.ShouldBe(verdict.Verdict);
        again.Findings.ShouldHaveSingleItem().PerHour.ShouldBe(perHour);
        again.Resources.Select(resource => (resource.Resource, resource.Verdict, resource.Reason, resource.PerHour))
            .ShouldBe(verdict.Resources.Select(resource => (resource.Resource, resource.Verdict, resource.Reason, resource.PerHour)));
    }

    [Fact]
    public async Task A_program_that_keeps_nothing_is_no_leak_and_what_it_costs_to_watch_it_is_told()
    {
        await using var program = await RunningProgram.PythonAsync(Clean);
        await using var tool = LeakGateProcess.Start(_workspace.Path, "attach", "--pid", program.Pid, "--no-load", "--duration", "32s");
        await tool.SaysAsync("pilot 1");
        var (from, clock) = (Cpu(tool.Id), Stopwatch.StartNew());
        await tool.SaysAsync("block 10 ");
        var (to, elapsed) = (Cpu(tool.Id), clock.Elapsed);

        var end = await tool.EndAsync();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU seconds per second of attach --no-load, 1 Hz, windows of 2.3 s: {(to - from) / elapsed.TotalSeconds:0.0000}"));
        end.Code.ShouldBe(3, end.ToString());
        var verdict = _workspace.Verdict("pid-" + program.Pid);
        verdict.Verdict.ShouldBe(Outcome.Inconclusive);
        verdict.LeakTypes.ShouldBeEmpty();
        verdict.Resources.ShouldNotContain(resource => resource.Verdict == Outcome.Leak);
        verdict.Resources.Single(resource => resource.Resource == "descriptors").Reason.ShouldBe("too_short");
        verdict.Remarks.ShouldContain(remark => remark.Contains("an hour can be ruled out for", StringComparison.Ordinal));
        program.Runs.ShouldBeTrue();
    }

    [Fact]
    public async Task A_program_that_ends_while_it_is_watched_fails_and_what_was_recorded_is_kept()
    {
        await using var program = await RunningProgram.PythonAsync(Leaking);
        await using var tool = LeakGateProcess.Start(_workspace.Path, "attach", "--pid", program.Pid, "--no-load", "--duration", "60s");
        await tool.SaysAsync("pilot 1");

        program.Kill();

        var end = await tool.EndAsync();
        end.Code.ShouldBe(4, end.ToString());
        var verdict = _workspace.Verdict("pid-" + program.Pid);
        verdict.Verdict.ShouldBe(Outcome.Failed);
        verdict.Reason.ShouldBe("gone");
        var run = RunReader.Read(_workspace.Folder("pid-" + program.Pid));
        run.Blocks.Count().ShouldBeGreaterThanOrEqualTo(2);
        run.CutAt.ShouldBeNull();
    }

    [Fact]
    public async Task After_an_interruption_the_program_still_runs_and_no_signal_came_to_it()
    {
        var told = Path.Combine(_workspace.Path, "signals");
        await using var program = await RunningProgram.PythonAsync($$"""
            import signal, time
            def tell(number, frame):
                open({{System.Text.Json.JsonSerializer.Serialize(told)}}, "a").write(str(number) + " ")
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, tell)
            while True:
                time.sleep(1)
            """);
        await using var tool = LeakGateProcess.Start(_workspace.Path, "attach", "--pid", program.Pid, "--no-load", "--duration", "10m");
        await tool.SaysAsync("pilot:");

        tool.Signal(Interrupt);

        var end = await tool.EndAsync();
        end.Code.ShouldBe(130, end.ToString());
        program.Runs.ShouldBeTrue();
        File.Exists(told).ShouldBeFalse();
        _workspace.Verdict("pid-" + program.Pid).Reason.ShouldBe("interrupted");
    }

    [Fact]
    public async Task Who_listens_on_a_port_is_found_and_watched()
    {
        var url = Workspace.FreeUrl();
        await using var program = await RunningProgram.ServerAsync(url);
        var port = new Uri(url).Port.ToString(CultureInfo.InvariantCulture);

        var end = await LeakGateProcess.RunAsync(_workspace.Path, "attach", "--port", port, "--no-load", "--duration", "18s");

        end.Code.ShouldBe(3, end.ToString());
        RunReader.Read(_workspace.Folder("port-" + port)).Records.OfType<ReadyRecord>().Single().Pid
            .ToString(CultureInfo.InvariantCulture).ShouldBe(program.Pid);
        program.Runs.ShouldBeTrue();
    }

    /// <summary>Processor seconds of a process so far: fields 14 and 15 of its <c>stat</c>, in hundredths.</summary>
    private static double Cpu(int pid)
    {
        var text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }
}
