namespace LeakGate.Observation.Targets;

/// <summary>
/// A program that LeakGate started, with its whole process tree: children in sessions of their own stay in it, and nothing of it
/// outlives LeakGate, however LeakGate ends. <see cref="ReadTree"/> is for one thread at a time; all else is thread safe.
/// </summary>
public sealed class TargetProcess : ITarget
{
    /// <summary>Time between the request to end and the kill where none is given: 1 s, so that Ctrl-C is done in under 3 s.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(500);

    private readonly KeeperLink _keeper;
    private readonly BoundedLog _log;
    private readonly TimeProvider _time;
    private readonly ProcessTreeReader _reader = new();
    private readonly TaskCompletionSource<TargetExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<KeeperStatus?> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drained;
    private readonly Task _statuses;
    private readonly long _outOfMemoryKills = OutOfMemoryKills.Read();
    private volatile bool _stopRequested;
    private int _disposed;
    private ProcessId _root;

    private TargetProcess(string name, KeeperLink keeper, BoundedLog log, TargetEnvironment environment, TimeProvider time)
    {
        Name = name;
        _keeper = keeper;
        _log = log;
        _time = time;
        AllocatorSettings = environment.Tuned;
        _drained = Task.Run(DrainAsync);
        _statuses = Task.Run(FollowAsync);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Process id of the program itself; 0 when it could not be started.</summary>
    public int Pid => _root.Id;

    /// <inheritdoc />
    public int RootPid => _root.Id;

    /// <summary>Environment variables that LeakGate set by itself, for the record.</summary>
    public IReadOnlyDictionary<string, string> AllocatorSettings { get; }

    /// <inheritdoc />
    public Task<TargetExit> Exited => _exited.Task;

    /// <summary>Why the log file ends early (a full disk); <see langword="null"/> while all is well.</summary>
    public string? LogFault => _log.Fault;

    /// <summary>Process id of its keeper.</summary>
    internal int KeeperPid => _keeper.ProcessId;

    /// <summary>
    /// Starts a program. A program that cannot be started is no exception here: <see cref="Exited"/> then is complete with
    /// <see cref="TargetExit.Error"/> and code 127 (not found) or 126 (cannot run).
    /// </summary>
    /// <exception cref="TargetFailedException">The user does not exist or cannot be changed to, or no keeper could be started (<c>not_started</c>).</exception>
    /// <exception cref="IOException">The log file cannot be created.</exception>
    public static async Task<TargetProcess> StartAsync(TargetStart start, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(time);
        cancel.ThrowIfCancellationRequested();
        var environment = new TargetEnvironment(start);
        var request = new KeeperRequest
        {
            Arguments = start.User is null ? start.Arguments : UserSwitch.Wrap(start.Name, start.User, start.Arguments),
            WorkDir = Path.GetFullPath(start.WorkDir ?? Environment.CurrentDirectory),
            Environment = environment.Variables,
            StopSignal = start.StopSignal ?? 0,
            Grace = DefaultGrace,
            RemoveFolder = start.RemoveFolder,
        };
        var log = new BoundedLog(start.LogPath, time);
        TargetProcess? target = null;
        try
        {
            target = new TargetProcess(start.Name, KeeperLink.Start(), log, environment, time);
            await target.BeginAsync(request, cancel);
            return target;
        }
        catch
        {
            if (target is null)
            {
                log.Dispose();
            }
            else
            {
                await target.DisposeAsync();
            }

            throw;
        }
    }

    /// <inheritdoc />
    public ProcessTree ReadTree() => _reader.ReadKept(_keeper.ProcessId, _root);

    /// <inheritdoc />
    public IReadOnlyList<string> LastOutput(int lines) => _log.LastLines(lines);

    /// <summary>
    /// Ends the whole tree: asks, waits for the grace, then kills until none is left. May be called more than once.
    /// </summary>
    /// <param name="grace">Time for an orderly end; zero kills at once.</param>
    /// <returns>Whether the tree is gone; <see langword="false"/> when a process could not be killed within 5 s (uninterruptible sleep): its keeper goes on trying.</returns>
    public async ValueTask<bool> StopAsync(TimeSpan grace)
    {
        if (_gone.Task.IsCompleted)
        {
            return await _gone.Task;
        }

        _stopRequested = true;
        await _keeper.SendStopAsync(grace);
        try
        {
            return await _gone.Task.WaitAsync(grace + KillTimeout, _time);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Ends the whole tree with <see cref="DefaultGrace"/> and closes the log.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (await StopAsync(DefaultGrace))
        {
            // Somebody outside of the tree may have been handed its output: what is not drained by then is not waited for.
            await Task.WhenAny(Task.WhenAll(_drained, _statuses), Task.Delay(KillTimeout, _time));
        }

        _keeper.Dispose();
        _log.Dispose();
    }

    private async Task BeginAsync(KeeperRequest request, CancellationToken cancel)
    {
        KeeperStatus? status;
        try
        {
            // Never half of it: a keeper that waits for the rest would take the order to stop for that.
            await _keeper.SendAsync(request).WaitAsync(StartTimeout, _time, CancellationToken.None);
            status = await _first.Task.WaitAsync(StartTimeout, _time, cancel);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            status = null;
        }

        if (status is null)
        {
            await Task.WhenAny(_drained, Task.Delay(DrainTimeout, _time, cancel));
            throw new TargetFailedException(
                "not_started", $"{Name}: LeakGate's own keeper process did not start. {string.Join(' ', LastOutput(5))}".TrimEnd());
        }
    }

    private async Task FollowAsync()
    {
        var isGone = false;
        while (await _keeper.ReadAsync() is { } status)
        {
            switch (status)
            {
                case KeeperStatus.Started started:
                    _root = started.Process;
                    break;
                case KeeperStatus.NotStarted failure:
                    _exited.TrySetResult(new TargetExit(failure.Code, Signal: null, failure.Text));
                    break;
                case KeeperStatus.Exited exited:
                    await EndAsync(new TargetExit(exited.Code, Signal: null, Error: null));
                    break;
                case KeeperStatus.Signalled signalled:
                    await EndAsync(new TargetExit(Code: null, signalled.Signal, Error: null)
                    {
                        OutOfMemory = signalled.Signal == LinuxCalls.SignalKill && !_stopRequested && OutOfMemoryKills.Read() > _outOfMemoryKills,
                    });
                    break;
                case KeeperStatus.Gone:
                    isGone = true;
                    break;
            }

            _first.TrySetResult(status);
        }

        if (!isGone)
        {
            // The keeper was killed, or fell: what is still below the program, or holds its output, is ended from here.
            isGone = KillWithoutKeeper();
        }

        _first.TrySetResult(null);
        _exited.TrySetResult(new TargetExit(Code: null, Signal: null, "LeakGate's keeper of the target was killed") { Requested = _stopRequested });
        _gone.TrySetResult(isGone);
    }

    private async Task EndAsync(TargetExit exit)
    {
        // Its last words are in the pipe already. The pipe ends when none of the tree holds it; an orphan may hold it for ever.
        await Task.WhenAny(_drained, Task.Delay(DrainTimeout, _time));
        _exited.TrySetResult(exit with { Requested = _stopRequested });
    }

    private bool KillWithoutKeeper()
    {
        var reader = new ProcessTreeReader();
        for (var round = 0; round < 10; round++)
        {
            // Children first: once the root is gone they can no longer be told from other orphans. A keeper that fell before it told
            // of the root leaves one that only the pipe knows.
            int[] left = [.. reader.Read(_root).Members.Select(member => member.Id).Reverse().Union(_keeper.OutputHolders())];
            if (left.Length == 0)
            {
                return true;
            }

            foreach (var process in left)
            {
                _ = LinuxCalls.Kill(process, LinuxCalls.SignalKill);
            }
        }

        return false;
    }

    private async Task DrainAsync()
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await _keeper.TargetOutput.ReadAsync(buffer)) > 0)
        {
            _log.Append(buffer.AsSpan(0, read));
        }
    }
}
