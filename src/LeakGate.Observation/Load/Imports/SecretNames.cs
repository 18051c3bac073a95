using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LeakGate.Runs.Configuration.Drafts;

namespace LeakGate.Observation.Load.Imports;

/// <summary>
/// Which values of recorded or written requests are secrets, by their names. They do not get into a configuration: an environment
/// variable stands there in their place.
/// </summary>
internal static partial class SecretNames
{
    private static readonly string[] Parts =
        ["cookie", "authorization", "token", "secret", "password", "passwd", "pwd", "apikey", "api-key", "api_key", "session", "credential", "csrf", "xsrf", "signature"];

    private static readonly string[] Schemes = ["Bearer", "Basic", "Token", "ApiKey", "Digest"];

    public static bool IsSecret(string name) =>
        Array.Exists(Parts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
        || name.Equals("auth", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-auth", StringComparison.OrdinalIgnoreCase)
        || name.Equals("sid", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a header as it may be written down; the scheme of an <c>Authorization</c> stays.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="written">Its value in the form of the configuration.</param>
    public static string Header(string name, string written)
    {
        // Nothing but variables is nothing to hide.
        if (!IsSecret(name) || IsVariable(written))
        {
            return written;
        }

        string? scheme = Array.Find(Schemes, known => written.StartsWith(known + " ", StringComparison.OrdinalIgnoreCase));
        string? rest = scheme is null ? null : written[(scheme.Length + 1)..].Trim();
        return scheme is null ? Variable(name) : IsVariable(rest!) ? written : $"{scheme} {Variable(name)}";
    }

    /// <summary>A path with query as it may be written down; the names of what was replaced are added.</summary>
    public static string Query(string path) => Pairs(path, path.IndexOf('?', StringComparison.Ordinal) + 1);

    /// <summary>A plain body as it may be written down: JSON and forms are looked into.</summary>
    public static string Body(string body, string? mime) => WrittenBody(FileText.Template(body), mime);

    /// <summary>The same for a body that is in the form of the configuration already, templates and variables in it.</summary>
    public static string WrittenBody(string written, string? mime)
    {
        if (mime?.Contains("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true)
        {
            return Pairs(written, 0, whole: true);
        }

        if (mime?.Contains("json", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return written;
        }

        return Json(written) is not { } node ? JsonPair().Replace(written, Replaced)
            : Mask(node) ? node.ToJsonString(JsonText.Relaxed)
            : written;
    }

    /// <summary>Whether a text is one variable and nothing else.</summary>
    public static bool IsVariable(string text) => text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1;

    /// <summary>The variable in place of a secret of some name.</summary>
    public static string Variable(string name) => $"${{{FileText.Variable(name)}}}";

    /// <summary>Where a template without quotes makes the text no JSON, its pairs are still to be seen.</summary>
    private static string Replaced(Match pair) =>
        IsSecret(pair.Groups["key"].Value) && !IsVariable(pair.Groups["value"].Value)
            ? $"\"{pair.Groups["key"].Value}\"{pair.Groups["colon"].Value}\"{Variable(pair.Groups["key"].Value)}\""
            : pair.Value;

    private static string Pairs(string text, int start, bool whole = false)
    {
        if (start == 0 && !whole)
        {
            return text;
        }

        IEnumerable<string> pairs = text[start..].Split('&').Select(pair =>
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals > 0 && IsSecret(pair[..equals]) && !IsVariable(pair[(equals + 1)..]) ? $"{pair[..equals]}={Variable(pair[..equals])}" : pair;
        });
        return text[..start] + string.Join('&', pairs);
    }

    private static JsonNode? Json(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // A body may call itself JSON and be none: then its text is looked through.
            return null;
        }
    }

    private static bool Mask(JsonNode node)
    {
        bool any = false;
        if (node is JsonObject values)
        {
            foreach ((string key, JsonNode? value) in values.ToList())
            {
                if (value is JsonValue && IsSecret(key) && !IsVariable(value.ToString()))
                {
                    values[key] = Variable(key);
                    any = true;
                }
                else if (value is not null)
                {
                    any |= Mask(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                any |= item is not null && Mask(item);
            }
        }

        return any;
    }

    [GeneratedRegex("\"(?<key>[^\"\\\\]*)\"(?<colon>\\s*:\\s*)\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonPair();
}
