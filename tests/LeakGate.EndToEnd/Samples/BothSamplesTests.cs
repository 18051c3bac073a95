using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

[Collection<SampleTests>]
public sealed class BothSamplesTests(SampleServers servers)
{
    private const string Leaky = "LeakyApp";
    private const string Healthy = "HealthyApp";

    [Theory]
    [InlineData(Leaky)]
    [InlineData(Healthy)]
    public async Task Every_endpoint_answers_200_with_JSON(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        (string Request, string? Body)[] requests =
        [
            ("GET /health", null), ("POST /api/cache", """{"key":"a","value":"b"}"""), ("GET /api/database", null),
            ("POST /api/file", null), ("POST /api/redis", null), ("GET /api/stress", null),
        ];
        foreach (var (request, body) in requests)
        {
            var (status, answer) = await app.SendAsync(request, body);
            status.ShouldBe(HttpStatusCode.OK, $"{request}: {answer}");
            using var json = JsonDocument.Parse(answer);
            json.RootElement.ValueKind.ShouldBe(JsonValueKind.Object, request);
        }

        app.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Leaky)]
    [InlineData(Healthy)]
    public async Task The_answers_come_from_the_real_servers(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        (await app.SendAsync("GET /api/database")).Body.ShouldBe("""{"sum":5050}""");
        var first = Visits((await app.SendAsync("POST /api/redis")).Body);
        Visits((await app.SendAsync("POST /api/redis")).Body).ShouldBe(first + 1);

        static long Visits(string body)
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("visits").GetInt64();
        }
    }

    [Theory]
    [InlineData(Leaky, "", "not the JSON that was expected")]
    [InlineData(Leaky, "{", "not the JSON that was expected")]
    [InlineData(Leaky, """{"key":1,"value":"b"}""", "not the JSON that was expected")]
    [InlineData(Leaky, """{"value":"b"}""", "\"key\" is missing")]
    [InlineData(Leaky, """{"key":"a"}""", "\"value\" is missing")]
    [InlineData(Healthy, "", "not the JSON that was expected")]
    [InlineData(Healthy, "[]", "not the JSON that was expected")]
    [InlineData(Healthy, "null", "\"key\" is missing")]
    [InlineData(Healthy, """{"key":"","value":"b"}""", "\"key\" is missing")]
    [InlineData(Healthy, """{"key":"a","value":null}""", "\"value\" is missing")]
    public async Task A_bad_body_gets_400_and_the_reason_and_is_not_stored(string name, string body, string reason)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        var (status, answer) = await app.SendAsync("POST /api/cache", body);
        status.ShouldBe(HttpStatusCode.BadRequest);
        using var json = JsonDocument.Parse(answer);
        json.RootElement.GetProperty("error").GetString()!.ShouldContain(reason);
        (await app.MetricsAsync())["memory_cache_size"].ShouldBe(0);
    }

    [Theory]
    [InlineData(Leaky)]
    [InlineData(Healthy)]
    public async Task The_metrics_are_Prometheus_text_with_help_and_type_for_each(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        await app.RepeatAsync(3, "POST /api/file");
        var (type, text) = await app.MetricsTextAsync();
        type!.MediaType.ShouldBe("text/plain");
        type.Parameters.ShouldContain(parameter => parameter.Name == "version" && parameter.Value == "0.0.4");
        text.ShouldEndWith("\n");
        var metrics = await app.MetricsAsync();
        foreach (var metric in metrics.Keys.Select(key => key.Split('{')[0]).Distinct())
        {
            text.ShouldContain($"# HELP {metric} ");
            text.ShouldContain($"# TYPE {metric} ");
        }

        string[] promised =
        [
            "memory_cache_size", "memory_cache_max", "db_connections_open", "file_descriptors_open", "request_history_size",
            "redis_connections_open", "process_resident_memory_bytes",
        ];
        promised.ShouldBeSubsetOf(metrics.Keys);
        metrics["http_requests_total{route=\"/api/file\"}"].ShouldBe(3);
    }

    [Theory]
    [InlineData(Leaky)]
    [InlineData(Healthy)]
    public async Task The_descriptors_in_the_metrics_are_those_that_the_kernel_lists(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        await app.RepeatAsync(20, "GET /api/stress");

        // Asked twice: the first answer loads the code for the answer, and .NET keeps its files open.
        await app.MetricsAsync();
        (await app.MetricsAsync())["file_descriptors_open"].ShouldBe(app.Descriptors().Count);
    }

    [Theory]
    [InlineData(Leaky)]
    [InlineData(Healthy)]
    public async Task Health_checks_and_scrapes_leave_nothing_behind(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        await app.RepeatAsync(2, "GET /metrics");
        var before = await app.MetricsAsync();
        var descriptors = app.Descriptors().Count;
        await app.RepeatAsync(200, "GET /health");
        await app.RepeatAsync(20, "GET /metrics");
        var after = await app.MetricsAsync();
        app.Descriptors().Count.ShouldBe(descriptors);
        string[] held = ["memory_cache_size", "request_history_size", "db_connections_open", "redis_connections_open", "temporary_files_open"];
        foreach (var metric in held)
        {
            after[metric].ShouldBe(before[metric], metric);
        }
    }

    [Theory]
    [InlineData(Leaky)]
    [InlineData(Healthy)]
    public async Task A_request_to_end_is_followed_with_everything_still_open(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        await app.RepeatAsync(50, "GET /api/stress");
        (await app.TerminateAsync()).ShouldBe(0);
        app.Output.ShouldBeEmpty();
        await Patience.UntilAsync("PostgreSQL has seen its sessions end", async () => await servers.SessionsAsync(name) == 0);
    }
}
