namespace LeakGate.Server;

/// <summary>What runs on this machine and may be picked to be watched.</summary>
public interface IMachine
{
    /// <summary>Processes that listen on a port.</summary>
    IReadOnlyList<ListeningProgram> Listening();

    /// <summary>Containers that run, or why they can't be told.</summary>
    Task<RunningContainers> ContainersAsync(CancellationToken cancel);
}

/// <summary>A process that listens.</summary>
/// <param name="Port">TCP port.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Command">Its command without what may be a secret.</param>
public sealed record ListeningProgram(int Port, int ProcessId, string Command);

/// <summary>The containers of this machine.</summary>
/// <param name="Names">Name and image of each that runs.</param>
/// <param name="Trouble">Why there are none to tell, in English; <see langword="null"/>: the engine answered.</param>
public sealed record RunningContainers(IReadOnlyList<RunningContainer> Names, string? Trouble);

/// <summary>A container that runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">What it was made from.</param>
public sealed record RunningContainer(string Name, string Image);
