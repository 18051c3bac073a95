using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;
using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Runs;

/// <summary>
/// The JSON Schema (draft 2020-12) of one <c>verdict.json</c>, exported from <see cref="VerdictDocument"/> itself. It allows keys that
/// it does not know: later versions add some.
/// </summary>
public static class VerdictSchema
{
    /// <summary>Name that the schema gives itself: it is no address, nothing is fetched.</summary>
    public const string Id = "urn:leakgate:verdict";

    private static readonly string[] Severities = ["low", "medium", "high", "critical"];

    /// <summary>Keys whose values are a closed set of words, or always one.</summary>
    private static readonly Dictionary<string, Action<JsonObject>> Narrower = new(StringComparer.Ordinal)
    {
        [Key<VerdictDocument>("severity")] = schema => schema["enum"] = Words(Severities),
        [Key<VerdictDocument>("trend")] = schema => schema["enum"] = Words(["increasing", "stable"]),
        [Key<VerdictDocument>("expect")] = schema => schema["enum"] = Words(KnownNames.Expectations),
        [Key<VerdictDocument>("schema")] = schema => schema["const"] = "leakgate.verdict/1",
        [Key<VerdictDocument>("leak_types")] = schema => schema["items"]!["examples"] = Words(Resource.All.Select(resource => resource.LeakType).Distinct(StringComparer.Ordinal)),
        [Key<VerdictDocument.CheckEntry>("code")] = schema => schema["examples"] = Words(CheckCodes.All),
        [Key<VerdictDocument.CheckEntry>("state")] = schema => schema["enum"] = Words(Enum.GetNames<CheckState>().Select(name => name.ToLowerInvariant())),
        [Key<VerdictDocument.FindingEntry>("severity")] = schema => schema["enum"] = Words(Severities),
        [Key<VerdictDocument.Amount>("unit")] = schema => schema["enum"] = Words(["bytes", "count"]),
    };

    /// <summary>The schema, what each key means in the language asked for.</summary>
    public static JsonObject Create(Language language)
    {
        VerdictWords words = new(language);
        JsonSchemaExporterOptions exporter = new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => node is JsonObject schema ? Described(context, schema, words) : node,
        };
        JsonObject body = RunJson.Indented.GetJsonSchemaAsNode(typeof(VerdictDocument), exporter).AsObject();
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = Id,
            ["title"] = "verdict.json",
        };
        foreach ((string key, JsonNode? value) in body)
        {
            schema[key] = value?.DeepClone();
        }

        // Written even when it is null, so that a pipeline can rely on the key; and the version decides how the rest is read.
        schema["required"]!.AsArray().Add("reason");
        schema["required"]!.AsArray().Add("schema");
        return schema;
    }

    private static JsonObject Described(JsonSchemaExporterContext context, JsonObject schema, VerdictWords words)
    {
        if (context.PropertyInfo is { } property)
        {
            string key = property.Name;
            Type owner = property.DeclaringType;
            if (Narrower.TryGetValue($"{owner.Name}.{key}", out Action<JsonObject>? narrow))
            {
                narrow(schema);
            }

            schema.Insert(0, "description", words.Of(key));
        }
        else if (context.Path.IsEmpty)
        {
            schema.Insert(0, "description", words.Of(""));
        }

        return schema;
    }

    private static string Key<T>(string key) => $"{typeof(T).Name}.{key}";

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
