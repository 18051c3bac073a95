using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Services;

/// <summary>A private Redis server on a free loopback port that writes nothing to disk.</summary>
internal sealed class RedisService : IRunningService
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly TargetProcess _server;
    private readonly PrivateFolder _folder;

    private RedisService(string name, TargetProcess server, PrivateFolder folder, int port, long? maxClients)
    {
        _server = server;
        _folder = folder;
        MaxConnections = maxClients;
        Values = ServerAddress.RedisValues(name, "127.0.0.1", port);
    }

    public IReadOnlyDictionary<string, string> Values { get; }

    public long? MaxConnections { get; }

    public Task Ended => _server.Exited;

    /// <summary>Starts the server.</summary>
    /// <exception cref="TargetFailedException">It is not installed or did not start.</exception>
    public static async Task<RedisService> StartAsync(ServiceContext context, CancellationToken cancel)
    {
        var program = CommandPath.Find("redis-server", "/", Environment.GetEnvironmentVariable("PATH"))
            ?? throw new TargetFailedException(
                "not_found",
                "redis: no redis-server in PATH. Install it (`apt-get install redis-server`), or set LEAKGATE_REDIS to host:port of a running server.");
        var folder = new PrivateFolder(context.Name, user: null);
        try
        {
            return await FreePort.StartOnAsync(port => ServeAsync(program, folder, port, context, cancel));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>How many clients a server takes, from itself; <see langword="null"/> when it does not tell.</summary>
    public static async Task<long?> ReadMaxClientsAsync(string host, int port, TimeProvider time, CancellationToken cancel)
    {
        var (answer, _) = await TcpQuestion.AskAsync(host, port, "CONFIG GET maxclients\r\n", TimeSpan.FromSeconds(5), time, cancel);
        // RESP: *2, $10, maxclients, $5, 10000.
        return answer?.Split("\r\n") is ["*2", _, "maxclients", _, var count, ..]
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var clients)
            ? clients
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<RedisService> ServeAsync(
        string program, PrivateFolder folder, int port, ServiceContext context, CancellationToken cancel)
    {
        var server = await TargetProcess.StartAsync(
            new TargetStart
            {
                Name = context.Name,
                Arguments =
                [
                    program,
                    "--port", port.ToString(CultureInfo.InvariantCulture),
                    "--bind", "127.0.0.1",
                    "--save", string.Empty,
                    "--appendonly", "no",
                    "--dir", folder.Path,
                ],
                WorkDir = folder.Path,
                LogPath = context.LogPath,
                TuneAllocator = false,
                RemoveFolder = folder.Path,
            },
            context.Time,
            cancel);
        try
        {
            await ReadyWait.WaitAsync(server, StartTimeout, PingAsync, address: null, context.Progress, context.Time, cancel);
            return new RedisService(context.Name, server, folder, port, await ReadMaxClientsAsync("127.0.0.1", port, context.Time, cancel));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        async Task<string?> PingAsync(TimeSpan timeout, CancellationToken stop)
        {
            var (answer, failure) = await TcpQuestion.AskAsync("127.0.0.1", port, "PING\r\n", timeout, context.Time, stop);
            return failure ?? (answer!.StartsWith("+PONG", StringComparison.Ordinal) ? null : $"PING answered {answer.Trim()}");
        }
    }
}
