using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate run</c>: the experiment on every target of a plan.</summary>
internal static class RunVerb
{
    /// <summary>Runs the plan and gives the exit code (<see cref="Outcomes.ExitCodes.Combine"/>).</summary>
    public static Task<int> ExecuteAsync(RunPlan plan, RunOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        throw new NotSupportedException($"The experiment is not part of this build; {plan.Targets.Count} target(s) in {options.OutputFolder} not run.");
    }
}
