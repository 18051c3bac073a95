using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Drafts;
using Microsoft.OpenApi;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>One operation of a document as a request.</summary>
internal sealed class OperationRequest(OpenApiDocument document, ImportTexts texts)
{
    /// <summary>The request, and whether it is left out only because of a made-up value in its path.</summary>
    /// <param name="prefix">Path in front of all paths.</param>
    /// <param name="path">Path as the document has it, parameters in braces.</param>
    /// <param name="item">What all operations of the path share.</param>
    /// <param name="method">Method, upper case.</param>
    /// <param name="operation">The operation.</param>
    public (DraftRequest Request, bool PathGuessed) Of(string prefix, string path, IOpenApiPathItem item, string method, OpenApiOperation operation)
    {
        ParameterValues values = new(
            [.. (operation.Parameters ?? []).Concat(item.Parameters ?? []).Where(parameter => parameter.Name is not null).DistinctBy(parameter => (parameter.Name, parameter.In))]);
        (IReadOnlyList<KeyValuePair<string, string>> security, string query) = SecurityHeaders.Of(operation, document);
        string written = values.Path(prefix + path);
        written = query.Length == 0 ? written : written + (written.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
        (string? body, string? mime, bool guessed, string? unable) = Body(operation.RequestBody);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in security.Concat(values.Headers()).Concat(mime is null ? [] : [new KeyValuePair<string, string>("Content-Type", mime)]))
        {
            headers.TryAdd(name, value);
        }

        string? reason = !HttpMethods.Sendable.Contains(method, StringComparer.Ordinal) ? texts.UnknownMethod(method)
            : HttpMethods.Removes(method) ? texts.Removes()
            : operation.Deprecated ? texts.Deprecated()
            : unable is not null ? texts.BodyOf(unable)
            : null;
        bool pathGuessed = reason is null && values.GuessedInPath.Count > 0;
        return (new DraftRequest(method, PathForm.Sendable(written))
        {
            Name = path.Contains('{', StringComparison.Ordinal) || query.Length > 0 ? $"{method} {prefix}{path}" : null,
            Headers = [.. headers],
            Body = body,
            Remarks = guessed || values.Guessed ? [texts.Guessed()] : [],
            LeftOut = pathGuessed ? texts.PathGuess(string.Join(", ", values.GuessedInPath)) : reason,
        }, pathGuessed);
    }

    private static (string? Body, string? Mime, bool Guessed, string? Unable) Body(IOpenApiRequestBody? body)
    {
        if (body?.Content is not { Count: > 0 } content)
        {
            return (null, null, false, null);
        }

        (string mime, OpenApiMediaType media) = content.OrderBy(known => Order(known.Key)).First();
        JsonNode? given = media.Example ?? media.Examples?.Values.FirstOrDefault()?.Value;
        switch (Order(mime))
        {
            case 0 or 1:
                SchemaExample example = new();
                string json = given is null ? example.Json(media.Schema) : SecretNames.Body(given.ToJsonString(JsonText.Relaxed), mime);
                return (json, mime, example.Guessed, null);
            case 2:
                return (Form(media.Schema, given), mime, given is null, null);
            case 3:
                return (given is null ? "{{text 20}}" : FileText.Template(given.ToString()), mime, given is null, null);
            default:
                return (null, null, false, mime);
        }
    }

    private static int Order(string mime) => mime.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "application/json" => 0,
        var other when other.EndsWith("json", StringComparison.Ordinal) => 1,
        "application/x-www-form-urlencoded" => 2,
        "text/plain" => 3,
        _ => 4,
    };

    private static string Form(IOpenApiSchema? schema, JsonNode? given)
    {
        if (given is JsonObject values)
        {
            return string.Join('&', values.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={FileText.Template(Uri.EscapeDataString(pair.Value?.ToString() ?? ""))}"));
        }

        return string.Join('&', (schema?.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(property =>
        {
            string value = SecretNames.IsSecret(property.Key) ? $"${{{FileText.Variable(property.Key)}}}"
                : SchemaExample.Given(property.Value) is { } example ? FileText.Template(Uri.EscapeDataString(example.ToString()))
                : SchemaExample.Pick(property.Value) is { } pick ? pick
                : SchemaExample.Is(property.Value, JsonSchemaType.Integer) || SchemaExample.Is(property.Value, JsonSchemaType.Number) ? SchemaExample.WholeNumber(property.Value)
                : SchemaExample.Is(property.Value, JsonSchemaType.Boolean) ? "true"
                : SchemaExample.Text(property.Value);
            return $"{Uri.EscapeDataString(property.Key)}={value}";
        }));
    }
}
