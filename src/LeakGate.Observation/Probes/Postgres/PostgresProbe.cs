using System.Net;
using LeakGate.Findings;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Runs.Plans;
using LeakGate.Samples;
using Npgsql;

namespace LeakGate.Observation.Probes.Postgres;

/// <summary>
/// The target's connections as PostgreSQL sees them: state, application and since when (<c>pg_stat_activity</c>); and of all programs the
/// sessions idle in a transaction, prepared transactions and temporary files.
/// </summary>
/// <remarks>Prepared statements are not among them: PostgreSQL shows each session its own only (<c>pg_prepared_statements</c>).</remarks>
internal sealed class PostgresProbe(Secret connection, ProcProbe proc, TimeProvider time, Action<string> tell)
    : ServerProbe("PostgreSQL", Resource.DatabaseConnections, proc, time, tell)
{
    /// <summary>The state of sessions of other users is hidden from one that is no member of <c>pg_monitor</c>.</summary>
    private const string Question = """
        select client_addr, client_port, coalesce(state, 'state hidden'), application_name,
               extract(epoch from clock_timestamp() - coalesce(state_change, backend_start))::float8
        from pg_stat_activity
        where backend_type = 'client backend' and client_addr is not null and pid <> pg_backend_pid()
        """;

    /// <summary>Of all programs; temporary files are those of this database since its statistics were reset.</summary>
    private const string Amounts = """
        select (select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()),
               (select count(*) from pg_stat_activity where state like 'idle in transaction%'),
               (select count(*) from pg_prepared_xacts),
               coalesce(sum(temp_files), 0)::bigint,
               coalesce(sum(temp_bytes), 0)::bigint
        from pg_stat_database where datname = current_database()
        """;

    private static readonly string[] Names =
        [ServerFacts.Connections, "sessions idle in transaction", "prepared transactions", "temporary files written", "temporary bytes written"];

    /// <inheritdoc />
    protected override bool IsFailure(Exception problem) => PostgresQuestion.IsFailure(problem);

    /// <inheritdoc />
    protected override async Task<ServerSide> AskAsync(CancellationToken cancel)
    {
        await using var client = await PostgresQuestion.OpenAsync(connection.Reveal(), cancel);
        var seen = await SeenAsync(client, cancel);
        try
        {
            return new ServerSide(seen) { Facts = await FactsAsync(client, cancel) };
        }
        catch (PostgresException refusal)
        {
            // A pooler in between, or a view that this user may not read.
            return new ServerSide(seen) { Gap = refusal.Message };
        }
    }

    private static async Task<List<SeenConnection>> SeenAsync(NpgsqlConnection client, CancellationToken cancel)
    {
        var seen = new List<SeenConnection>();
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

    private static async Task<Dictionary<string, long>> FactsAsync(NpgsqlConnection client, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Amounts, client);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        _ = await rows.ReadAsync(cancel);
        return Names.Select((name, index) => (name, Amount: rows.GetInt64(index))).ToDictionary(pair => pair.name, pair => pair.Amount, StringComparer.Ordinal);
    }
}
