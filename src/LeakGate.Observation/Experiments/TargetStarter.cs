using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Experiments;

/// <summary>From the plan of a target to the target itself.</summary>
internal static class TargetStarter
{
    /// <summary>Starts it, or finds it running.</summary>
    /// <exception cref="TargetFailedException">It can't be started or found.</exception>
    public static async Task<ITarget> StartAsync(ExperimentSetup setup, TimeProvider time, CancellationToken cancel)
    {
        var plan = setup.Target;
        return plan.Source switch
        {
            TargetSource.Command command => await StartAsync(setup, command, time, cancel),
            TargetSource.Pid pid => AttachedTarget.ToProcess(plan.Name, pid.Id, time),
            TargetSource.Port port => AttachedTarget.ToPort(plan.Name, port.Number, time),
            TargetSource.Container container => await AttachedTarget.ToContainerAsync(
                plan.Name, container.Name, ContainerEngine.Of(Environment.GetEnvironmentVariable), time, cancel),
            _ => throw new InvalidOperationException("Unknown source of a target."),
        };
    }

    private static async Task<ITarget> StartAsync(ExperimentSetup setup, TargetSource.Command command, TimeProvider time, CancellationToken cancel)
    {
        var plan = setup.Target;
        if (plan.Url is { } url)
        {
            PortListener.ThrowIfTaken(plan.Name, url);
        }

        var target = await TargetProcess.StartAsync(
            new TargetStart
            {
                Name = plan.Name,
                Arguments = command.Arguments,
                WorkDir = plan.WorkDir,
                Environment = plan.Environment.ToDictionary(pair => pair.Key, pair => pair.Value.Reveal(), StringComparer.Ordinal),
                LogPath = setup.Folder.LogFile,
            },
            time,
            cancel);
        if (target.Exited is { IsCompleted: true, Result.Error: not null })
        {
            await using (target)
            {
                throw TargetFailure.OfExit(target);
            }
        }

        return target;
    }
}
