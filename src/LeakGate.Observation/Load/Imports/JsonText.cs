using System.Text.Encodings.Web;
using System.Text.Json;

namespace LeakGate.Observation.Load.Imports;

/// <summary>JSON as a person would write it: letters of every language as they are.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
