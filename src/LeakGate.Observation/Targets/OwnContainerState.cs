namespace LeakGate.Observation.Targets;

/// <summary>How a container of LeakGate's own stands.</summary>
/// <param name="Running">What is known of it while it runs; <see langword="null"/>: it has ended.</param>
/// <param name="ExitCode">Its exit code, once it has ended; for a signal 128 and its number.</param>
/// <param name="OutOfMemory">The kernel killed it, or a process of it, at its memory limit.</param>
internal sealed record OwnContainerState(ContainerState? Running, int ExitCode, bool OutOfMemory);
