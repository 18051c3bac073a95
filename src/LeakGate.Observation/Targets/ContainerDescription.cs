using System.Text.Json;

namespace LeakGate.Observation.Targets;

/// <summary>Reads what an engine tells of one container (<c>GET /containers/NAME/json</c>).</summary>
internal static class ContainerDescription
{
    /// <summary>Whether it runs.</summary>
    public static bool IsRunning(JsonElement root) => root.GetProperty("State").GetProperty("Running").GetBoolean();

    /// <summary>A container that runs.</summary>
    public static ContainerState OfRunning(JsonElement root)
    {
        var memory = root.TryGetProperty("HostConfig", out var host) && host.TryGetProperty("Memory", out var limit) ? limit.GetInt64() : 0;
        return new ContainerState(root.GetProperty("Id").GetString() ?? "", root.GetProperty("State").GetProperty("Pid").GetInt32(), memory > 0 ? memory : null);
    }

    /// <summary>A container of LeakGate's own.</summary>
    /// <returns><see langword="null"/>: it is being removed, which the engine does by killing it first.</returns>
    public static OwnContainerState? OfOwn(JsonElement root)
    {
        if (IsRunning(root))
        {
            return new OwnContainerState(OfRunning(root), 0, OutOfMemory: false);
        }

        var state = root.GetProperty("State");
        return state.TryGetProperty("Status", out var status) && status.GetString() is "removing" or "dead"
            ? null
            : new OwnContainerState(Running: null, state.GetProperty("ExitCode").GetInt32(), state.TryGetProperty("OOMKilled", out var killed) && killed.GetBoolean());
    }
}
