using LeakGate.Runs;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary><c>leakgate run --json</c> with the demo's configuration, once for all tests that read its result.</summary>
public sealed class BothSamplesRun : IAsyncLifetime
{
    internal Workspace Workspace { get; } = new();

    internal ToolEnd End { get; private set; } = null!;

    internal VerdictDocument Leaky { get; private set; } = null!;

    internal VerdictDocument Healthy { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Workspace.Configure(SampleRuns.Demo());
        End = await LeakGateProcess.RunAsync(Workspace.Path, "run", "--json");
        (Leaky, Healthy) = (Workspace.Verdict("leaky"), Workspace.Verdict("healthy"));
    }

    public ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        return ValueTask.CompletedTask;
    }
}
