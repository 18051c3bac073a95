using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Services;

/// <summary>Where PostgreSQL's own programs are: Debian keeps them out of <c>PATH</c>, in a folder by version.</summary>
/// <param name="InitDb">Makes a data folder.</param>
/// <param name="Server">The server.</param>
internal sealed record PostgresPrograms(string InitDb, string Server)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>Looks in <c>PATH</c>, then in Debian's folders, the newest version first.</summary>
    /// <exception cref="TargetFailedException">They are not installed (<c>not_found</c>).</exception>
    public static PostgresPrograms Find(string? searchPath, string debianRoot = DebianRoot)
    {
        var versions = Directory.Exists(debianRoot)
            ? Directory.GetDirectories(debianRoot)
                .OrderByDescending(f => double.TryParse(Path.GetFileName(f), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(f => Path.Combine(f, "bin"))
            : [];
        foreach (var path in versions.Prepend(searchPath ?? string.Empty))
        {
            // Both from one place: a server does not read the data folder of another version.
            if (path.Length > 0 && CommandPath.Find("initdb", "/", path) is { } initDb && CommandPath.Find("postgres", "/", path) is { } server)
            {
                return new PostgresPrograms(initDb, server);
            }
        }

        throw new TargetFailedException(
            "not_found",
            "postgres: neither initdb and postgres in PATH nor /usr/lib/postgresql/*/bin. Install it (`apt-get install postgresql`), or set LEAKGATE_POSTGRES to the connection string of a running server.");
    }
}
