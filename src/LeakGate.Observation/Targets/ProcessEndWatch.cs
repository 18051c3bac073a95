namespace LeakGate.Observation.Targets;

/// <summary>
/// Tells when a process that is no child of LeakGate's ends. The kernel wakes a thread for it, which costs nothing until then; where the kernel
/// does not offer that (before Linux 5.3, or forbidden in a container), its id is looked up four times a second. Thread safe.
/// </summary>
internal sealed class ProcessEndWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the thread outlives the watch at most.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ProcessId _process;
    private readonly Action _ended;
    private readonly ITimer? _timer;
    private readonly ProcessTreeReader _reader = new();
    private readonly Lock _looking = new();
    private volatile bool _disposed;

    /// <summary>Begins to watch.</summary>
    /// <param name="process">The process.</param>
    /// <param name="ended">Called when it has ended, from another thread; more than once where ids are looked up.</param>
    /// <param name="time">The clock for looking up.</param>
    public ProcessEndWatch(ProcessId process, Action ended, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(time);
        (_process, _ended) = (process, ended);
        var descriptor = LinuxCalls.OpenProcess(process.Id);
        if (descriptor < 0)
        {
            _timer = time.CreateTimer(_ => Look(), state: null, LookInterval, LookInterval);
            return;
        }

        // The descriptor is that of whoever has the id now: had it been given anew meanwhile, this look finds out.
        new Thread(() => Wait(descriptor)) { IsBackground = true, Name = "end of the target" }.Start();
    }

    /// <summary>Stops watching; the process goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    private void Wait(int descriptor)
    {
        Look();
        while (!_disposed)
        {
            if (LinuxCalls.HasEnded(descriptor, LongestWait))
            {
                _ended();
                break;
            }
        }

        LinuxCalls.CloseDescriptor(descriptor);
    }

    private void Look()
    {
        lock (_looking)
        {
            if (_reader.Identify(_process.Id) != _process)
            {
                _ended();
            }
        }
    }
}
