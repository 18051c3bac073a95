using System.Globalization;
using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Values;

namespace LeakGate.Runs.Configuration.Schema;

/// <summary>
/// The forms of single values as JSON Schema, from the units and words that the parser itself knows. A form takes whatever the parser
/// may take, and text with a <c>${variable}</c> always: what stands in it is not known while a file is written.
/// Patterns are ECMA-262 without flags.
/// </summary>
internal static class SchemaForms
{
    private const string Number = @"(?:[0-9]+\.?[0-9]*|\.[0-9]+)";
    private const string AboveZero = @"(?=[^1-9/]*[1-9])";

    /// <summary>Every form, by its name in <c>$defs</c>.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["scalar"] = Types("string", "number", "boolean"),
        ["scalar_or_nothing"] = Types("string", "number", "boolean", "null"),
        ["variable"] = new() { ["type"] = "string", ["pattern"] = @"\$[{$]" },
        ["duration"] = Pattern($@"^\s*{AboveZero}" + string.Concat(DurationText.Units.Select(unit => $@"(?:{Number}\s*{unit.Unit}\s*)?")) + "$"),
        ["size"] = Pattern($@"^\s*{AboveZero}{Size}\s*$"),
        ["rate"] = Pattern($@"^\s*{AboveZero}{Number}\s*/\s*{Time}\s*$"),
        ["load_rate"] = Pattern($@"^\s*(?:{AnyCase(RateText.Max)}|{AboveZero}{Number}\s*/\s*{Time})\s*$"),
        ["byte_rate"] = Pattern($@"^\s*{AboveZero}{Size}\s*/\s*{Time}\s*$"),
        ["byte_margin"] = Pattern($@"^\s*{AboveZero}{Size}\s*/\s*{Requests}\s*$"),
        ["count_margin"] = Pattern($@"^\s*{AboveZero}{Number}\s*/\s*{Requests}\s*$"),
        ["date"] = Pattern("^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"),
        ["url"] = Pattern(@"^\s*[hH][tT][tT][pP][sS]?://[^/?#@\s]+/?\s*$"),
        ["path"] = Pattern("^/"),
        ["published_port"] = Pattern("^(?:.+:)?[0-9]{1,5}:[0-9]{1,5}$"),
        ["host_and_port"] = Pattern("^.+:[0-9]{1,5}$"),
        ["health_address"] = Pattern(@"^\s*[hH][tT][tT][pP][sS]?://|^.+:[0-9]{1,5}$"),
        ["command"] = AnyOf(Ref("scalar"), new() { ["type"] = "array", ["minItems"] = 1, ["items"] = Ref("scalar") }),
    };

    private static string Size => $@"{Number}\s*(?:{string.Join('|', SizeText.Units.Select(unit => AnyCase(unit.Unit)))})";

    private static string Time => $"(?:{string.Join('|', RateText.Units.Select(unit => AnyCase(unit.Unit)))})";

    private static string Requests => $@"(?:{AboveZero}{Number}\s*)?(?:{string.Join('|', MarginText.Words.Select(AnyCase))})";

    public static JsonObject Ref(string form) => new() { ["$ref"] = "#/$defs/" + form };

    public static JsonObject AnyOf(params JsonObject[] forms) => new() { ["anyOf"] = new JsonArray([.. forms]) };

    /// <summary>A whole number within bounds, plain or in quotes.</summary>
    public static JsonObject Whole(int low, int high) => AnyOf(
        new() { ["type"] = "integer", ["minimum"] = low, ["maximum"] = high }, Pattern("^[0-9]+$"), Ref("variable"));

    /// <summary>One of a closed set of words.</summary>
    public static JsonObject Word(IEnumerable<string> words) => AnyOf(Enumeration(words), Ref("variable"));

    /// <summary>One of a closed set of words, in any case.</summary>
    public static JsonObject WordInAnyCase(IReadOnlyList<string> words) => AnyOf(
        Enumeration(words), Pattern($"^(?:{string.Join('|', words.Select(AnyCase))})$"), Ref("variable"));

    /// <summary>A form that may stand for a variable too.</summary>
    public static JsonObject OrVariable(string form) => AnyOf(Ref(form), Ref("variable"));

    public static JsonObject List(JsonObject items, int least = 0)
    {
        JsonObject list = new() { ["type"] = "array", ["items"] = items };
        if (least > 0)
        {
            list["minItems"] = least;
        }

        return list;
    }

    /// <summary>Names that people choose, with values of one form.</summary>
    public static JsonObject Names(JsonObject values, JsonObject? names = null)
    {
        JsonObject schema = new() { ["type"] = "object", ["additionalProperties"] = values };
        if (names is not null)
        {
            schema["propertyNames"] = names;
        }

        return schema;
    }

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>A word as a pattern that takes it in any case.</summary>
    public static string AnyCase(string word) => string.Concat(word.Select(sign => char.IsAsciiLetter(sign)
        ? string.Create(CultureInfo.InvariantCulture, $"[{char.ToLowerInvariant(sign)}{char.ToUpperInvariant(sign)}]")
        : sign.ToString()));

    private static JsonObject Enumeration(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    private static JsonObject Types(params string[] types) => new() { ["type"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]) };
}
