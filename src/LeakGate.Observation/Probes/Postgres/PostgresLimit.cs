using LeakGate.Runs.Records;
using Npgsql;

namespace LeakGate.Observation.Probes.Postgres;

/// <summary>How many connections a PostgreSQL server still has for ordinary users.</summary>
public static class PostgresLimit
{
    /// <summary>
    /// <c>max_connections</c> without those reserved for superusers and those that others hold now, so that the dose takes
    /// half of what is really left.
    /// </summary>
    /// <param name="connection">Npgsql connection string.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <returns>The limit, or why it is not known.</returns>
    public static async Task<(LimitRecord? Limit, string? Problem)> ReadAsync(string connection, CancellationToken cancel)
    {
        try
        {
            await using var client = await PostgresQuestion.OpenAsync(connection, cancel);
            await using var command = new NpgsqlCommand(
                """
                select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                       - (select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid())
                """,
                client);
            var left = Convert.ToDouble(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
            return (new LimitRecord(left, "max_connections"), null);
        }
        catch (Exception problem) when (PostgresQuestion.IsFailure(problem))
        {
            return (null, $"PostgreSQL does not tell its max_connections: {problem.Message}");
        }
    }
}
