using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Services;

/// <summary>
/// The servers that targets need: started in the order given, ended in the reverse one. Nothing of them outlives LeakGate, however
/// it ends: no process and no folder. <c>LEAKGATE_POSTGRES</c> (a connection string) and <c>LEAKGATE_REDIS</c> (<c>host:port</c>)
/// name running servers to use instead. Thread safe from start to disposal.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly List<(string Name, IRunningService Service)> _running = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _limits = new(StringComparer.Ordinal);

    private ServiceHost() => Values = new ServiceValues(_values);

    /// <summary>What the services have to say to others, such as <c>postgres.connection</c>, <c>redis.address</c>.</summary>
    public ServiceValues Values { get; }

    /// <summary>How many connections a service takes at most, by its name; without those that do not tell.</summary>
    public IReadOnlyDictionary<string, long> MaxConnections => _limits;

    /// <summary>Starts services.</summary>
    /// <param name="plans">Which, in order.</param>
    /// <param name="logFolder">Folder for <c>service-NAME.log</c>, each bounded; <see langword="null"/>: no logs.</param>
    /// <param name="progress">Told what is waited for: <c>postgres: starting</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the start, and what was started.</param>
    /// <exception cref="TargetFailedException">One could not be started; those before it are gone again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was started is gone again.</exception>
    public static Task<ServiceHost> StartAsync(
        IReadOnlyList<ServicePlan> plans, string? logFolder, IProgress<string> progress, TimeProvider time, CancellationToken cancel) =>
        StartAsync(plans, logFolder, progress, time, Environment.GetEnvironmentVariable, cancel);

    internal static async Task<ServiceHost> StartAsync(
        IReadOnlyList<ServicePlan> plans,
        string? logFolder,
        IProgress<string> progress,
        TimeProvider time,
        Func<string, string?> environment,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(progress);
        var host = new ServiceHost();
        try
        {
            foreach (var plan in plans)
            {
                var log = logFolder is null ? null : Path.Combine(logFolder, $"service-{plan.Name}.log");
                var context = new ServiceContext(plan.Name, log, new NamedProgress(plan.Name, progress), time);
                host.Add(plan.Name, await StartOneAsync(plan, host.Values, context, environment, cancel));
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends every service that was started, the last one first, and deletes their folders.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_running.Count == 0)
        {
            return;
        }

        var (_, last) = _running[^1];
        _running.RemoveAt(_running.Count - 1);
        try
        {
            await last.DisposeAsync();
        }
        finally
        {
            // Also when a folder could not be deleted: the others must not stay for that.
            await DisposeAsync();
        }
    }

    /// <summary>Names of the services that have ended by themselves: what a target did without them says nothing.</summary>
    public IReadOnlyList<string> Ended() => [.. _running.Where(r => r.Service.Ended.IsCompleted).Select(r => r.Name)];

    private static async Task<IRunningService> StartOneAsync(
        ServicePlan plan, ServiceValues before, ServiceContext context, Func<string, string?> environment, CancellationToken cancel)
    {
        if (plan.Command is not null)
        {
            return await CommandService.StartAsync(plan, before, context, cancel);
        }

        return plan.Name switch
        {
            "postgres" when environment(GivenServer.PostgresVariable) is { Length: > 0 } given => await GivenServer.PostgresAsync(given, context, cancel),
            "postgres" => await PostgresService.StartAsync(context, cancel),
            "redis" when environment(GivenServer.RedisVariable) is { Length: > 0 } given => await GivenServer.RedisAsync(given, context, cancel),
            "redis" => await RedisService.StartAsync(context, cancel),
            _ => throw new InvalidOperationException($"There is no built-in service {plan.Name}."),
        };
    }

    private void Add(string name, IRunningService service)
    {
        _running.Add((name, service));
        foreach (var (key, value) in service.Values)
        {
            _values[key] = value;
        }

        if (service.MaxConnections is { } limit)
        {
            _limits[name] = limit;
        }
    }

    private sealed class NamedProgress(string name, IProgress<string> progress) : IProgress<string>
    {
        public void Report(string value) => progress.Report($"{name}: {value}");
    }
}
