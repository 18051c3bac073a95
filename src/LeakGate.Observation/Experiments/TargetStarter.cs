using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Experiments;

/// <summary>From the plan of a target to the target itself.</summary>
internal static class TargetStarter
{
    /// <summary>Starts it, or finds it running.</summary>
    /// <param name="setup">What to run.</param>
    /// <param name="leave">Told of a container that is left where starting fails or is cancelled.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the starting.</param>
    /// <exception cref="TargetFailedException">It can't be started or found.</exception>
    public static async Task<ITarget> StartAsync(ExperimentSetup setup, Action<ContainerLeftover> leave, TimeProvider time, CancellationToken cancel)
    {
        var plan = setup.Target;
        return plan.Source switch
        {
            TargetSource.Command command => await StartAsync(setup, command, time, cancel),
            TargetSource.Image image => await StartAsync(setup, image, leave, time, cancel),
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
        ThrowIfTaken(plan);
        var target = await TargetProcess.StartAsync(
            new TargetStart
            {
                Name = plan.Name,
                Arguments = command.Arguments,
                WorkDir = plan.WorkDir,
                Environment = Revealed(plan),
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

    private static async Task<ITarget> StartAsync(ExperimentSetup setup, TargetSource.Image image, Action<ContainerLeftover> leave, TimeProvider time, CancellationToken cancel)
    {
        var plan = setup.Target;
        ThrowIfTaken(plan);
        return await ContainerTarget.StartAsync(
            new ContainerStart
            {
                Name = plan.Name,
                RunId = setup.RunId,
                Image = image,
                Environment = Revealed(plan),
                LogPath = setup.Folder.LogFile,
            },
            ContainerEngine.Of(Environment.GetEnvironmentVariable, attaches: false),
            leave,
            time,
            cancel);
    }

    private static void ThrowIfTaken(TargetPlan plan)
    {
        if (plan.Url is { } url)
        {
            PortListener.ThrowIfTaken(plan.Name, url);
        }
    }

    private static Dictionary<string, string> Revealed(TargetPlan plan) =>
        plan.Environment.ToDictionary(pair => pair.Key, pair => pair.Value.Reveal(), StringComparer.Ordinal);
}
