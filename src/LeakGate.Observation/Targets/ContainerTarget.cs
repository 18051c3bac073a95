using System.Text.Json.Nodes;

namespace LeakGate.Observation.Targets;

/// <summary>
/// A container that LeakGate started from an image; disposing it removes it. Readings come from <c>/proc</c>, so they go on where its
/// engine does not. <see cref="ReadTree"/> is for one thread at a time; all else is thread safe.
/// </summary>
internal sealed class ContainerTarget : ITarget
{
    private static readonly TimeSpan TellingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);
    private static readonly ProcessTree Nobody = new([]);

    private readonly OwnContainers _containers;
    private readonly string _container;
    private readonly ContainerKeeperLink _keeper;
    private readonly BoundedLog _log;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<TargetExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AttachedTarget? _process;
    private Task _output = Task.CompletedTask;
    private Task _ending = Task.CompletedTask;

    /// <summary>Whether the engine made it; <see langword="null"/>: it was asked to, and did not say.</summary>
    private bool? _made = false;

    private volatile bool _stopRequested;
    private int _disposed;

    private ContainerTarget(string name, string container, OwnContainers containers, ContainerKeeperLink keeper, BoundedLog log, TimeProvider time)
    {
        Name = name;
        _container = container;
        _containers = containers;
        _keeper = keeper;
        _log = log;
        _time = time;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Process id of its first process; 0 when that had ended before it could be seen.</summary>
    public int RootPid => _process?.RootPid ?? 0;

    /// <inheritdoc />
    public Task<TargetExit> Exited => _exited.Task;

    /// <summary>Most memory that it may take, bytes, as its engine has set it; <see langword="null"/>: no limit.</summary>
    public double? MemoryLimit => _process?.MemoryLimit;

    /// <summary>What the engine left out of what was asked for, in its words.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>What is left of it after it was disposed, and why; <see langword="null"/>: nothing.</summary>
    public ContainerLeftover? Leftover { get; private set; }

    /// <summary>Process id of its keeper.</summary>
    internal int KeeperPid => _keeper.ProcessId;

    /// <summary>Makes and starts a container. One that ends at once is no exception here: <see cref="Exited"/> completes then.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="engine">Who runs it.</param>
    /// <param name="leave">Told what is left where starting fails or is cancelled and the container can't be removed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the starting.</param>
    /// <exception cref="TargetFailedException">
    /// No engine answers or it has no such image (<c>not_found</c>), or it can't make or start the container (<c>not_started</c>).
    /// </exception>
    /// <exception cref="IOException">The log file cannot be created.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ContainerTarget> StartAsync(
        ContainerStart start, ContainerEngine engine, Action<ContainerLeftover> leave, TimeProvider time, CancellationToken cancel)
    {
        var body = ContainerRequest.Of(start, await engine.Containers.EnvironmentOfAsync(start.Name, start.Image.Name, cancel));
        var log = new BoundedLog(start.LogPath, time);
        ContainerTarget? target = null;
        try
        {
            var keeper = await ContainerKeeperLink.StartAsync(start.Name, engine.Socket, start.ContainerName, time, cancel);
            target = new ContainerTarget(start.Name, start.ContainerName, engine.Containers, keeper, log, time);
            await target.BeginAsync(body, cancel);
            return target;
        }
        catch
        {
            await (target?.DisposeAsync() ?? ValueTask.CompletedTask);
            log.Dispose();
            if (target?.Leftover is { } left)
            {
                leave(left);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public ProcessTree ReadTree() => _process?.ReadTree() ?? Nobody;

    /// <inheritdoc />
    public IReadOnlyList<string> LastOutput(int lines) => _log.LastLines(lines);

    /// <summary>Stops it with <see cref="TargetProcess.DefaultGrace"/>, removes it and closes the log.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _stopRequested = true;
        Leftover = _made switch
        {
            true => await RemoveAsync(),
            null => await LeaveToKeeperAsync(),
            false => null,
        };
        if (_made is not null)
        {
            await _keeper.ReleaseAsync();
        }

        await _over.CancelAsync();
        await _ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _keeper.Dispose();
        _log.Dispose();
        _over.Dispose();
    }

    private async Task BeginAsync(JsonObject body, CancellationToken cancel)
    {
        await MakeAsync(body, cancel);
        await _containers.StartAsync(Name, _container, cancel);
        _process = await FindAsync(cancel);
        var ended = _process?.Exited ?? Task.CompletedTask;
        _output = new ContainerOutput(Name, _container, _containers, _log, _time).FollowAsync(ended, _over.Token);
        _ending = FollowEndAsync(ended);
    }

    private async Task MakeAsync(JsonObject body, CancellationToken cancel)
    {
        _made = null;
        try
        {
            Warnings = await _containers.CreateAsync(Name, _container, body, cancel);
            _made = true;
        }
        catch (TargetFailedException refusal) when (refusal.Code == OwnContainers.Refused)
        {
            // Where another container has this name, it is not this one that would be removed.
            _made = false;
            throw;
        }
    }

    /// <summary>Its first process, seen from here; <see langword="null"/>: it has ended already.</summary>
    private async Task<AttachedTarget?> FindAsync(CancellationToken cancel)
    {
        if (await _containers.StateAsync(Name, _container, cancel) is not { Running: { } state })
        {
            return null;
        }

        try
        {
            return AttachedTarget.ToContainer(Name, _container, state, _time);
        }
        catch (TargetFailedException)
        {
            // It may have ended since; a process of another machine, or one that may not be seen, is told.
            if (await _containers.StateAsync(Name, _container, cancel) is { Running: not null })
            {
                throw;
            }

            return null;
        }
    }

    private async Task FollowEndAsync(Task ended)
    {
        await ended.WaitAsync(_over.Token);
        var exit = await AskExitAsync();
        await Task.WhenAny(_output, Task.Delay(DrainTimeout, _time, _over.Token));
        _exited.TrySetResult(exit with { Requested = _stopRequested });
    }

    private async Task<TargetExit> AskExitAsync()
    {
        try
        {
            await _containers.WaitAsync(Name, _container, TellingTime, _over.Token);
            return await _containers.StateAsync(Name, _container, _over.Token) is { } state
                ? new TargetExit(state.ExitCode, Signal: null, Error: null) { OutOfMemory = state.OutOfMemory }
                : new TargetExit(Code: null, Signal: null, $"its container {_container} was removed by somebody else");
        }
        catch (TargetFailedException failure)
        {
            return new TargetExit(Code: null, Signal: null, $"it ended, and how is not known: {WithoutName(failure).TrimEnd('.')}");
        }
    }

    private async Task<ContainerLeftover?> RemoveAsync()
    {
        try
        {
            if (!_exited.Task.IsCompleted)
            {
                await _containers.StopAsync(Name, _container, TargetProcess.DefaultGrace);
                await Task.WhenAny(_ending, Task.Delay(DrainTimeout, _time, CancellationToken.None));
            }

            await _containers.RemoveAsync(Name, _container, _time);
            return null;
        }
        catch (TargetFailedException failure)
        {
            return new ContainerLeftover(_container, WithoutName(failure));
        }
    }

    /// <summary>The engine may make it yet: who waits for that longer than LeakGate is its keeper.</summary>
    private async Task<ContainerLeftover?> LeaveToKeeperAsync() => await _keeper.LetRemoveAsync()
        ? null
        : new ContainerLeftover(_container, "it is not known whether the container engine made it.");

    /// <summary>A failure as part of a sentence that names the target.</summary>
    private string WithoutName(TargetFailedException failure) =>
        failure.What.StartsWith(Name + ": ", StringComparison.Ordinal) ? failure.What[(Name.Length + 2)..] : failure.What;
}
