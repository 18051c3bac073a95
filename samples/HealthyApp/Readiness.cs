using System.Net.Sockets;
using Npgsql;

namespace HealthyApp;

/// <summary>
/// Says whether this service can serve: once, after the start, both servers behind have answered. The answer is then kept,
/// so that a health check costs nothing and opens nothing.
/// </summary>
internal sealed class Readiness(Database database, SharedRedis redis, TimeProvider clock) : BackgroundService
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
            await database.FillPoolAsync(cancel);
        }
        catch (NpgsqlException e)
        {
            return $"PostgreSQL: {e.Message}";
        }

        try
        {
            await redis.PingAsync(cancel);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return $"Redis: {e.Message}";
        }

        return null;
    }
}
