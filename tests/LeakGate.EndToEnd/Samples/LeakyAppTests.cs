using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

[Collection<SampleTests>]
public sealed partial class LeakyAppTests(SampleServers servers)
{
    private const int Times = 25;

    [Fact]
    public async Task Each_new_key_stays_in_the_cache_with_the_bytes_that_were_posted()
    {
        var change = await ChangeAsync("POST /api/cache", i => SampleProcess.Post(i, new string('v', 4000)));
        change.Of("memory_cache_size").ShouldBe(Times);
        change.Of("memory_cache_bytes").ShouldBe(4000 * Times);
        change.After["memory_cache_max"].ShouldBe(double.PositiveInfinity);
        change.NothingElse("memory_cache_size", "memory_cache_bytes");
    }

    [Fact]
    public async Task The_same_key_again_takes_the_place_of_the_old_value()
    {
        var change = await ChangeAsync("POST /api/cache", _ => """{"key":"same","value":"v"}""");
        change.Of("memory_cache_size").ShouldBe(0);
        change.NothingElse();
    }

    [Fact]
    public async Task Each_query_leaves_one_database_connection_open_on_both_sides()
    {
        var change = await ChangeAsync("GET /api/database");
        change.Of("db_connections_open").ShouldBe(Times);
        change.Sockets.ShouldBe(Times);
        change.Sessions.ShouldBe(Times);
        change.NothingElse("db_connections_open");
    }

    [Fact]
    public async Task Each_file_stays_open_after_its_name_is_gone()
    {
        var change = await ChangeAsync("POST /api/file");
        change.Of("temporary_files_open").ShouldBe(Times);
        change.LeakedFiles.ShouldBe(Times);
        change.NothingElse("temporary_files_open");
    }

    [Fact]
    public async Task Each_visit_leaves_one_Redis_connection_open()
    {
        var change = await ChangeAsync("POST /api/redis");
        change.Of("redis_connections_open").ShouldBe(Times);
        change.Sockets.ShouldBe(Times);
        change.NothingElse("redis_connections_open");
    }

    [Fact]
    public async Task The_stress_page_leaves_one_of_everything()
    {
        var change = await ChangeAsync("GET /api/stress");
        change.Of("memory_cache_size").ShouldBe(Times);
        change.Of("memory_cache_bytes").ShouldBe(4000 * Times);
        change.Of("db_connections_open").ShouldBe(Times);
        change.Of("redis_connections_open").ShouldBe(Times);
        change.Of("temporary_files_open").ShouldBe(Times);
        change.Sockets.ShouldBe(2 * Times);
        change.LeakedFiles.ShouldBe(Times);
        change.Sessions.ShouldBe(Times);
    }

    [Fact]
    public async Task Out_of_database_connections_it_answers_503_with_the_reason_and_goes_on_serving()
    {
        await using var app = await SampleProcess.StartAsync("LeakyApp", servers);
        var answer = await app.SendAsync("GET /api/database");
        for (var i = 0; i < 500 && answer.Status == System.Net.HttpStatusCode.OK; i++)
        {
            answer = await app.SendAsync("GET /api/database");
        }

        answer.Status.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        answer.Body.ShouldContain("too many clients");
        await app.RepeatAsync(1, "POST /api/file");
    }

    [GeneratedRegex(@"/leak_[0-9]+\.txt \(deleted\)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeakedFile();

    private async Task<Change> ChangeAsync(string request, Func<int, string>? body = null)
    {
        await using var app = await SampleProcess.StartAsync("LeakyApp", servers);

        // The first request of a kind loads its code, and .NET keeps those files open; so it comes before the first count.
        await app.RepeatAsync(1, request, _ => body?.Invoke(-1) ?? "");
        var (before, descriptorsBefore, sessionsBefore) = await StateAsync();
        await app.RepeatAsync(Times, request, body);
        var (after, descriptorsAfter, sessionsAfter) = await StateAsync();

        // Every request but health checks and scrapes is remembered, whatever else it leaves.
        (after["request_history_size"] - before["request_history_size"]).ShouldBe(Times);
        return new Change(
            before,
            after,
            Sockets(descriptorsAfter) - Sockets(descriptorsBefore),
            descriptorsAfter.Count(LeakedFile().IsMatch) - descriptorsBefore.Count(LeakedFile().IsMatch),
            sessionsAfter - sessionsBefore);

        async Task<(Dictionary<string, double> Metrics, IReadOnlyList<string> Descriptors, long Sessions)> StateAsync() =>
            (await app.MetricsAsync(), app.Descriptors(), await servers.SessionsAsync("LeakyApp"));

        static int Sockets(IReadOnlyList<string> descriptors) =>
            descriptors.Count(target => target.StartsWith("socket:", StringComparison.Ordinal));
    }

    /// <summary>What <see cref="Times"/> requests have changed: in the metrics, in the kernel's list and in PostgreSQL's.</summary>
    private sealed record Change(
        Dictionary<string, double> Before, Dictionary<string, double> After, int Sockets, int LeakedFiles, long Sessions)
    {
        private static readonly string[] Held =
            ["memory_cache_size", "memory_cache_bytes", "db_connections_open", "redis_connections_open", "temporary_files_open"];

        public double Of(string metric) => After[metric] - Before[metric];

        public void NothingElse(params string[] expected)
        {
            foreach (var metric in Held.Except(expected))
            {
                Of(metric).ShouldBe(0, metric);
            }
        }
    }
}
