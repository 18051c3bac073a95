using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeakGate.EndToEnd.History;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Samples;
using LeakGate.History;
using LeakGate.Runs.Plans;
using LeakGate.Verdicts;
using Npgsql;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>
/// A long history behind the real server, on both databases. Some hundred runs here; <c>bench/server-history.sh</c> asks for 10,000 and
/// keeps the times and the size.
/// </summary>
[Collection<SampleTests>]
public sealed class LongHistoryTests(SampleServers servers, ITestOutputHelper output) : IDisposable
{
    private const int Targets = 5;
    private const int Times = 21;

    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("LEAKGATE_BENCH_RUNS") ?? "300", CultureInfo.InvariantCulture);

    private readonly Workspace _workspace = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task All_of_a_long_history_is_paged_through_on_SQLite()
    {
        _workspace.ConfigureCommand(SmallServer.Command(Workspace.FreeUrl()), Workspace.FreeUrl());
        var file = Path.Combine(_workspace.Path, ".leakgate", "history.db");
        await FillAsync(null);

        await ServeAsync("sqlite", () => Task.FromResult(new[] { file, file + "-wal" }.Where(File.Exists).Sum(path => new FileInfo(path).Length)));
    }

    [Fact]
    public async Task All_of_a_long_history_is_paged_through_on_PostgreSQL()
    {
        var schema = "h" + Guid.NewGuid().ToString("n");
        await using var connection = new NpgsqlConnection(servers.Postgres);
        await connection.OpenAsync(_cancel);
        await using var make = new NpgsqlCommand("CREATE SCHEMA " + schema, connection);
        await make.ExecuteNonQueryAsync(_cancel);
        var place = servers.Postgres + ";Search Path=" + schema;
        _workspace.ConfigureCommand(SmallServer.Command(Workspace.FreeUrl()), Workspace.FreeUrl());
        File.AppendAllText(Path.Combine(_workspace.Path, "leakgate.yml"), "\nhistory: " + JsonSerializer.Serialize(place) + "\n");
        await FillAsync(new Secret(place));

        await ServeAsync("postgres", async () =>
        {
            await using var size = new NpgsqlCommand($"SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = '{schema}'::regnamespace", connection);
            return (long)(await size.ExecuteScalarAsync(_cancel))!;
        });
    }

    private async Task FillAsync(Secret? place)
    {
        await using var history = await HistoryPlace.OpenAsync(place, Path.Combine(_workspace.Path, ".leakgate"), _cancel);
        for (var i = 0; i < Runs; i++)
        {
            await history.AddAsync(Run(i), _cancel);
        }
    }

    private async Task ServeAsync(string database, Func<Task<long>> size)
    {
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? next = ""; next is not null;)
        {
            var page = await serve.GetAsync("/api/v1/runs?limit=100" + (next.Length > 0 ? "&cursor=" + next : ""));
            page.GetProperty("total").GetInt32().ShouldBe(Runs);
            foreach (var run in page.GetProperty("runs").EnumerateArray())
            {
                seen.Add(run.GetProperty("run_id").GetString()!).ShouldBeTrue("no run twice");
            }

            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        seen.Count.ShouldBe(Runs);
        (await serve.GetAsync("/api/v1/trends?target=shop-2&resource=memory&last=500")).GetProperty("points").GetArrayLength().ShouldBe(Math.Min(500, Runs / Targets));
        await TimeAsync(serve, database, "list", "/api/v1/runs");
        await TimeAsync(serve, database, "list_filtered", "/api/v1/runs?target=shop-2&verdict=leak&branch=main&sort=Duration");
        await TimeAsync(serve, database, "list_searched", "/api/v1/runs?search=c0ffee1");
        await TimeAsync(serve, database, "trends", "/api/v1/trends?target=shop-2&resource=memory");
        await TimeAsync(serve, database, "targets", "/api/v1/targets");
        var each = await size() / (double)Runs;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FIGURE {database}_bytes_per_run {each:0}"));
    }

    private async Task TimeAsync(ServeProcess serve, string database, string name, string path)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await serve.Client.GetAsync(new Uri(path, UriKind.Relative), _cancel);
            await answer.Content.ReadAsByteArrayAsync(_cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue(path);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FIGURE {database}_{name}_ms {times[Times / 2]:0.0} {times[^1]:0.0}"));
    }

    /// <summary>A run with as many resources as a service with a database and a cache behind it has.</summary>
    private static HistoryRun Run(int number)
    {
        var run = HistoryContract.Run(number, number % 3 == 0 ? "main" : "topic-" + (number % 7), "c0ffee" + number.ToString(CultureInfo.InvariantCulture), number % 9 == 0 ? Outcome.Leak : Outcome.Clean);
        var memory = run.Verdict.Resources[0];
        string[] names = ["memory", "heap", "anonymous", "descriptors", "files", "sockets", "threads", "processes", "postgres connections", "redis connections", "timers", "assemblies"];
        return run with
        {
            Verdict = run.Verdict with
            {
                RunId = "run-" + number.ToString("00000", CultureInfo.InvariantCulture),
                Target = "shop-" + (number % Targets).ToString(CultureInfo.InvariantCulture),
                Resources = [.. names.Select(name => memory with { Resource = name })],
            },
        };
    }
}
