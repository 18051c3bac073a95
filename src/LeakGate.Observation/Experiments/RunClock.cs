namespace LeakGate.Observation.Experiments;

/// <summary>Time since the run of this target began. Thread safe.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeProvider Time { get; } = time;

    public TimeSpan Now => Time.GetElapsedTime(_started);
}
