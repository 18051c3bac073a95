namespace LeakGate.EndToEnd.Targets;

/// <summary>Keeps what was told, in order and at once: <see cref="Progress{T}"/> would tell it some time later.</summary>
internal sealed class Told(Action? atEach = null) : IProgress<string>
{
    public List<string> Reasons { get; } = [];

    public void Report(string value)
    {
        Reasons.Add(value);
        atEach?.Invoke();
    }
}
