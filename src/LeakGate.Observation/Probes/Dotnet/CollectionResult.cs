namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>What an induced collection left.</summary>
/// <param name="LiveBytes">Bytes in live objects of all heaps; meaningless with a gap.</param>
/// <param name="Gap">Why it is not known.</param>
internal readonly record struct CollectionResult(long LiveBytes, string? Gap)
{
    /// <summary>The same by where it lies; <see langword="null"/> with a gap.</summary>
    public HeapShape? Shape { get; init; }

    public static CollectionResult Failed(string reason) => new(0, reason);
}
