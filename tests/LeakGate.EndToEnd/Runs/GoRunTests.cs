using System.Text.Json;
using LeakGate.EndToEnd.Probes;
using LeakGate.Runs;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>A Go program, with nothing configured but its address.</summary>
[Collection<BusyRuns>]
public sealed class GoRunTests(GoProgram program, ITestOutputHelper output) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Memory_that_one_request_keeps_is_found_in_the_heap_with_that_request()
    {
        var end = await RunAsync("8 KiB", pprof: true, "GET /memory", "GET /");

        end.Code.ShouldBe(1, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.LeakTypes.ShouldBe(["memory_leak"], end.ToString());
        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Where.ShouldBe("managed heap");
        var named = finding.Requests.ShouldHaveSingleItem();
        named.Request.ShouldBe("GET /memory");
        named.PerRequest.Estimate.ShouldBe(32768, 0.1 * 32768);
        Outcomes(verdict)["heap"].ShouldBe(Outcome.Leak);
        Outcomes(verdict)["goroutines"].ShouldBe(Outcome.Clean, end.ToString());
        Ready().Runtimes.ShouldBe(["Go"]);
    }

    [Fact]
    public async Task Goroutines_that_never_end_are_found_and_their_memory_is_folded_into_them()
    {
        var end = await RunAsync("1 KiB", pprof: true, "GET /goroutine", "GET /");

        end.Code.ShouldBe(1, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.LeakTypes.ShouldBe(["thread_leak"], end.ToString());
        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Resource.ShouldBe("goroutines");
        finding.Where.ShouldStartWith("main.wait main.go:");
        finding.Evidence.ShouldContain(seen => seen.Kind == "goroutine" && seen.Count > 100);
        finding.Folded.Select(folded => folded.Resource).ShouldBe(["memory", "heap"], ignoreOrder: true, end.ToString());
        finding.Folded.Single(folded => folded.Resource == "heap").PerUnit.ShouldBe(8192 + 400, 800);
        var named = finding.Requests.ShouldHaveSingleItem();
        named.Request.ShouldBe("GET /goroutine");
        named.PerRequest.Estimate.ShouldBe(1, 0.05);
        _workspace.Again().Findings.ShouldHaveSingleItem().Fingerprint.ShouldBe(finding.Fingerprint);
    }

    [Fact]
    public async Task A_program_that_keeps_nothing_is_clean_in_heap_and_goroutines_too()
    {
        var end = await RunAsync("8 KiB", pprof: true, "GET /");

        end.Code.ShouldBe(0, end.ToString());
        Outcomes(_workspace.Verdict()).Values.ShouldAllBe(outcome => outcome == Outcome.Clean);
        Outcomes(_workspace.Verdict()).Keys.ShouldContain("heap");
        Outcomes(_workspace.Verdict()).Keys.ShouldContain("goroutines");
    }

    [Fact]
    public async Task Without_pprof_the_gap_is_stated_with_its_remedy_and_the_leak_is_found_in_memory()
    {
        var end = await RunAsync("8 KiB", pprof: false, "GET /memory", "GET /");

        end.Code.ShouldBe(1, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.LeakTypes.ShouldBe(["memory_leak"], end.ToString());
        Outcomes(verdict).Keys.ShouldNotContain("heap");
        Outcomes(verdict).Keys.ShouldNotContain("goroutines");
        end.Error.ShouldContain("heap is not judged: Go ");
        end.Error.ShouldContain("so neither its heap nor its goroutines can be read; `import _ \"net/http/pprof\"`");
    }

    private static Dictionary<string, Outcome> Outcomes(VerdictDocument verdict) => verdict.Resources.ToDictionary(resource => resource.Resource, resource => resource.Verdict);

    private LeakGate.Runs.Records.ReadyRecord Ready() => RunReader.Read(_workspace.Folder()).Records.OfType<LeakGate.Runs.Records.ReadyRecord>().Single();

    private async Task<ToolEnd> RunAsync(string memory, bool pprof, params string[] requests)
    {
        var url = Workspace.FreeUrl();
        var command = await program.CommandAsync(new Uri(url).Port, pprof);
        _workspace.Configure($"""
            targets:
              it: {"{"} command: {JsonSerializer.Serialize(command)}, url: {url} {"}"}
            load:
              rate: 400/s
              requests: {JsonSerializer.Serialize(requests)}
            gate:
              memory: {memory}/request
              counts: 1/10 requests
            profiles:
              quick:
                block: 300ms
            """);
        var end = await LeakGateProcess.RunAsync(_workspace.Path, "run");
        output.WriteLine(SampleRuns.Figures(_workspace.Verdict()));
        return end;
    }
}
