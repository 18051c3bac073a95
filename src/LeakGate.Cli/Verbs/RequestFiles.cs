namespace LeakGate.Cli.Verbs;

/// <summary>Files that requests can be taken from, by their names.</summary>
internal static class RequestFiles
{
    private const int Most = 8;

    private static readonly string[] Patterns = ["openapi*.json", "openapi*.y*ml", "swagger*.json", "swagger*.y*ml", "*.http", "*.rest", "*.har"];

    /// <summary>Those that lie in a folder, by name.</summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).Select(file => Path.GetFileName(file)!)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most),
    ];

    /// <summary>The request with a file under the option that reads it: whatever is neither <c>.http</c> nor HAR is taken for OpenAPI.</summary>
    public static InitRequest With(InitRequest request, string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".http" or ".rest" => request with { Http = file },
        ".har" => request with { Har = file },
        _ => request with { OpenApi = file },
    };
}
