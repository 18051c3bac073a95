using System.Text.Json;

namespace LeakGate.Observation.Load.Imports;

/// <summary>What is wrong with JSON, without the place that the reader appends: that stands in front of the message already.</summary>
internal static class JsonFault
{
    public static string Short(JsonException fault)
    {
        int end = fault.Message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? fault.Message : fault.Message[..end]).TrimEnd('.');
    }
}
