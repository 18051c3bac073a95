using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate run</c>: the experiment on every target of a plan.</summary>
internal static class RunVerb
{
    /// <summary>Runs the plan, tells the verdicts and gives the exit code (<see cref="Outcomes.ExitCodes.Combine"/>).</summary>
    public static async Task<int> ExecuteAsync(RunPlan plan, RunOptions options, CancellationToken cancellation)
    {
        options = options with { Origin = await BuildOrigin.ReadAsync(options.Host, TimeProvider.System, cancellation) };
        var session = new RunSession(plan, options, TimeProvider.System);
        var runs = await session.KeepAsync(await session.RunAsync(cancellation));
        session.Report(runs);
        session.Print(runs);
        session.Deliver(runs);
        return session.ExitCode(runs);
    }
}
