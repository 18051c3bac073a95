using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Postgres;
using LeakGate.Observation.Probes.Redis;
using LeakGate.Observation.Services;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using Npgsql;

namespace LeakGate.Cli.Verbs;

/// <summary>The PostgreSQL and Redis servers that targets use, as far as they are known: who they are, and what they still take.</summary>
/// <param name="Peers">Their addresses.</param>
/// <param name="Limits">By resource name.</param>
internal sealed record ServersBehind(IReadOnlyList<KnownPeer> Peers, IReadOnlyDictionary<string, LimitRecord> Limits)
{
    /// <summary>Connection strings of the PostgreSQL servers.</summary>
    public IReadOnlyList<Secret> Postgres { get; private init; } = [];

    /// <summary>Addresses of the Redis servers.</summary>
    public IReadOnlyList<string> Redis { get; private init; } = [];

    /// <summary>Asks every server that the services or the probes of the plan name.</summary>
    public static async Task<ServersBehind> ReadAsync(
        RunPlan plan, ServiceHost services, Action<string> warn, TimeProvider time, CancellationToken cancel)
    {
        var peers = new List<KnownPeer>();
        var limits = new Dictionary<string, LimitRecord>(StringComparer.Ordinal);
        foreach (var connection in Connections(plan, services))
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            peers.Add(new KnownPeer(settings.Host ?? "127.0.0.1", settings.Port, PeerKind.Database));
            Keep(Resource.DatabaseConnections, await PostgresLimit.ReadAsync(connection, cancel), limits, warn);
        }

        foreach (var address in Addresses(plan, services))
        {
            var colon = address.LastIndexOf(':');
            peers.Add(new KnownPeer(address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture), PeerKind.Redis));
            Keep(Resource.RedisConnections, await RedisLimit.ReadAsync(address, time, cancel), limits, warn);
        }

        return new ServersBehind(peers, limits)
        {
            Postgres = [.. Connections(plan, services).Select(connection => new Secret(connection))],
            Redis = [.. Addresses(plan, services)],
        };
    }

    private static IEnumerable<string> Connections(RunPlan plan, ServiceHost services) =>
        plan.Targets.Select(target => target.Probes.Postgres?.Reveal())
            .Append(services.Values.All.GetValueOrDefault("postgres.connection"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Addresses(RunPlan plan, ServiceHost services) =>
        plan.Targets.Select(target => target.Probes.Redis)
            .Append(services.Values.All.GetValueOrDefault("redis.address"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    private static void Keep(
        Resource resource, (LimitRecord? Limit, string? Problem) answer, Dictionary<string, LimitRecord> limits, Action<string> warn)
    {
        if (answer.Limit is { } limit && (!limits.TryGetValue(resource.Name, out var known) || limit.Value < known.Value))
        {
            limits[resource.Name] = limit;
        }

        if (answer.Problem is { } problem)
        {
            warn(problem);
        }
    }
}
