using LeakGate.Runs.Configuration.Values;
using Microsoft.OpenApi;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>What a document says about where its service is.</summary>
internal static class ServerAddress
{
    /// <summary>Scheme, host and port of the first server that names them, and the path in front of all paths, without a slash at its end.</summary>
    public static (Uri? Address, string Prefix) Of(IList<OpenApiServer>? servers)
    {
        OpenApiServer? server = servers?.FirstOrDefault();
        string url = server?.Url ?? "";
        foreach ((string name, OpenApiServerVariable variable) in server?.Variables ?? new Dictionary<string, OpenApiServerVariable>())
        {
            url = url.Replace($"{{{name}}}", variable.Default ?? "", StringComparison.Ordinal);
        }

        // OpenAPI 2.0 may leave the scheme open.
        url = url.StartsWith("//", StringComparison.Ordinal) ? "http:" + url : url;
        if (AddressText.TryParseUrl(url, out Uri address))
        {
            return (new Uri(HostChoice.Authority(address)), address.AbsolutePath.TrimEnd('/'));
        }

        string path = url.Split('?', '#')[0].TrimEnd('/');
        return (null, path.StartsWith('/') ? path : "");
    }
}
