using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LeakGate.History.Sql;

/// <summary>In what the two databases differ; everything else is the same SQL.</summary>
/// <param name="Place">How to name the database to a person, without secrets.</param>
/// <param name="Connect">Makes a connection that is not open yet.</param>
/// <param name="Types">Text of a type, by the name that the migrations use.</param>
/// <param name="Baseline">Text of a member of the baseline in the column <c>document</c>, by the member's name; NULL: there is none.</param>
/// <param name="OnOpen">Run once on every new connection; empty: nothing.</param>
/// <param name="Lock">Run first in the transaction that migrates, so that two processes do not do it at once; empty: not needed.</param>
internal sealed record Dialect(
    string Place, Func<DbConnection> Connect, IReadOnlyDictionary<string, string> Types, Func<string, string> Baseline, string OnOpen, string Lock)
{
    public static Dialect Sqlite(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
        return new Dialect(
            file,
            () => new SqliteConnection(connection),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["long"] = "INTEGER", ["real"] = "REAL", ["text"] = "TEXT" },
            member => $"json_extract(document, '$.baseline.{member}')",
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
            "");
    }

    public static Dialect Postgres(string connection)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException)
        {
            // The message would repeat the string, and with it the password.
            throw new HistoryException("history: the value is neither `sqlite` nor a PostgreSQL connection string such as \"Host=db;Database=leakgate;Username=ci\".");
        }

        return new Dialect(
            $"PostgreSQL database {parts.Database} on {parts.Host}",
            () => new NpgsqlConnection(connection),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["long"] = "BIGINT", ["real"] = "DOUBLE PRECISION", ["text"] = "TEXT" },
            member => $"CAST(document AS json) -> 'baseline' ->> '{member}'",
            "",
            "SELECT pg_advisory_xact_lock(7155127)");
    }

    /// <summary>A statement with the types of this database in place of <c>{long}</c>, <c>{real}</c> and <c>{text}</c>.</summary>
    public string Typed(string sql) => Types.Aggregate(sql, (text, type) => text.Replace("{" + type.Key + "}", type.Value, StringComparison.Ordinal));
}
