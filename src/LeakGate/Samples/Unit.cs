namespace LeakGate.Samples;

/// <summary>What a resource is measured in.</summary>
public enum Unit
{
    /// <summary>Bytes of memory or disk.</summary>
    Bytes,

    /// <summary>Things that are counted: descriptors, connections, threads, processes.</summary>
    Count,
}
