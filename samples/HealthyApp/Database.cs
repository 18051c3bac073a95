using System.Diagnostics.Metrics;
using Npgsql;

namespace HealthyApp;

/// <summary>
/// PostgreSQL through one data source for the whole program: a small pool, from which each query borrows a connection and
/// gives it back. Thread safe.
/// </summary>
/// <remarks>
/// The twin of LeakyApp's DatabaseConnections. <c>await using</c> gives the connection back on every way out, also when the
/// query throws. Four connections serve thousands of short queries a second; more would only queue up inside the server.
/// </remarks>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Most connections.</summary>
    public const int PoolSize = 4;

    private readonly NpgsqlDataSource _source;
    private readonly MeterListener _meter = new();
    private long _open;

    public Database(Servers servers)
    {
        _source = new NpgsqlDataSourceBuilder(servers.Postgres)
        {
            ConnectionStringBuilder = { Pooling = true, MinPoolSize = PoolSize, MaxPoolSize = PoolSize },
        }.Build();

        // The pool's own count, as Npgsql publishes it: connections in use and idle.
        _meter.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Npgsql" && instrument.Name == "db.client.connection.count")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<int>((_, count, _, _) => _open += count);
        _meter.Start();
    }

    /// <summary>Connections that are open now.</summary>
    public long Count
    {
        get
        {
            lock (_meter)
            {
                _open = 0;
                _meter.RecordObservableInstruments();
                return _open;
            }
        }
    }

    /// <summary>Opens the whole pool, so that the first users do not wait for it.</summary>
    public async Task FillPoolAsync(CancellationToken cancel)
    {
        var opened = new List<NpgsqlConnection>(PoolSize);
        try
        {
            while (opened.Count < PoolSize)
            {
                opened.Add(await _source.OpenConnectionAsync(cancel));
            }
        }
        finally
        {
            foreach (var connection in opened)
            {
                await connection.DisposeAsync();
            }
        }
    }

    public async Task<long> QueryAsync(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("SELECT sum(n) FROM generate_series(1, 100) AS n", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        await _source.DisposeAsync();
    }
}
