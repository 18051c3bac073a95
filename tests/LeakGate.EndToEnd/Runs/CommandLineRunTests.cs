using System.Globalization;
using System.Text.Json;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>What the words after <c>leakgate run</c> do to a real run.</summary>
[Collection<BusyRuns>]
public sealed class CommandLineRunTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_command_and_a_URL_are_enough_and_with_quiet_and_json_only_the_verdict_is_said()
    {
        var url = Workspace.FreeUrl();

        var end = await LeakGateProcess.RunAsync(
            _workspace.Path, ["run", "--url", url + "/", "--quiet", "--json", "--", .. SmallServer.Command(url)]);

        end.Code.ShouldBe(0, end.ToString());
        end.Error.ShouldBeEmpty();
        using var printed = JsonDocument.Parse(end.Output);
        var verdict = printed.RootElement.EnumerateArray().ShouldHaveSingleItem();
        verdict.GetProperty("verdict").GetString().ShouldBe("clean", end.ToString());
        verdict.GetProperty("requests").GetInt64().ShouldBeGreaterThan(1000);

        // A program that is not .NET has no managed heap, and none is made up.
        verdict.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("resource").GetString()).ShouldNotContain("heap");
    }

    [Fact]
    public async Task Every_error_of_a_configuration_is_told_at_once_and_nothing_is_started()
    {
        _workspace.Configure("""
            services: [postgres]
            targets:
              one: { command: "touch started", url: "http://127.0.0.1:1", helth: /health }
              two: { command: "touch started", url: "no address" }
            load:
              concurrency: many
              requests: [ FETCH / ]
            gate: { memory: lots }
            """);

        var end = await LeakGateProcess.RunAsync(_workspace.Path, "run");

        end.Code.ShouldBe(2, end.ToString());
        foreach (var (line, wrong) in new[] { (3, "helth"), (4, "no address"), (6, "many"), (7, "FETCH"), (8, "lots") })
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"leakgate.yml:{line}:");
            end.Error.Split('\n').ShouldContain(
                told => told.StartsWith(place, StringComparison.Ordinal) && told.Contains(wrong, StringComparison.Ordinal), end.Error);
        }

        end.Output.ShouldBeEmpty();
        Directory.GetFileSystemEntries(_workspace.Path).Select(Path.GetFileName).ShouldBe(["leakgate.yml"]);
    }

    [Fact]
    public async Task Two_targets_at_once_leave_a_run_folder_each()
    {
        _workspace.Configure(SampleRuns.Demo("500ms"));

        var end = await LeakGateProcess.RunAsync(_workspace.Path, "run", "--parallel", "--budget", "20s", "--fail-on", "never", "--json");

        end.Code.ShouldBe(0, end.ToString());
        var (leaky, healthy) = (RunReader.Read(_workspace.Folder("leaky")), RunReader.Read(_workspace.Folder("healthy")));
        leaky.Header.RunId.ShouldBe(healthy.Header.RunId);
        _workspace.Verdict("leaky").Requests.ShouldBeGreaterThan(0);
        _workspace.Verdict("healthy").Requests.ShouldBeGreaterThan(0);

        // At once: each began before the other had ended.
        leaky.Header.Started.ShouldBeLessThan(healthy.Header.Started + healthy.Records[^1].At);
        healthy.Header.Started.ShouldBeLessThan(leaky.Header.Started + leaky.Records[^1].At);
    }

    [Fact]
    public async Task A_runtime_that_cannot_be_asked_is_a_stated_gap_and_no_number()
    {
        var url = Workspace.FreeUrl();
        _workspace.Configure($$"""
            targets:
              it:
                command: dotnet {{Workspace.Sample("HealthyApp")}}
                env: { DOTNET_EnableDiagnostics: "0", ASPNETCORE_URLS: {{url}} }
                url: {{url}}
                health: { path: /metrics, timeout: 60s }
            load: { requests: [ GET /health ] }
            """);
        await using var tool = LeakGateProcess.Start(_workspace.Path, "run");
        await tool.SaysAsync("warm-up 1: ");

        tool.Signal(LinuxCalls.SignalInterrupt);
        var end = await tool.EndAsync();

        end.Code.ShouldBe(130, end.ToString());
        var run = RunReader.Read(_workspace.Folder());
        run.Records.OfType<ReadyRecord>().Single().Unread.ShouldNotBeNull()["heap"].ShouldContain("DOTNET_EnableDiagnostics");
        run.Blocks.ShouldAllBe(block => !block.Floors.ContainsKey("heap_bytes"));
        _workspace.Verdict().Remarks.ShouldContain(remark => remark.Contains("heap", StringComparison.Ordinal) && remark.Contains("DOTNET_EnableDiagnostics", StringComparison.Ordinal));
        end.Error.ShouldContain("DOTNET_EnableDiagnostics");
    }
}
