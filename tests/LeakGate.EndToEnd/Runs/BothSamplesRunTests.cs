using System.Text.Json;
using LeakGate.Runs;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

[Collection<RealRuns>]
public sealed class BothSamplesRunTests(BothSamplesRun run, ITestOutputHelper output) : IClassFixture<BothSamplesRun>
{
    [Fact]
    public void It_succeeds_when_both_do_what_is_expected_of_them()
    {
        output.WriteLine(SampleRuns.Figures(run.Leaky));
        output.WriteLine(SampleRuns.Figures(run.Healthy));
        run.End.Code.ShouldBe(0, run.End.ToString());
        run.Leaky.Expect.ShouldBe("leak");
        run.Healthy.Expect.ShouldBe("clean");
    }

    [Fact]
    public void The_leaky_one_shows_exactly_its_four_leaks()
    {
        run.Leaky.Verdict.ShouldBe(Outcome.Leak, run.End.ToString());
        run.Leaky.LeakTypes.ShouldBe(
            ["memory_leak", "database_connection_leak", "file_descriptor_leak", "redis_connection_leak"], ignoreOrder: true, run.End.ToString());
        run.Leaky.Findings.Count.ShouldBe(4);
        run.Leaky.Trend.ShouldBe("increasing");
    }

    [Theory]
    [InlineData("memory_leak", "POST /api/cache", "managed heap")]
    [InlineData("file_descriptor_leak", "POST /api/file", "/leak_*.txt")]
    [InlineData("database_connection_leak", "GET /api/database", "PostgreSQL")]
    [InlineData("redis_connection_leak", "POST /api/redis", "Redis")]
    public void Each_leak_names_the_request_and_the_holder(string type, string request, string holder)
    {
        var finding = Finding(type);
        finding.Requests[0].Request.ShouldBe(request);
        finding.Where.ShouldContain(holder);
        finding.Severity.ShouldBeOneOf("low", "medium", "high", "critical");
        finding.Exhaustion.ShouldNotBeNull().Seconds.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("memory_leak", 4300)]
    [InlineData("file_descriptor_leak", 1)]
    [InlineData("database_connection_leak", 1)]
    [InlineData("redis_connection_leak", 1)]
    public void Each_leak_is_measured_within_a_quarter_of_what_the_code_leaks(string type, double leaked) =>
        Finding(type).Requests[0].PerRequest.Estimate.ShouldBeInRange(0.75 * leaked, 1.25 * leaked);

    [Theory]
    [InlineData("database_connection_leak")]
    [InlineData("redis_connection_leak")]
    public void A_connection_leak_has_its_descriptor_folded_in(string type) =>
        Finding(type).Folded.Single(folded => folded.Resource == "descriptors").PerUnit.ShouldBeInRange(0.9, 1.1);

    [Fact]
    public void A_database_connection_has_the_memory_of_its_client_folded_in() =>
        Finding("database_connection_leak").Folded.Single(folded => folded.Resource == "heap").PerUnit.ShouldBeInRange(10_000, 60_000);

    [Fact]
    public void The_healthy_one_is_clean_with_a_bound_for_every_resource()
    {
        run.Healthy.Verdict.ShouldBe(Outcome.Clean, run.End.ToString());
        run.Healthy.LeakTypes.ShouldBeEmpty();
        run.Healthy.Severity.ShouldBe("low");
        run.Healthy.Trend.ShouldBe("stable");
        run.Healthy.Resources.Count.ShouldBe(8);
        foreach (var resource in run.Healthy.Resources)
        {
            resource.Verdict.ShouldBe(Outcome.Clean, resource.Resource);
            resource.PerRequest.ShouldNotBeNull().High.ShouldBeInRange(double.Epsilon, resource.Margin, resource.Resource);
        }
    }

