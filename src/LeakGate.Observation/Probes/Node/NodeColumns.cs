namespace LeakGate.Observation.Probes.Node;

/// <summary>Columns that the Node.js probe reads beside the heap, of which both are part. Neither is judged: they tell where a heap that grows does so.</summary>
public static class NodeColumns
{
    /// <summary>Bytes outside of the JavaScript heap that belong to objects in it.</summary>
    public const string External = "node_external_bytes";

    /// <summary>Those of them that are in an <c>ArrayBuffer</c>, a <c>SharedArrayBuffer</c> or a <c>Buffer</c>.</summary>
    public const string ArrayBuffers = "node_array_buffers_bytes";
}
