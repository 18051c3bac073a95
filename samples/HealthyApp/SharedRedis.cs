using System.Globalization;

namespace HealthyApp;

/// <summary>One Redis connection for the whole program, used by one request at a time and renewed when it breaks. Thread safe.</summary>
/// <remarks>
/// The twin of LeakyApp's RedisClients. Redis answers within microseconds, so one connection serves many requests; a library
/// client such as StackExchange.Redis sends them one behind the other, without waiting, over the same single connection.
/// </remarks>
internal sealed class SharedRedis(Servers servers) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private RedisClient? _client;

    /// <summary>Connections held: 0 or 1.</summary>
    public int Count => Volatile.Read(ref _client) is null ? 0 : 1;

    public Task<string?> PingAsync(CancellationToken cancel) => UseAsync(client => client.SendAsync(cancel, "PING"), cancel);

    public Task<long> CountVisitAsync(CancellationToken cancel) => UseAsync(
        async client =>
        {
            var visits = await client.SendAsync(cancel, "INCR", "healthyapp:visits");
            await client.SendAsync(cancel, "SET", "healthyapp:last-visit", visits ?? "0", "EX", "60");
            return long.Parse(await client.SendAsync(cancel, "GET", "healthyapp:last-visit") ?? "0", CultureInfo.InvariantCulture);
        },
        cancel);

    public void Dispose()
    {
        _client?.Dispose();
        _turn.Dispose();
    }

    private async Task<T> UseAsync<T>(Func<RedisClient, Task<T>> work, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            _client ??= await RedisClient.ConnectAsync(servers.RedisHost, servers.RedisPort, cancel);
            return await work(_client);
        }
        catch
        {
            // A request that was cut off leaves its answer in the connection, where the next one would read it as its own.
            _client?.Dispose();
            _client = null;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }
}
