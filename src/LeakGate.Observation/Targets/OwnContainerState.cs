using System.Text.Json;

namespace LeakGate.Observation.Targets;

/// <summary>How a container of LeakGate's own stands.</summary>
/// <param name="Running">What is known of it while it runs; <see langword="null"/>: it has ended.</param>
/// <param name="ExitCode">Its exit code, once it has ended; for a signal 128 and its number.</param>
/// <param name="OutOfMemory">The kernel killed it, or a process of it, at its memory limit.</param>
internal sealed record OwnContainerState(ContainerState? Running, int ExitCode, bool OutOfMemory)
{
    /// <summary>Reads the engine's answer about a container.</summary>
    /// <returns><see langword="null"/>: it is being removed, which the engine does by killing it first.</returns>
    public static OwnContainerState? Of(JsonElement root)
    {
        var state = root.GetProperty("State");
        var isRunning = state.GetProperty("Running").GetBoolean();
        if (!isRunning && state.TryGetProperty("Status", out var status) && status.GetString() is "removing" or "dead")
        {
            return null;
        }

        return new OwnContainerState(
            isRunning ? ContainerState.Of(root) : null,
            state.GetProperty("ExitCode").GetInt32(),
            state.TryGetProperty("OOMKilled", out var killed) && killed.GetBoolean());
    }
}
