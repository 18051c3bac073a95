using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>A target's progress with a clock that goes on between its records.</summary>
internal sealed class LiveTarget(string name, TimeProvider time)
{
    private long _stamp = time.GetTimestamp();

    public string Name => name;

    public RunProgress Run { get; } = new(name);

    /// <summary>Time since the run began: that of the last record and what has passed since it came.</summary>
    public TimeSpan Now => Run.Verdict is null ? Run.At + time.GetElapsedTime(_stamp) : Run.At;

    public void Apply(RunRecord record)
    {
        var before = Run.At;
        Run.Apply(record);
        if (Run.At > before)
        {
            _stamp = time.GetTimestamp();
        }
    }
}
