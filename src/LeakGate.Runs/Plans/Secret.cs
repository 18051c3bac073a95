using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeakGate.Runs.Plans;

/// <summary>
/// A value that must not be shown: it prints, formats and serializes as <c>•••</c>. Only <see cref="Reveal"/> gives it.
/// </summary>
[DebuggerDisplay("•••")]
[JsonConverter(typeof(MaskingConverter))]
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>What stands in its place.</summary>
    public const string Mask = "•••";

    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The value itself, for the one place that needs it.</summary>
    public string Reveal() => _value;

    /// <inheritdoc />
    public override string ToString() => Mask;

    /// <inheritdoc />
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    internal sealed class MaskingConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? string.Empty);

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Mask);
    }
}
