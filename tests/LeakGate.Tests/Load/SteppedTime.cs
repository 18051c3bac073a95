using Microsoft.Extensions.Time.Testing;

namespace LeakGate.Tests.Load;

/// <summary>
/// A clock that a test moves by hand, and that tells when the code under test has begun to wait on it: moved before that,
/// the wait would begin too late and never end.
/// </summary>
internal sealed class SteppedTime : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private int _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            lock (_gate)
            {
                _waits++;
                foreach (var (_, reached) in _waiters.Where(waiter => _waits >= waiter.Count))
                {
                    reached.TrySetResult();
                }
            }
        }

        return timer;
    }

    /// <summary>When as many waits have begun since the clock was made.</summary>
    public Task WhenWaited(int count)
    {
        lock (_gate)
        {
            if (_waits >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(LoopbackServer.Patience, TimeProvider.System);
        }
    }
}
