using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>Shows nothing: <c>--quiet</c>.</summary>
internal sealed class QuietDisplay : IRunDisplay
{
    public void Begin(string target)
    {
        // Nothing is wanted.
    }

    public void Show(string target, RunRecord record)
    {
        // Nothing is wanted.
    }

    public void End(string target, VerdictDocument verdict)
    {
        // Nothing is wanted.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
