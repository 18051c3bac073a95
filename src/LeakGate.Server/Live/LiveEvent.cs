using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeakGate.Server.Live;

/// <summary>Something new in a run that is followed.</summary>
internal sealed record LiveEvent
{
    /// <summary>Where to go on after it (see <see cref="LivePosition"/>).</summary>
    public required string Position { get; init; }

    /// <summary>Kind of the record, or <c>verdict</c>, <c>damaged</c>, <c>end</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The target; empty: the run.</summary>
    public string Target { get; init; } = "";

    /// <summary>The record as it was written, the verdict document, or how the run ended.</summary>
    public JsonElement Record { get; init; }

    /// <summary>Of an event what it says, by the code of the language; <see langword="null"/> for all else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    /// <summary>Samples that this reader was too slow for since the event before.</summary>
    public long Dropped { get; init; }
}
