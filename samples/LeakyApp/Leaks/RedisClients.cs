using System.Globalization;

namespace LeakyApp.Leaks;

/// <summary>
/// LEAK: a new Redis client for every request, and its connection stays.
/// </summary>
/// <remarks>
/// How it comes about: a client is made where it is needed, as if it were cheap, and a list "for monitoring" keeps it.
/// Client libraries are made to be shared: one per program. Here each is one socket and a buffer; with a full library it
/// would be threads and timers too. Redis refuses new clients at <c>maxclients</c> (10,000 by default), for all programs.
/// Seen from outside: established connections to port 6379 rise with requests, and <c>CLIENT LIST</c> fills with idle ones.
/// Done rightly: HealthyApp/SharedRedis.cs.
/// </remarks>
internal sealed class RedisClients(Servers servers)
{
    private static readonly List<RedisClient> Clients = [];
    private static readonly Lock Gate = new();

    /// <summary>Clients that hold a connection.</summary>
    public static int Count
    {
        get
        {
            lock (Gate)
            {
                return Clients.Count;
            }
        }
    }

    public async Task<long> CountVisitAsync(CancellationToken cancel)
    {
        var client = await RedisClient.ConnectAsync(servers.RedisHost, servers.RedisPort, cancel);
        lock (Gate)
        {
            Clients.Add(client);
        }

        var visits = await client.SendAsync(cancel, "INCR", "leakyapp:visits");
        await client.SendAsync(cancel, "SET", "leakyapp:last-visit", visits ?? "0", "EX", "60");
        return long.Parse(await client.SendAsync(cancel, "GET", "leakyapp:last-visit") ?? "0", CultureInfo.InvariantCulture);
    }
}
