using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Drafts;
using Microsoft.OpenApi;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>
/// A value for a schema: an example that the document gives, else one made up with templates, so that values differ from request to
/// request. JSON text in the form of the configuration.
/// </summary>
internal sealed class SchemaExample
{
    private const int Deepest = 6;
    private const int UsualLength = 20;
    private const int UsualMost = 1000;

    /// <summary>Names of the schemas that are being written: one within itself would nest without an end.</summary>
    private readonly List<string> _open = [];

    /// <summary>Whether anything was made up.</summary>
    public bool Guessed { get; private set; }

    /// <summary>JSON for a schema.</summary>
    public string Json(IOpenApiSchema? schema) => Json(schema, 0);

    /// <summary>The example or default that a schema itself gives; <see langword="null"/>: none.</summary>
    public static JsonNode? Given(IOpenApiSchema? schema) =>
        schema?.Example ?? schema?.Examples?.FirstOrDefault() ?? schema?.Default ?? (schema?.Const is { } only ? JsonValue.Create(only) : null);

    /// <summary>A whole number within the bounds of a schema.</summary>
    public static string WholeNumber(IOpenApiSchema schema)
    {
        long low = Bound(schema.Minimum) ?? (Bound(schema.ExclusiveMinimum) + 1) ?? Math.Min(1, Bound(schema.Maximum) ?? 1);
        long high = Bound(schema.Maximum) ?? (Bound(schema.ExclusiveMaximum) - 1) ?? Math.Max(UsualMost, low);
        return string.Create(CultureInfo.InvariantCulture, $"{{{{int {Math.Min(low, high)} {Math.Max(low, high)}}}}}");
    }

    /// <summary>Text for a schema of type string that gives no example.</summary>
    public static string Text(IOpenApiSchema schema)
    {
        int length = Math.Clamp(UsualLength, Math.Max(1, schema.MinLength ?? 1), Math.Max(1, Math.Min(schema.MaxLength ?? UsualMost, 1 << 20)));
        return schema.Format switch
        {
            "uuid" => "{{uuid}}",
            "date" => "2026-01-31",
            "date-time" => "2026-01-31T12:00:00Z",
            "time" => "12:00:00Z",
            "email" => "user{{seq}}@example.com",
            "uri" or "url" => "https://example.com/{{seq}}",
            "hostname" => "host{{n}}.example.com",
            "ipv4" => "192.0.2.{{int 1 254}}",
            "ipv6" => "2001:db8::{{int 1 999}}",
            "byte" => "dGV4dA==",
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{{text {length}}}}}"),
        };
    }

    /// <summary>One of the words of an enumeration by template, where all are plain words; <see langword="null"/>: they are not.</summary>
    public static string? Pick(IOpenApiSchema schema)
    {
        string[] words = [.. (schema.Enum ?? []).OfType<JsonValue>().Select(value => value.ToString())];
        return words.Length > 0 && Array.TrueForAll(words, word => word.Length > 0 && word.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-' or '.'))
            ? words.Length == 1 ? words[0] : $"{{{{pick {string.Join(' ', words)}}}}}"
            : null;
    }

    /// <summary>Whether a type stands in a schema, nothing (null) beside it or not.</summary>
    public static bool Is(IOpenApiSchema schema, JsonSchemaType type) => schema.Type is { } types && (types & type) == type;

    private static long? Bound(string? number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && Math.Abs(value) < long.MaxValue / 2 ? (long)Math.Ceiling(value) : null;

    private string Json(IOpenApiSchema? schema, int depth)
    {
        if (schema is null || depth > Deepest)
        {
            return "null";
        }

        if (Given(schema) is { } given)
        {
            return FileText.Template(given.ToJsonString(JsonText.Relaxed));
        }

        if (schema.Enum is { Count: > 0 } values)
        {
            return Pick(schema) is { } pick && Is(schema, JsonSchemaType.String) ? $"\"{pick}\"" : FileText.Template(values[0]?.ToJsonString(JsonText.Relaxed) ?? "null");
        }

        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } choices)
        {
            return Json(choices.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) ?? choices[0], depth + 1);
        }

        if (schema.AllOf is { Count: > 0 } || schema.Properties is { Count: > 0 } || Is(schema, JsonSchemaType.Object))
        {
            return Object(schema, depth);
        }

        if (schema.Items is not null || Is(schema, JsonSchemaType.Array))
        {
            int usual = schema.MaxItems == 0 || IsOpen(schema.Items) ? 0 : 1;
            int items = Math.Clamp(schema.MinItems ?? usual, usual, 10);
            return $"[{string.Join(',', Enumerable.Repeat(Json(schema.Items, depth + 1), items))}]";
        }

        Guessed = true;
        return Is(schema, JsonSchemaType.Boolean) ? "true"
            : Is(schema, JsonSchemaType.Integer) || Is(schema, JsonSchemaType.Number) ? WholeNumber(schema)
            : $"\"{Text(schema)}\"";
    }

    private string Object(IOpenApiSchema schema, int depth)
    {
        StringBuilder json = new();
        _open.Add(Reference(schema) ?? "");
        foreach ((string name, IOpenApiSchema property) in Properties(schema, 0))
        {
            json.Append(json.Length == 0 ? "" : ",").Append(FileText.Template(JsonSerializer.Serialize(name, JsonText.Relaxed))).Append(':').Append(Json(property, depth + 1));
        }

        _open.RemoveAt(_open.Count - 1);
        return $"{{{json}}}";
    }

    /// <summary>Properties that a request sends, those of the parts of <c>allOf</c> first; optional ones that would nest without an end are left out.</summary>
    private Dictionary<string, IOpenApiSchema> Properties(IOpenApiSchema schema, int depth)
    {
        Dictionary<string, IOpenApiSchema> properties = new(StringComparer.Ordinal);
        if (depth > Deepest)
        {
            return properties;
        }

        foreach ((string name, IOpenApiSchema property) in (schema.AllOf ?? []).SelectMany(part => Properties(part, depth + 1)).Concat(schema.Properties ?? new Dictionary<string, IOpenApiSchema>()))
        {
            bool needed = schema.Required?.Contains(name) is true;
            if (!property.ReadOnly && (needed || !IsOpen(property)))
            {
                properties[name] = property;
            }
        }

        return properties;
    }

    private bool IsOpen(IOpenApiSchema? schema) => schema is not null && Reference(schema) is { } name && _open.Contains(name, StringComparer.Ordinal);

    private static string? Reference(IOpenApiSchema schema) => (schema as OpenApiSchemaReference)?.Reference.Id;
}
