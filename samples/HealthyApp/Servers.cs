using System.Globalization;
using Npgsql;

namespace HealthyApp;

/// <summary>Where the two servers behind are: <c>ConnectionStrings__Postgres</c> and <c>Redis</c> (host:port).</summary>
internal sealed record Servers(string Postgres, string RedisHost, int RedisPort)
{
    public static Servers From(IConfiguration configuration)
    {
        var postgres = new NpgsqlConnectionStringBuilder(
            configuration.GetConnectionString("Postgres") ?? "Host=127.0.0.1;Port=5432;Username=postgres;Database=postgres");

        // The name under which pg_stat_activity lists this program: the first thing to look for when connections run out.
        postgres.ApplicationName ??= "HealthyApp";

        var redis = configuration["Redis"] ?? "127.0.0.1:6379";
        var colon = redis.LastIndexOf(':');
        if (colon < 1
            || !int.TryParse(redis.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535)
        {
            throw new InvalidOperationException($"Redis is \"{redis}\"; it must be host:port, such as 127.0.0.1:6379.");
        }

        return new Servers(postgres.ConnectionString, redis[..colon], port);
    }
}
