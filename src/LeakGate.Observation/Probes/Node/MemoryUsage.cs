using System.Text.Json;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Node;

/// <summary>The columns of what <c>process.memoryUsage()</c> tells.</summary>
internal static class MemoryUsage
{
    /// <summary>Bytes in use by column; <see langword="null"/>: the answer is in no known form.</summary>
    /// <param name="answer">The result of <c>Runtime.evaluate</c> with the value in it.</param>
    public static Dictionary<string, Reading>? Columns(JsonElement answer)
    {
        if (!answer.TryGetProperty("result", out var result) || !result.TryGetProperty("value", out var usage)
            || Bytes(usage, "heapUsed") is not { } heap || Bytes(usage, "external") is not { } external)
        {
            return null;
        }

        return new Dictionary<string, Reading>(StringComparer.Ordinal)
        {
            [Resource.Heap.Column] = Reading.Of(heap + external),
            [NodeColumns.External] = Reading.Of(external),
            [NodeColumns.ArrayBuffers] = Bytes(usage, "arrayBuffers") is { } buffers
                ? Reading.Of(buffers)
                : Reading.Missing("Node.js before 12.16 does not tell its array buffers"),
        };
    }

    private static double? Bytes(JsonElement usage, string name) =>
        usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(name, out var bytes) && bytes.ValueKind == JsonValueKind.Number ? bytes.GetDouble() : null;
}
