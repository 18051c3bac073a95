using LeakGate.Runs.Configuration.Drafts;
using Microsoft.OpenApi;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>What an operation needs for its caller to be known: the secret itself is an environment variable.</summary>
internal static class SecurityHeaders
{
    /// <summary>Headers of the first of the ways that a document allows, and a query that goes with them.</summary>
    public static (IReadOnlyList<KeyValuePair<string, string>> Headers, string Query) Of(OpenApiOperation operation, OpenApiDocument document)
    {
        List<KeyValuePair<string, string>> headers = [];
        List<string> query = [];
        IList<OpenApiSecurityRequirement>? ways = operation.Security ?? document.Security;

        // An empty way says that nobody needs to be known.
        OpenApiSecurityRequirement? needed = ways is null or { Count: 0 } || ways.Any(way => way.Count == 0) ? null : ways[0];
        foreach (OpenApiSecuritySchemeReference scheme in (IEnumerable<OpenApiSecuritySchemeReference>?)needed?.Keys ?? [])
        {
            string variable = $"${{{FileText.Variable(scheme.Reference.Id ?? scheme.Name ?? "TOKEN")}}}";
            switch (scheme.Type, scheme.In)
            {
                case (SecuritySchemeType.ApiKey, ParameterLocation.Header) when HeaderNames.IsName(scheme.Name ?? ""):
                    headers.Add(new(scheme.Name!, variable));
                    break;
                case (SecuritySchemeType.ApiKey, ParameterLocation.Query):
                    query.Add($"{Uri.EscapeDataString(scheme.Name ?? "key")}={variable}");
                    break;
                case (SecuritySchemeType.ApiKey, ParameterLocation.Cookie):
                    headers.Add(new("Cookie", $"{scheme.Name}={variable}"));
                    break;
                case (SecuritySchemeType.Http, _) when string.Equals(scheme.Scheme, "basic", StringComparison.OrdinalIgnoreCase):
                    headers.Add(new("Authorization", "Basic " + variable));
                    break;
                default:
                    headers.Add(new("Authorization", "Bearer " + variable));
                    break;
            }
        }

        return (headers, string.Join('&', query));
    }
}
