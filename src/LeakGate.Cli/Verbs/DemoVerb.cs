using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate demo</c>: both samples, then a table side by side.</summary>
internal static class DemoVerb
{
    /// <summary>Runs the plan of the two samples and gives the exit code.</summary>
    public static Task<int> ExecuteAsync(RunPlan plan, RunOptions options, CancellationToken cancellation) =>
        RunVerb.ExecuteAsync(plan, options, cancellation);
}
