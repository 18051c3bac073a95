using System.Globalization;
using System.Net;
using LeakGate.Findings;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Redis;

/// <summary>
/// The target's connections as Redis sees them: the client's name, its last command and how long it has been idle (<c>CLIENT LIST</c>); and of
/// the whole server the memory that its data take and the keys without expiry, most of which no program ever removes.
/// </summary>
internal sealed class RedisProbe(string address, ProcProbe proc, TimeProvider time, Action<string> tell)
    : ServerProbe("Redis", Resource.RedisConnections, proc, time, tell)
{
    /// <summary>The list holds the connection that asks for it.</summary>
    private const int Own = 1;

    /// <summary>Prefixes that are recorded of one sample.</summary>
    private const int MostPrefixes = 20;

    /// <summary>The connections of an answer to <c>CLIENT LIST</c>. Lines that are none, and clients of a Unix socket, are left out.</summary>
    internal static IReadOnlyList<SeenConnection> Parse(string text)
    {
        var seen = new List<SeenConnection>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Trim().Split(' ').Select(field => field.Split('=', 2)).Where(field => field.Length == 2).ToLookup(field => field[0], field => field[1], StringComparer.Ordinal);
            if (IPEndPoint.TryParse(fields["addr"].FirstOrDefault() ?? "", out var client)
                && double.TryParse(fields["idle"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var idle))
            {
                var name = fields["name"].FirstOrDefault();
                var command = fields["cmd"].FirstOrDefault();
                var kind = string.IsNullOrEmpty(name) ? "no name" : $"name {name}";
                seen.Add(new SeenConnection(client.Address, client.Port, string.IsNullOrEmpty(command) ? kind : $"{kind}, last command {command}", TimeSpan.FromSeconds(idle)));
            }
        }

        return seen;
    }

    /// <summary>Bytes that the server's data take, from an answer to <c>INFO memory</c>.</summary>
    internal static long? UsedMemory(string info) =>
        info.Split('\n').Select(line => line.Trim().Split(':', 2)).FirstOrDefault(pair => pair[0] == "used_memory") is [_, var bytes]
            && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var used) ? used : null;

    /// <inheritdoc />
    protected override bool IsFailure(Exception problem) => RedisSession.IsFailure(problem);

    /// <inheritdoc />
    protected override async Task<ServerSide> AskAsync(CancellationToken cancel)
    {
        using var session = await RedisSession.OpenAsync(address, cancel);
        var clients = Parse(await TextAsync(session, cancel, "CLIENT", "LIST"));
        var facts = new Dictionary<string, long>(StringComparer.Ordinal) { [ServerFacts.Connections] = Math.Max(0, clients.Count - Own) };
        try
        {
            if (UsedMemory(await TextAsync(session, cancel, "INFO", "memory")) is { } used)
            {
                facts["used bytes"] = used;
            }

            var keys = RedisKeys.WithoutExpiry(await TextAsync(session, cancel, "INFO", "keyspace"));
            facts[ServerFacts.KeysWithoutExpiry] = keys.Values.Sum();
            return new ServerSide(clients) { Facts = facts, Keys = keys.Count == 0 ? [] : await PrefixesAsync(session, keys, cancel) };
        }
        catch (IOException refusal)
        {
            // An access list may allow one command and not another.
            return new ServerSide(clients) { Facts = facts, Gap = refusal.Message };
        }
    }

    /// <summary>What the sample shows, as parts of all keys without expiry of that database.</summary>
    private static async Task<Dictionary<string, long>> PrefixesAsync(RedisSession session, Dictionary<int, long> keys, CancellationToken cancel)
    {
        var (database, all) = keys.MaxBy(pair => pair.Value);
        var prefixes = await RedisKeys.SampleAsync(session, database, cancel);
        var seen = Math.Max(1, prefixes.Values.Sum());
        return prefixes.OrderByDescending(pair => pair.Value).Take(MostPrefixes)
            .ToDictionary(pair => pair.Key, pair => (long)Math.Round((double)all * pair.Value / seen), StringComparer.Ordinal);
    }

    private static async Task<string> TextAsync(RedisSession session, CancellationToken cancel, params string[] words) =>
        (await session.AskAsync(cancel, words)).Text ?? throw new IOException($"what it answers to {string.Join(' ', words)} is in no known form");
}
