namespace LeakGate.Observation.Experiments;

/// <summary>Time since the run of this target began. Thread safe.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeProvider Time { get; } = time;

    public TimeSpan Now => Time.GetElapsedTime(_started);

    /// <summary>Holds the calling thread; on the system's clock no other thread is woken for it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Wait(TimeSpan length, CancellationToken cancel)
    {
        if (ReferenceEquals(Time, TimeProvider.System))
        {
            _ = cancel.WaitHandle.WaitOne(length);
            cancel.ThrowIfCancellationRequested();
        }
        else
        {
            Task.Delay(length, Time, cancel).GetAwaiter().GetResult();
        }
    }
}
