using System.Net;
using System.Net.Sockets;
using LeakGate.Observation.Services;
using LeakGate.Runs.Plans;
using Npgsql;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

/// <summary>A private PostgreSQL and a private Redis for all tests of the samples, as LeakGate itself starts them.</summary>
public sealed class SampleServers : IAsyncLifetime
{
    private ServiceHost? _host;

    public string Postgres => Value("postgres.connection");

    public string Redis => Value("redis.address");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        // Private ones even where variables name running servers: these tests count all that a server holds.
        _host = await ServiceHost.StartAsync(
            [new ServicePlan { Name = "postgres" }, new ServicePlan { Name = "redis" }],
            logFolder: null,
            new Progress<string>(),
            TimeProvider.System,
            environment: _ => null,
            limit.Token);
    }

    /// <summary>Open sessions of one application, as PostgreSQL itself counts them.</summary>
    public async Task<long> SessionsAsync(string application)
    {
        await using var connection = new NpgsqlConnection(Postgres + ";Pooling=false;Application Name=the test");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = application });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private string Value(string name) =>
        _host?.Values.All[name] ?? throw new InvalidOperationException("The servers are not started yet.");
}

/// <summary>Tests that share the servers, one after the other: they count what the servers hold.</summary>
[CollectionDefinition]
public sealed class SampleTests : ICollectionFixture<SampleServers>;
