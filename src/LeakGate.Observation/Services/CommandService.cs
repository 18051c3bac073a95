using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Services;

/// <summary>A server that the configuration gives as a command.</summary>
internal sealed class CommandService : IRunningService
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly TargetProcess _server;

    private CommandService(TargetProcess server) => _server = server;

    public IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public long? MaxConnections => null;

    public Task Ended => _server.Exited;

    /// <summary>Starts the command and waits for its health: a URL that answers 2xx, <c>host:port</c> that accepts, or nothing at all.</summary>
    /// <exception cref="TargetFailedException">It did not start or did not become ready.</exception>
    public static async Task<CommandService> StartAsync(
        ServicePlan plan, ServiceValues before, ServiceContext context, CancellationToken cancel)
    {
        var start = new TargetStart
        {
            Name = plan.Name,
            Arguments = [.. plan.Command!.Select(before.Resolve)],
            Environment = plan.Environment.ToDictionary(v => v.Key, v => before.Resolve(v.Value.Reveal()), StringComparer.Ordinal),
            LogPath = context.LogPath,
            TuneAllocator = false,
        };
        var server = await TargetProcess.StartAsync(start, context.Time, cancel);
        try
        {
            await WaitAsync(server, plan.Health is null ? null : before.Resolve(plan.Health), context, cancel);
            return new CommandService(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task WaitAsync(TargetProcess server, string? health, ServiceContext context, CancellationToken cancel)
    {
        if (health is null)
        {
            // Nothing to wait for, but one that could not even be started is no service.
            if (server.Exited.IsCompleted)
            {
                throw TargetFailure.OfExit(server);
            }
        }
        else if (Uri.TryCreate(health, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            using var question = new HealthQuestion(url, anyAnswer: false, context.Time);
            await ReadyWait.WaitAsync(server, StartTimeout, question.AskAsync, url, context.Progress, context.Time, cancel);
        }
        else if (ServerAddress.Parse(health) is var (host, port))
        {
            await ReadyWait.WaitAsync(
                server,
                StartTimeout,
                async (timeout, stop) => (await TcpQuestion.AskAsync(host, port, say: null, timeout, context.Time, stop)).Failure,
                address: null,
                context.Progress,
                context.Time,
                cancel);
        }
        else
        {
            throw new InvalidOperationException($"{server.Name}: its health is neither a URL nor host:port: {health}");
        }
    }
}
