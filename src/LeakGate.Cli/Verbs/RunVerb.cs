using LeakGate.Cli.Outcomes;
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
        await session.PushAsync(runs, cancellation);

        // Last of all: the verdict is on the screen already, however long a service takes to answer.
        var told = await session.NotifyAsync(runs, cancellation);
        var code = session.ExitCode(runs);
        return code == ExitCodes.Clean && options.RequireNotify && !told ? ExitCodes.Fault : code;
    }
}
