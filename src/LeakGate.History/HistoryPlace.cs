using LeakGate.History.Sql;
using LeakGate.Runs.Plans;

namespace LeakGate.History;

/// <summary>Opens the history that a configuration names.</summary>
public static class HistoryPlace
{
    /// <summary>The word for a file beside the run folders.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Opens it, and brings its tables up to date.</summary>
    /// <param name="place"><c>sqlite</c> (the default), or a PostgreSQL connection string.</param>
    /// <param name="folder">Folder of the SQLite file <c>history.db</c>: <c>.leakgate</c> of the project.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="HistoryException">It can't be opened; the message holds no secret.</exception>
    public static async Task<IHistory> OpenAsync(Secret? place, string folder, CancellationToken cancel)
    {
        if (place is null || place.Reveal() == Sqlite)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new HistoryException($"{folder}: {fault.Message}", fault);
            }

            return await SqlHistory.OpenAsync(Dialect.Sqlite(Path.Combine(folder, "history.db")), cancel);
        }

        return await SqlHistory.OpenAsync(Dialect.Postgres(place.Reveal()), cancel);
    }
}

/// <summary>The history can't be opened, read or written; the message names the place without its secrets.</summary>
public sealed class HistoryException(string message, Exception? inner = null) : Exception(message, inner);
