using System.Globalization;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Samples;
using LeakGate.EndToEnd.Server;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>
/// Every query of every dashboard, asked of a real Prometheus with our configuration that scrapes both real samples and a real
/// <c>leakgate serve</c> with a real run. Grafana itself can't be had here (see <see cref="GrafanaFilesTests"/>): its variables are put in
/// place by the test.
/// </summary>
[Collection<BusyRuns>]
public sealed class DashboardDataTests(SampleServers servers) : IClassFixture<SampleServers>, IDisposable
{
    private const string Token = "a-token-of-the-test";

    /// <summary>The groups of rules are evaluated each at its own moment, so that the alert may stand before the recorded series.</summary>
    private const string EveryRule = "ALERTS{alertname=\"LeakFound\"} and on (target) target_branch_profile:leakgate_last_run_verdict:code";

    private static readonly TimeSpan Back = TimeSpan.FromMinutes(15);

    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Every_query_of_every_panel_and_variable_returns_data_after_a_run()
    {
        await using var leaky = await SampleProcess.StartAsync("LeakyApp", servers);
        await using var healthy = await SampleProcess.StartAsync("HealthyApp", servers);
        _workspace.Configure(SampleRuns.LeakyAlone("POST /api/file"));
        await using var serve = await ServeProcess.StartAsync(_workspace.Path, Token);
        await using var prometheus = await PrometheusServer.StartAsync(Configuration(leaky, healthy, serve));
        var id = await serve.RunAsync("""{"targets":["leaky"],"profile":"quick"}""");
        await leaky.RepeatAsync(10, "GET /api/stress");
        await healthy.RepeatAsync(10, "GET /api/stress");
        (await serve.BecomesAsync(id, "ended")).GetProperty("exit_code").GetInt32().ShouldBe(1);
        await Patience.UntilAsync("the rules have seen the verdict", async () => await prometheus.InstantAsync(EveryRule) > 0);

        var empty = new List<string>();
        foreach (var board in DashboardFile.All())
        {
            var (all, one) = (Own(), Own());
            foreach (var variable in board.Variables)
            {
                var values = await prometheus.LabelValuesAsync(variable.Label, DashboardFile.Fill(variable.Selector, one), Back);
                empty.AddRange(values.Count > 0 ? [] : [$"{board.Name}: variable {variable.Name}"]);
                (all[variable.Name], one[variable.Name]) = (variable.All, values.Count > 0 ? values[^1] : "");
            }

            foreach (var query in board.Queries)
            {
                foreach (var expression in new[] { DashboardFile.Fill(query.Expression, all), DashboardFile.Fill(query.Expression, one) })
                {
                    var numbers = query.Instant ? await prometheus.InstantAsync(expression) : await prometheus.RangeAsync(expression, Back);
                    empty.AddRange(numbers > 0 ? [] : [$"{board.Name}: {query.Panel}: {expression}"]);
                }
            }
        }

        empty.ShouldBeEmpty(prometheus.Log());
        (await prometheus.RangeAsync("leakgate_that_is_not", Back)).ShouldBe(0, "a query without data must be seen as such");
        var scraped = await prometheus.LabelValuesAsync("__name__", "{__name__!=\"\"}", Back);
        RuleFiles.ScrapedMetrics().Except(scraped).ShouldBeEmpty("the rules read what nobody tells");
    }

    /// <summary>What Grafana itself puts in place.</summary>
    private static Dictionary<string, string> Own() => new(StringComparer.Ordinal)
    {
        ["__rate_interval"] = "20s",
        ["__interval"] = "5s",
        ["__range"] = "15m",
    };

    private static DeployFolder Configuration(SampleProcess leaky, SampleProcess healthy, ServeProcess serve)
    {
        var folder = new DeployFolder("prometheus");
        folder.Write("secrets/leakgate_token", Token);
        folder.Change("prometheus.yml", ("scrape_interval: 5s", "scrape_interval: 1s"), ("scrape_timeout: 4s", "scrape_timeout: 1s"), ("evaluation_interval: 15s", "evaluation_interval: 1s"));
        folder.Change("targets/samples.yml", ("leaky:5000", leaky.Address.Authority), ("healthy:5001", healthy.Address.Authority));
        folder.Change("targets/leakgate.yml", ("leakgate:5555", "127.0.0.1:" + serve.Port.ToString(CultureInfo.InvariantCulture)));
        return folder;
    }
}
