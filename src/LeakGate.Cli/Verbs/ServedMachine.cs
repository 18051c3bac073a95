using LeakGate.Observation.Targets;
using LeakGate.Server;

namespace LeakGate.Cli.Verbs;

/// <summary>What runs on this machine, for the server: the same that <c>init</c> proposes, and the containers of the engine.</summary>
internal sealed class ServedMachine : IMachine
{
    public IReadOnlyList<ListeningProgram> Listening() =>
        [.. ListeningProcess.All().Select(process => new ListeningProgram(process.Port, process.ProcessId, process.Shown))];

    public async Task<RunningContainers> ContainersAsync(CancellationToken cancel)
    {
        (IReadOnlyList<(string Name, string Image)> found, string? trouble) = await ContainerList.ReadAsync(Environment.GetEnvironmentVariable, cancel);
        return new RunningContainers([.. found.Select(container => new RunningContainer(container.Name, container.Image))], trouble);
    }
}
