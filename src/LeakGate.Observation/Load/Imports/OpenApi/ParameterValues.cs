using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Drafts;
using Microsoft.OpenApi;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>Values of the parameters of an operation, in the form of the configuration.</summary>
internal sealed class ParameterValues(IReadOnlyList<IOpenApiParameter> parameters)
{
    private readonly List<string> _guessedInPath = [];

    /// <summary>Parameters of the path whose value was made up: what they name hardly exists.</summary>
    public IReadOnlyList<string> GuessedInPath => _guessedInPath;

    /// <summary>Whether a value elsewhere was made up.</summary>
    public bool Guessed { get; private set; }

    /// <summary>The path with its parameters and the query that is needed.</summary>
    public string Path(string template)
    {
        string path = FileText.Template(Encoded(template));
        foreach (IOpenApiParameter parameter in parameters.Where(parameter => parameter.In == ParameterLocation.Path))
        {
            (string value, bool known) = Value(parameter, escape: true);
            string written = $"{{{parameter.Name}}}";
            if (!known && path.Contains(written, StringComparison.Ordinal))
            {
                _guessedInPath.Add($"`{parameter.Name}`");
            }

            path = path.Replace(written, value, StringComparison.Ordinal);
        }

        string query = string.Join('&', Needed(ParameterLocation.Query).Select(parameter => $"{Uri.EscapeDataString(parameter.Name!)}={Noted(parameter, escape: true)}"));
        return query.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    /// <summary>Headers and cookies that are needed; those that LeakGate sets itself are left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        foreach (IOpenApiParameter parameter in Needed(ParameterLocation.Header))
        {
            string name = parameter.Name!;
            if (HeaderNames.IsName(name) && !HeaderNames.IsOurs(name) && name is not ("Accept" or "Content-Type"))
            {
                yield return new(name, SecretNames.IsSecret(name) ? $"${{{FileText.Variable(name)}}}" : Noted(parameter, escape: false));
            }
        }

        string cookies = string.Join("; ", Needed(ParameterLocation.Cookie).Select(parameter => $"{parameter.Name}=${{{FileText.Variable(parameter.Name!)}}}"));
        if (cookies.Length > 0)
        {
            yield return new("Cookie", cookies);
        }
    }

    private IEnumerable<IOpenApiParameter> Needed(ParameterLocation place) =>
        parameters.Where(parameter => parameter.In == place && parameter.Required && !string.IsNullOrEmpty(parameter.Name));

    private string Noted(IOpenApiParameter parameter, bool escape)
    {
        if (SecretNames.IsSecret(parameter.Name!))
        {
            return $"${{{FileText.Variable(parameter.Name!)}}}";
        }

        (string value, bool known) = Value(parameter, escape);
        Guessed |= !known;
        return value;
    }

    private static (string Value, bool Known) Value(IOpenApiParameter parameter, bool escape)
    {
        IOpenApiSchema? schema = parameter.Schema;
        JsonNode? given = parameter.Example ?? parameter.Examples?.Values.FirstOrDefault()?.Value ?? SchemaExample.Given(schema);
        if (given is not null)
        {
            string text = given is JsonArray list ? string.Join(',', list.Select(item => item?.ToString())) : given.ToString();
            return (FileText.Template(escape ? Uri.EscapeDataString(text) : text), true);
        }

        schema = schema?.Items ?? schema;
        if (schema is null)
        {
            return ("{{text 8}}", false);
        }

        if (SchemaExample.Pick(schema) is { } pick)
        {
            return (pick, true);
        }

        bool number = SchemaExample.Is(schema, JsonSchemaType.Integer) || SchemaExample.Is(schema, JsonSchemaType.Number);
        return number ? (SchemaExample.WholeNumber(schema), schema.Minimum is not null && schema.Maximum is not null)
            : SchemaExample.Is(schema, JsonSchemaType.Boolean) ? ("true", true)
            : (SchemaExample.Text(schema), false);
    }

    /// <summary>A path as written, what no request line holds percent-encoded; the braces of parameters stay.</summary>
    private static string Encoded(string path) => string.Concat(path.Select(sign => char.IsWhiteSpace(sign) || char.IsControl(sign) || sign == '#' ? Uri.HexEscape((char)(sign < 256 ? sign : ' ')) : sign.ToString()));
}
