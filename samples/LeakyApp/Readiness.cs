using System.Net.Sockets;
using LeakyApp.Leaks;
using Npgsql;

namespace LeakyApp;

/// <summary>
/// Says whether this service can serve: once, after the start, both servers behind have answered. The answer is then kept,
/// so that a health check costs nothing and opens nothing.
/// </summary>
internal sealed class Readiness(Servers servers, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private volatile string? _waiting = "first check of PostgreSQL and Redis";

    /// <summary>What is waited for; <see langword="null"/> when ready.</summary>
    public string? Waiting => _waiting;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            _waiting = await ProblemAsync(stoppingToken);
            if (_waiting is null)
            {
                return;
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        try
        {
            // These two are closed again: only requests leak.
            await using var connection = new NpgsqlConnection(DatabaseConnections.Unpooled(servers.Postgres));
            await connection.OpenAsync(cancel);
        }
        catch (NpgsqlException e)
        {
            return $"PostgreSQL: {e.Message}";
        }

        try
        {
            using var redis = await RedisClient.ConnectAsync(servers.RedisHost, servers.RedisPort, cancel);
            await redis.SendAsync(cancel, "PING");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return $"Redis: {e.Message}";
        }

        return null;
    }
}
