using System.Net;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Runs.Plans;
using LeakGate.Samples;
using Npgsql;

namespace LeakGate.Observation.Probes.Postgres;

/// <summary>The target's connections as PostgreSQL sees them: state, application and since when (<c>pg_stat_activity</c>).</summary>
internal sealed class PostgresProbe(Secret connection, ProcProbe proc, TimeProvider time) : ServerProbe("PostgreSQL", Resource.DatabaseConnections, proc, time)
{
    /// <summary>The state of sessions of other users is hidden from one that is no member of <c>pg_monitor</c>.</summary>
    private const string Question = """
        select client_addr, client_port, coalesce(state, 'state hidden'), application_name,
               extract(epoch from clock_timestamp() - coalesce(state_change, backend_start))::float8
        from pg_stat_activity
        where backend_type = 'client backend' and client_addr is not null and pid <> pg_backend_pid()
        """;

    /// <inheritdoc />
    protected override async Task<IReadOnlyList<SeenConnection>> AskAsync(CancellationToken cancel)
    {
        var seen = new List<SeenConnection>();
        try
        {
            await using var client = await PostgresQuestion.OpenAsync(connection.Reveal(), cancel);
            await using var command = new NpgsqlCommand(Question, client);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                var application = rows.GetString(3);
                seen.Add(new SeenConnection(
                    rows.GetFieldValue<IPAddress>(0),
                    rows.GetInt32(1),
                    application.Length > 0 ? $"{rows.GetString(2)}, application {application}" : rows.GetString(2),
                    TimeSpan.FromSeconds(rows.GetDouble(4))));
            }

            return seen;
        }
        catch (Exception problem) when (PostgresQuestion.IsFailure(problem))
        {
            // No connection is left for us, or the server is gone: the finding stands without its side.
            return [];
        }
    }
}
