using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>A server that tells its own metrics, of which the gauges that the configuration names are judged.</summary>
[Collection<BusyRuns>]
public sealed class GaugeRunTests : IDisposable
{
    /// <summary>An entry each time, too small to be seen in memory; a pool that stays as it is; and what cannot be judged.</summary>
    private const string Queue = """
        body = b'queue_length{queue="orders"} %d\nqueue_length{queue="mail"} 7\npool_size 4\nlag_seconds -1\n' % len(kept) if self.path == "/metrics" else kept.append(None) or body
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_gauge_that_grows_with_each_request_is_a_leak_of_its_own_and_one_that_stays_is_clean()
    {
        var end = await RunAsync("""probes: { metrics: /metrics, gauges: [ 'queue_length{queue="orders"}', pool_size ] }""");

        end.Code.ShouldBe(1, end.ToString());
        var verdict = _workspace.Verdict();
        verdict.LeakTypes.ShouldBe(["resource_leak"], end.ToString());
        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Requests.ShouldHaveSingleItem().PerRequest.Estimate.ShouldBe(1, 0.02);
        finding.Summary.ShouldContain("""queue_length{queue="orders"}""");
        verdict.Resources.Single(resource => resource.Resource == "gauge pool_size").Verdict.ShouldBe(Outcome.Clean);
        end.Output.ShouldContain("queue_length");

        var blocks = LeakGate.Runs.RunReader.Read(_workspace.Folder()).Blocks;
        blocks.ShouldAllBe(block => block.Floors.ContainsKey("gauge:pool_size"));
        _workspace.Again().Findings.ShouldHaveSingleItem().Fingerprint.ShouldBe(finding.Fingerprint);
    }

    [Fact]
    public async Task A_gauge_that_is_not_there_or_below_zero_leaves_the_run_inconclusive_and_says_why()
    {
        var end = await RunAsync("probes: { metrics: /metrics, gauges: [ queue_len, lag_seconds ] }");

        end.Code.ShouldBe(3, end.ToString());
        var gaps = _workspace.Verdict().Resources.Where(resource => resource.Resource.StartsWith("gauge", StringComparison.Ordinal)).ToList();
        gaps.Select(resource => resource.Verdict).ShouldBe([Outcome.Inconclusive, Outcome.Inconclusive]);
        foreach (var told in new[] { "gauge queue_len can't be read: /metrics has no queue_len, but queue_length", "gauge lag_seconds can't be read: /metrics tells -1 for lag_seconds" })
        {
            end.Error.ShouldContain(told);
        }
    }

    private Task<ToolEnd> RunAsync(string probes)
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.Command(url, Queue), url, probes);
        return LeakGateProcess.RunAsync(_workspace.Path, "run");
    }
}
