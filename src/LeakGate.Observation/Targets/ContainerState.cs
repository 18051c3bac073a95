namespace LeakGate.Observation.Targets;

/// <summary>A running container, as its engine tells.</summary>
/// <param name="Id">Its whole id, 64 hexadecimal digits.</param>
/// <param name="ProcessId">Its first process, in the engine's namespace of process ids.</param>
/// <param name="MemoryLimit">Most memory that it may take, bytes; <see langword="null"/>: it has no limit of its own.</param>
internal sealed record ContainerState(string Id, int ProcessId, double? MemoryLimit);
