using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>LeakyApp with one endpoint at a time. Nothing is said of what is expected, so a leak fails the run.</summary>
public sealed class OneEndpointTests(ITestOutputHelper output)
{
    // A value of 4,000 bytes, its key and entry, and the line of the history that every request leaves.
    private const double CacheEntry = 4300;

    [Theory]
    [InlineData("POST /api/cache", "memory_leak", CacheEntry, "")]
    [InlineData("POST /api/file", "file_descriptor_leak", 1, "")]
    [InlineData("POST /api/redis", "redis_connection_leak", 1, "Redis: no name, last command ")]
    [InlineData("GET /api/database", "database_connection_leak", 1, "PostgreSQL: idle")]
    public async Task It_leaks_one_thing_and_the_rest_is_folded_into_it(string request, string type, double leaked, string seenByServer)
    {
        using var workspace = new Workspace();
        workspace.Configure(SampleRuns.LeakyAlone(request == "POST /api/cache"
            ? """{ method: POST, path: /api/cache, body: '{"key":"k{{seq}}","value":"{{text 4000}}"}' }"""
            : request));

        var end = await LeakGateProcess.RunAsync(workspace.Path, "run");

        var verdict = workspace.Verdict("leaky");
        output.WriteLine(SampleRuns.Figures(verdict));
        end.Code.ShouldBe(1, end.ToString());
        verdict.Verdict.ShouldBe(Outcome.Leak);
        verdict.LeakTypes.ShouldBe([type], end.ToString());
        var finding = verdict.Findings.ShouldHaveSingleItem();
        (finding.Evidence.FirstOrDefault(seen => seen is { Kind: "server", Count: > 10 })?.Name ?? "").ShouldStartWith(seenByServer, Case.Sensitive, end.ToString());
        var named = finding.Requests.ShouldHaveSingleItem();
        named.Request.ShouldBe(request);
        named.PerRequest.Estimate.ShouldBeInRange(0.75 * leaked, 1.25 * leaked);
    }

    [Fact]
    public async Task The_page_that_does_everything_leaks_both_kinds_of_connections_and_files()
    {
        using var workspace = new Workspace();
        workspace.Configure(SampleRuns.LeakyAlone("GET /api/stress"));

        var end = await LeakGateProcess.RunAsync(workspace.Path, "run");

        var verdict = workspace.Verdict("leaky");
        output.WriteLine(SampleRuns.Figures(verdict));
        end.Code.ShouldBe(1, end.ToString());

        // The cache entry is not told apart: with one request only, two connections may well hold its 4 KB too.
        verdict.LeakTypes.ShouldBe(
            ["database_connection_leak", "redis_connection_leak", "file_descriptor_leak"], ignoreOrder: true, end.ToString());
        verdict.LeakTypes[0].ShouldBe("database_connection_leak");
        foreach (var finding in verdict.Findings)
        {
            finding.Requests.ShouldHaveSingleItem().PerRequest.Estimate.ShouldBeInRange(0.75, 1.25, finding.Type);
        }

        verdict.Findings.Single(finding => finding.Type == "file_descriptor_leak").Where.ShouldEndWith("/leak_*.txt");
        verdict.Findings.SelectMany(finding => finding.Folded).Select(folded => folded.Resource).ShouldContain("heap");
    }
}
