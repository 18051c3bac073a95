using System.Text.Json;

namespace LeakGate.Observation.Targets;

/// <summary>A running container, as its engine tells.</summary>
/// <param name="Id">Its whole id, 64 hexadecimal digits.</param>
/// <param name="ProcessId">Its first process, in the engine's namespace of process ids.</param>
/// <param name="MemoryLimit">Most memory that it may take, bytes; <see langword="null"/>: it has no limit of its own.</param>
internal sealed record ContainerState(string Id, int ProcessId, double? MemoryLimit)
{
    /// <summary>Reads the engine's answer about a container that runs.</summary>
    public static ContainerState Of(JsonElement root)
    {
        var memory = root.TryGetProperty("HostConfig", out var host) && host.TryGetProperty("Memory", out var limit) ? limit.GetInt64() : 0;
        return new ContainerState(root.GetProperty("Id").GetString() ?? "", root.GetProperty("State").GetProperty("Pid").GetInt32(), memory > 0 ? memory : null);
    }
}