    [Theory]
    [InlineData("leaky")]
    [InlineData("healthy")]
    public void The_records_give_the_same_verdict_again(string target) =>
        JsonSerializer.Serialize(run.Workspace.Again(target), RunJson.Indented)
            .ShouldBe(File.ReadAllText(run.Workspace.Folder(target).VerdictFile));

    [Fact]
    public void The_output_is_the_array_of_the_verdicts_and_nothing_else()
    {
        using var printed = JsonDocument.Parse(run.End.Output);
        printed.RootElement.EnumerateArray().Select(verdict => verdict.GetProperty("target").GetString()).ShouldBe(["leaky", "healthy"]);
        foreach (var verdict in printed.RootElement.EnumerateArray())
        {
            using var kept = JsonDocument.Parse(File.ReadAllText(run.Workspace.Folder(verdict.GetProperty("target").GetString()!).VerdictFile));
            JsonElement.DeepEquals(verdict, kept.RootElement).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("leaky")]
    [InlineData("healthy")]
    public void The_verdict_has_the_keys_of_the_contract_with_their_types(string target)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(run.Workspace.Folder(target).VerdictFile));
        var verdict = json.RootElement;
        verdict.EnumerateObject().Take(6).Select(key => key.Name)
            .ShouldBe(["leak_types", "severity", "memory_growth_mb", "connection_growth", "files_growth", "trend"]);
        Kinds(verdict, JsonValueKind.Array, "leak_types", "resources", "findings");
        Kinds(verdict, JsonValueKind.String, "severity", "trend", "schema", "run_id", "target", "verdict", "started", "profile");
        Kinds(verdict, JsonValueKind.Number, "memory_growth_mb", "connection_growth", "files_growth", "duration_seconds", "requests", "requests_failed");
        verdict.GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
        verdict.GetProperty("schema").GetString().ShouldBe("leakgate.verdict/1");
        verdict.GetProperty("started").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        verdict.GetProperty("connection_growth").TryGetInt64(out _).ShouldBeTrue();
        verdict.GetProperty("files_growth").TryGetInt64(out _).ShouldBeTrue();
        foreach (var resource in verdict.GetProperty("resources").EnumerateArray())
        {
            Kinds(resource, JsonValueKind.String, "resource", "column", "verdict");
            Kinds(resource, JsonValueKind.Number, "margin", "evidence", "blocks", "growth");
            Amount(resource.GetProperty("per_request"));

            // What is read under load has a peak. The heap is read after collections only, and connections at the end of a block.
            if (resource.GetProperty("resource").GetString() is "processes" or "threads" or "descriptors" or "memory")
            {
                Kinds(resource, JsonValueKind.Number, "peak");
            }
        }

        foreach (var finding in verdict.GetProperty("findings").EnumerateArray())
        {
            Kinds(finding, JsonValueKind.String, "type", "where", "resource", "fingerprint", "severity", "summary", "advice");
            Kinds(finding, JsonValueKind.Array, "requests", "folded", "evidence");
            finding.GetProperty("fingerprint").GetString()!.ShouldStartWith("1:");
            foreach (var request in finding.GetProperty("requests").EnumerateArray())
            {
                Kinds(request, JsonValueKind.String, "request");
                Kinds(request, JsonValueKind.Number, "share");
                Amount(request.GetProperty("per_request"));
            }
        }
    }

    private static void Amount(JsonElement amount)
    {
        Kinds(amount, JsonValueKind.Number, "estimate", "low", "high");
        amount.GetProperty("unit").GetString().ShouldBeOneOf("bytes", "count");
    }

    private static void Kinds(JsonElement parent, JsonValueKind kind, params string[] keys)
    {
        foreach (var key in keys)
        {
            parent.GetProperty(key).ValueKind.ShouldBe(kind, key);
        }
    }

    private VerdictDocument.FindingEntry Finding(string type) =>
        run.Leaky.Findings.Where(finding => finding.Type == type).ShouldHaveSingleItem(run.End.ToString());
}
