using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Load;

/// <summary>
/// The HTTP load of a run, block by block. It keeps exactly <see cref="LoadPlan.Concurrency"/> HTTP/1.1 connections open
/// from its first block to its end, sends every request's share exactly, and returns from a block only when no request is
/// in flight. Without a rate each connection sends its next request when it has the answer to the last (closed loop).
/// With one, request i of a block is due i / rate after its start (open loop): what is overdue because all connections
/// are busy waits its turn, and its latency counts from when it was due; a wait may end up to some milliseconds late,
/// as timers do, and that counts too. One block at a time; <see cref="Progress"/> may be read by any thread.
/// </summary>
public sealed class HttpLoad : IAsyncDisposable
{
    /// <summary>Connections at most.</summary>
    public const int MostConnections = 1024;

    private readonly LoadPlan _plan;
    private readonly TimeProvider _time;
    private readonly KeySchedule _keys;
    private readonly LoadConnection[] _connections;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _lifetime = new();
    private bool _opened;
    private bool _disposed;

    /// <summary>Reads the plan; connects to nothing yet.</summary>
    /// <param name="plan">What to send.</param>
    /// <param name="baseUrl">Absolute <c>http</c> or <c>https</c> address; its path, if any, goes before every request's path.</param>
    /// <param name="time">Clock of pacing, time-outs, deadlines and latencies.</param>
    /// <exception cref="ArgumentException">The plan or the address cannot be used.</exception>
    /// <exception cref="Runs.Plans.Templates.TemplateException">A template of the plan does not parse.</exception>
    public HttpLoad(LoadPlan plan, Uri baseUrl, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(baseUrl);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Concurrency, 1, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Concurrency, MostConnections, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(plan.Timeout, TimeSpan.Zero, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Timeout, LoadPlan.LongestTimeout, nameof(plan));
        if (plan.Rate is { } rate && (!double.IsFinite(rate) || rate <= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(plan), rate, "A rate is a finite number above 0.");
        }

        if (!baseUrl.IsAbsoluteUri || baseUrl.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The address of the load is an absolute http or https URL.", nameof(baseUrl));
        }

        _plan = plan;
        _time = time;
        Mix = new Mix([.. plan.Requests.Select(request => request.Weight)]);
        Progress = new LoadProgress(Mix.Kinds);
        _keys = new KeySchedule(Mix, plan.Seed);
        var requests = plan.Requests.Select(request => new RequestTemplate(request, baseUrl)).ToArray();
        FreshKeys = [.. requests.Select(request => request.HasFreshKeys)];
        _connections = [.. Enumerable.Range(0, plan.Concurrency).Select(_ => new LoadConnection(baseUrl, requests, plan.Timeout, time))];
    }

    /// <summary>In which order the requests of the mix are sent.</summary>
    public Mix Mix { get; }

    /// <summary>Counters over the whole run, live.</summary>
    public LoadProgress Progress { get; }

    /// <summary>By request: whether it makes keys that never come again (<c>{{seq}}</c>, <c>{{uuid}}</c>), so that freezing them tells something.</summary>
    public IReadOnlyList<bool> FreshKeys { get; }

    /// <summary>Sends one block and waits for every answer, at most the request time-out longer than the last sending.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; requests in flight were aborted.</exception>
    /// <exception cref="InvalidOperationException">A block runs already, or keys are to be frozen that were never sent.</exception>
    public async Task<LoadResult> RunAsync(LoadOrder order, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(order.Requests, nameof(order));
        if (order.Only is { } only)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(only, nameof(order));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(only, Mix.Kinds, nameof(order));
        }

        if (!_turn.Wait(0, CancellationToken.None))
        {
            throw new InvalidOperationException("A block of this load runs already.");
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _lifetime.Token);
            return await RunBlockAsync(_keys.Plan(order), either.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Aborts the block that runs, if one does, and closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _lifetime.CancelAsync();
        await _turn.WaitAsync();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _lifetime.Dispose();
        _turn.Dispose();
    }

    private async Task<LoadResult> RunBlockAsync(KeyBlock keys, CancellationToken cancel)
    {
        var (completed, failed, connections) = (Completed(), Failed(), ConnectionsOpened());
        Progress.BeginBlock(keys.Order.Requests);
        if (!_opened)
        {
            await Task.WhenAll(_connections.Select(connection => connection.OpenAsync(cancel)));
            _opened = true;
        }

        using var run = new BlockRun(keys, Mix.Kinds, _plan.Rate, _plan.Concurrency, Progress, _time, cancel);
        try
        {
            await Task.WhenAll(_connections.Select(connection => Task.Run(() => run.SendAsync(connection), CancellationToken.None)));
        }
        finally
        {
            _keys.Sent(keys, run.SentWithoutGap);
        }

        return new LoadResult
        {
            Planned = keys.Counts(),
            Completed = [.. Completed().Zip(completed, (after, before) => after - before)],
            Failed = [.. Failed().Zip(failed, (after, before) => after - before)],
            Errors = run.Errors,
            Latency = [.. run.Latency.Select(latency => latency.ToRecord())],
            Elapsed = run.Elapsed,
            ConnectionsOpened = ConnectionsOpened() - connections,
            DeadlinePassed = run.DeadlinePassed,
            Aborted = run.Aborted,
        };
    }

    private long[] Completed() => [.. Enumerable.Range(0, Mix.Kinds).Select(Progress.CompletedOf)];

    private long[] Failed() => [.. Enumerable.Range(0, Mix.Kinds).Select(Progress.FailedOf)];

    private long ConnectionsOpened() => _connections.Sum(connection => connection.Connections);
}
