using Npgsql;

namespace LeakyApp.Leaks;

/// <summary>
/// LEAK: PostgreSQL connections that are opened, used and never closed.
/// </summary>
/// <remarks>
/// How it comes about: pooling was switched off "because of trouble with the pool", and the <c>using</c> was forgotten, or
/// the connection was handed to something long-lived, here a static list. Each costs this process a socket and about 34 KB
/// of buffers, and the server a whole backend process; at <c>max_connections</c> (100 by default) every other program that
/// uses the same server fails too. Seen from outside: established connections to port 5432, descriptors and memory rise
/// together, and <c>pg_stat_activity</c> fills with idle sessions of one application.
/// Were the list not there, the finalizer of the socket would close some connections at some later collection: a leak that
/// comes and goes, and harder to see.
/// Done rightly: HealthyApp/Database.cs, one data source with a small pool and <c>await using</c>.
/// </remarks>
internal sealed class DatabaseConnections(Servers servers)
{
    private static readonly List<NpgsqlConnection> Opened = [];
    private static readonly Lock Gate = new();
    private readonly string _connectionString = Unpooled(servers.Postgres);

    /// <summary>Connections that are open now.</summary>
    public static int Count
    {
        get
        {
            lock (Gate)
            {
                return Opened.Count(connection => connection.State == System.Data.ConnectionState.Open);
            }
        }
    }

    /// <summary>The same server without pooling: each connection is one of its own.</summary>
    public static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    public async Task<long> QueryAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancel);
        lock (Gate)
        {
            Opened.Add(connection);
        }

        await using var command = new NpgsqlCommand("SELECT sum(n) FROM generate_series(1, 100) AS n", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
