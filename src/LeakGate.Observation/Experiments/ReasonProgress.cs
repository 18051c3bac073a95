namespace LeakGate.Observation.Experiments;

/// <summary>Passes reasons on at once, on the thread that reports them: <see cref="Progress{T}"/> would reorder them.</summary>
internal sealed class ReasonProgress(Action<string> told) : IProgress<string>
{
    public void Report(string value) => told(value);
}
