using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.EndToEnd.Samples;
using LeakGate.Findings;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Postgres;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Probes.Redis;
using LeakGate.Observation.Services;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;
using LeakGate.Samples;
using Npgsql;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>What real servers behind a target tell of themselves, and what is told of one that does not answer.</summary>
public sealed class ServerProbeTests : IAsyncLifetime
{
    private static readonly ProcessTree Nobody = new([]);

    private readonly List<string> _told = [];
    private readonly ProcProbe _proc = new(new PeerNames());
    private ServiceHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Redis => _host.Values.All["redis.address"];

    private string Postgres => _host.Values.All["postgres.connection"];

    public async ValueTask InitializeAsync() => _host = await ServiceHost.StartAsync(
        [new ServicePlan { Name = "postgres" }, new ServicePlan { Name = "redis" }], logFolder: null, new Progress<string>(), TimeProvider.System, environment: _ => null, Cancel);

    public async ValueTask DisposeAsync()
    {
        await _proc.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Redis_tells_its_keys_without_expiry_by_prefix_and_its_memory()
    {
        await using var probe = new RedisProbe(Redis, _proc, TimeProvider.System, _told.Add);
        using var session = await RedisSession.OpenAsync(Redis, Cancel);
        _ = await session.AskAsync(Cancel, "SET", "config", "1");
        var before = await ReadAsync(probe, Resource.RedisConnections);

        await FillAsync(session, 10_000, key => ["SET", string.Create(CultureInfo.InvariantCulture, $"session:{key}"), "x"]);
        await FillAsync(session, 2_000, key => ["SET", string.Create(CultureInfo.InvariantCulture, $"cache:{key}"), "x", "EX", "1000"]);
        await FillAsync(session, 500, key => ["SET", string.Create(CultureInfo.InvariantCulture, $"lock{key}"), "x"]);
        var after = await ReadAsync(probe, Resource.RedisConnections);

        before.Facts["Redis: keys without expiry"].ShouldBe(1);
        after.Facts["Redis: keys without expiry"].ShouldBe(10_501);
        (after.Facts["Redis: used bytes"] - before.Facts["Redis: used bytes"]).ShouldBeGreaterThan(12_500 * 32);
        after.Keys["session:"].ShouldBeInRange(9_000, 10_501);
        after.Keys["lock*"].ShouldBeInRange(200, 1_000);
        after.Keys.Keys.ShouldNotContain("cache:");
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_of_another_database_and_keys_that_are_no_text_are_looked_at_too()
    {
        await using var probe = new RedisProbe(Redis, _proc, TimeProvider.System, _told.Add);
        using var session = await RedisSession.OpenAsync(Redis, Cancel);
        _ = await session.AskAsync(Cancel, "SELECT", "3");
        await FillAsync(session, 300, key => ["SET", string.Create(CultureInfo.InvariantCulture, $"\u0001\u00ff\r\n{key}"), "x"]);

        var told = await ReadAsync(probe, Resource.RedisConnections);

        told.Facts["Redis: keys without expiry"].ShouldBe(300);
        told.Keys.ShouldHaveSingleItem().Value.ShouldBe(300);
    }

    [Fact]
    public async Task Redis_that_allows_its_connections_only_says_what_it_refuses_once()
    {
        using var session = await RedisSession.OpenAsync(Redis, Cancel);
        _ = await session.AskAsync(Cancel, "ACL", "SETUSER", "default", "-scan");
        _ = await session.AskAsync(Cancel, "SET", "a", "1");
        await using var probe = new RedisProbe(Redis, _proc, TimeProvider.System, _told.Add);

        var told = await ReadAsync(probe, Resource.RedisConnections);
        _ = await ReadAsync(probe, Resource.RedisConnections);

        told.Facts["Redis: connections of all programs"].ShouldBeGreaterThanOrEqualTo(1);
        told.Gap.ShouldStartWith("Redis does not tell its side: NOPERM");
        _told.ShouldBe([told.Gap]);
    }

    [Fact]
    public async Task Postgresql_tells_prepared_transactions_idle_ones_and_temporary_files()
    {
        await using var probe = new PostgresProbe(new Secret(Postgres), _proc, TimeProvider.System, _told.Add);
        await using var client = new NpgsqlConnection(Postgres + ";Pooling=false");
        await client.OpenAsync(Cancel);
        var before = await ReadAsync(probe, Resource.DatabaseConnections);

        await ExecuteAsync(client, "set work_mem = '64kB'");
        await ExecuteAsync(client, "select count(*) from (select g from generate_series(1, 300000) g order by -g) s");
        await using var idle = new NpgsqlConnection(Postgres + ";Pooling=false");
        await idle.OpenAsync(Cancel);
        await ExecuteAsync(idle, "begin");
        await client.CloseAsync();
        var after = await EventuallyAsync(probe, told => told.Facts["PostgreSQL: temporary files written"] > before.Facts["PostgreSQL: temporary files written"]);

        after.Facts["PostgreSQL: temporary bytes written"].ShouldBeGreaterThan(before.Facts["PostgreSQL: temporary bytes written"] + 1_000_000);
        after.Facts["PostgreSQL: sessions idle in transaction"].ShouldBe(1);
        after.Facts["PostgreSQL: prepared transactions"].ShouldBe(0);
        after.Facts["PostgreSQL: connections of all programs"].ShouldBe(1);
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_once_and_stands_in_every_block()
    {
        var port = SampleServers.FreePort().ToString(CultureInfo.InvariantCulture);
        await using var redis = new RedisProbe("127.0.0.1:" + port, _proc, TimeProvider.System, _told.Add);
        await using var postgres = new PostgresProbe(new Secret($"Host=127.0.0.1;Port={port};Username=nobody;Password=hidden"), _proc, TimeProvider.System, _told.Add);

        for (var block = 0; block < 2; block++)
        {
            (await ReadAsync(redis, Resource.RedisConnections)).Gap.ShouldStartWith("Redis does not tell its side: ");
            (await ReadAsync(postgres, Resource.DatabaseConnections)).Gap.ShouldStartWith("PostgreSQL does not tell its side: ");
        }

        _told.Count.ShouldBe(2);
        _told.ShouldAllBe(text => !text.Contains("hidden"));
    }

    [Fact]
    public async Task A_server_that_hangs_is_told_after_five_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var probe = new RedisProbe(silent.LocalEndpoint.ToString()!, _proc, TimeProvider.System, _told.Add);

        (await ReadAsync(probe, Resource.RedisConnections)).Gap.ShouldBe("Redis does not tell its side: no answer within 5 s");
    }

    private static async Task FillAsync(RedisSession session, int count, Func<int, string[]> command)
    {
        await session.SendAsync(Enumerable.Range(0, count).Select(command), Cancel);
        for (var index = 0; index < count; index++)
        {
            (await session.AnswerAsync(Cancel)).Text.ShouldBe("OK");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection client, string sql)
    {
        await using var command = new NpgsqlCommand(sql, client);
        _ = await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<Told> EventuallyAsync(ServerProbe probe, Func<Told, bool> enough)
    {
        // A server tells its statistics with a delay of up to a second.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var told = await ReadAsync(probe, Resource.DatabaseConnections);
            if (enough(told))
            {
                return told;
            }

            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<Told> ReadAsync(ServerProbe probe, Resource resource)
    {
        var set = new ReadingSet();
        await probe.ReadDetailsAsync(Nobody, set, Cancel);
        return new Told(
            set.Details.GetValueOrDefault(ServerFacts.Column(resource)) ?? [],
            set.Details.GetValueOrDefault(ServerFacts.KeyColumn(resource)) ?? [],
            set.Details.GetValueOrDefault(ServerFacts.GapColumn(resource))?.Keys.Single() ?? "");
    }

    private sealed record Told(Dictionary<string, long> Facts, Dictionary<string, long> Keys, string Gap);
}
