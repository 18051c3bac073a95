using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

[Collection<SampleTests>]
public sealed class HealthyAppTests(SampleServers servers)
{
    private static readonly string[] Mix = ["POST /api/cache", "GET /api/database", "POST /api/file", "POST /api/redis", "GET /api/stress"];

    [Fact]
    public async Task Once_warm_thousands_of_requests_with_new_keys_leave_nothing_more_open()
    {
        await using var app = await SampleProcess.StartAsync("HealthyApp", servers);
        await RoundsAsync(app, 0, 300);
        var before = await app.MetricsAsync();
        var sockets = app.Sockets();
        var sessions = await servers.SessionsAsync("HealthyApp");

        await RoundsAsync(app, 300, 600);
        var after = await app.MetricsAsync();
        after["memory_cache_size"].ShouldBe(before["memory_cache_size"]);
        after["memory_cache_bytes"].ShouldBe(before["memory_cache_bytes"]);
        after["request_history_size"].ShouldBe(before["request_history_size"]);
        after["db_connections_open"].ShouldBe(before["db_connections_open"]);
        after["redis_connections_open"].ShouldBe(1);
        after["temporary_files_open"].ShouldBe(0);
        app.Sockets().ShouldBe(sockets);
        (await servers.SessionsAsync("HealthyApp")).ShouldBe(sessions);
        app.Descriptors().ShouldNotContain(target => target.EndsWith(".txt", StringComparison.Ordinal) || target.EndsWith(".txt (deleted)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cache_holds_no_more_entries_than_it_says()
    {
        await using var app = await SampleProcess.StartAsync("HealthyApp", servers);
        var most = (await app.MetricsAsync())["memory_cache_max"];
        await app.RepeatAsync((int)most + 50, "POST /api/cache", i => SampleProcess.Post(i, "v"));
        var metrics = await app.MetricsAsync();
        metrics["memory_cache_size"].ShouldBe(most);
        metrics["memory_cache_bytes"].ShouldBe(most);
    }

    [Fact]
    public async Task The_cache_holds_no_more_bytes_than_its_bound_however_large_the_values()
    {
        await using var app = await SampleProcess.StartAsync("HealthyApp", servers);
        var value = new string('v', 1_000_000);
        await app.RepeatAsync(20, "POST /api/cache", i => SampleProcess.Post(i, value));
        var metrics = await app.MetricsAsync();
        metrics["memory_cache_size"].ShouldBe(4);
        metrics["memory_cache_bytes"].ShouldBe(4_000_000);
    }

    [Fact]
    public async Task The_pool_size_is_what_PostgreSQL_counts()
    {
        await using var app = await SampleProcess.StartAsync("HealthyApp", servers);
        await app.RepeatAsync(50, "GET /api/database");
        (await app.MetricsAsync())["db_connections_open"].ShouldBe(await servers.SessionsAsync("HealthyApp"));
    }

    [Fact]
    public async Task No_file_is_left_on_disk()
    {
        await using var app = await SampleProcess.StartAsync("HealthyApp", servers);
        var (_, answer) = await app.SendAsync("POST /api/file");
        using var json = System.Text.Json.JsonDocument.Parse(answer);
        var name = json.RootElement.GetProperty("file").GetString()!;
        File.Exists(Path.Combine(Path.GetTempPath(), name)).ShouldBeFalse();
    }

    private static async Task RoundsAsync(SampleProcess app, int from, int to)
    {
        for (var round = from; round < to; round++)
        {
            foreach (var request in Mix)
            {
                var key = round;
                await app.RepeatAsync(1, request, _ => SampleProcess.Post(key, new string('v', 4000)));
            }
        }
    }
}
