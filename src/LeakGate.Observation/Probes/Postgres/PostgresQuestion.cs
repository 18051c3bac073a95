using Npgsql;

namespace LeakGate.Observation.Probes.Postgres;

/// <summary>A connection of LeakGate's own to a PostgreSQL server behind: outside of every pool, named <c>leakgate</c>, 5 s for anything.</summary>
internal static class PostgresQuestion
{
    /// <summary>Opens it.</summary>
    /// <param name="connection">Npgsql connection string.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<NpgsqlConnection> OpenAsync(string connection, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Timeout = 5, CommandTimeout = 5, ApplicationName = "leakgate" };
        var client = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await client.OpenAsync(cancel);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether this is how a server, or its connection string, fails.</summary>
    public static bool IsFailure(Exception problem) => problem is NpgsqlException or ArgumentException or TimeoutException or System.Net.Sockets.SocketException;
}
