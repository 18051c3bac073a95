using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Drafts;

namespace LeakGate.Observation.Load.Imports;

/// <summary>
/// Which values of recorded or written requests are secrets, by their names. They do not get into a configuration: an environment
/// variable stands there in their place.
/// </summary>
internal static class SecretNames
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

    /// <summary>A body as it may be written down: JSON and forms are looked into.</summary>
    public static string Body(string body, string? mime)
    {
        if (mime?.Contains("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true)
        {
            return Pairs(FileText.Template(body), 0, whole: true);
        }

        if (mime?.Contains("json", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return FileText.Template(body);
        }

        return Json(body) is { } node && Mask(node)
            ? Unmasked(FileText.Template(node.ToJsonString(JsonText.Relaxed)))
            : FileText.Template(body);
    }

    private static bool IsVariable(string text) => text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1;

    private static string Variable(string name) => $"${{{FileText.Variable(name)}}}";

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
            return JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException)
        {
            // A body may call itself JSON and be none: then it is sent as it stands.
            return null;
        }
    }

    /// <summary>A sign that no recorded body holds stands around the names until everything else is escaped.</summary>
    private static bool Mask(JsonNode node)
    {
        bool any = false;
        if (node is JsonObject values)
        {
            foreach ((string key, JsonNode? value) in values.ToList())
            {
                if (value is JsonValue && IsSecret(key))
                {
                    values[key] = $"\ue000{FileText.Variable(key)}\ue001";
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

    private static string Unmasked(string text) => text.Replace("\ue000", "${", StringComparison.Ordinal).Replace("\ue001", "}", StringComparison.Ordinal)
        .Replace("\\uE000", "${", StringComparison.Ordinal).Replace("\\uE001", "}", StringComparison.Ordinal);
}
