namespace LeakGate.Observation.Load;

/// <summary>
/// The time-out of the request that is in flight on one connection, without a new timer or token for each: a token source
/// is replaced only once it has been used up. Begin and End are called by the connection's one user; Cancel by anyone.
/// </summary>
internal sealed class RequestTimeout : IDisposable
{
    private const long Idle = long.MaxValue;

    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private CancellationTokenSource _source = new();
    private long _began = Idle;

    public RequestTimeout(TimeSpan timeout, TimeProvider time)
    {
        _timeout = timeout;
        _time = time;
        _timer = time.CreateTimer(static self => ((RequestTimeout)self!).Elapse(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Begin(CancellationToken block)
    {
        if (!_source.TryReset())
        {
            // Not disposed: a cancellation may be running on it, and without a timer it holds nothing to give back.
            Volatile.Write(ref _source, new CancellationTokenSource());
        }

        Volatile.Write(ref _began, _time.GetTimestamp());
        _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
        if (block.IsCancellationRequested)
        {
            _source.Cancel();
        }

        return _source.Token;
    }

    public void End() => Volatile.Write(ref _began, Idle);

    public void Cancel() => Volatile.Read(ref _source).Cancel();

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Elapse()
    {
        // The timer may be that of an earlier request, come late; or come a little early, since timers count whole
        // milliseconds. Then it is set again for what is left: at worst too early once more, never too late.
        var began = Volatile.Read(ref _began);
        if (began == Idle)
        {
            return;
        }

        var left = _timeout - _time.GetElapsedTime(began);
        if (left <= TimeSpan.Zero)
        {
            Cancel();
        }
        else
        {
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
