namespace LeakGate.Observation.Load.Imports.Har;

/// <summary>What a browser loads beside the service's own answers: pictures, styles, scripts, fonts.</summary>
internal static class StaticFiles
{
    private static readonly string[] Kinds = ["image", "stylesheet", "script", "font", "media", "texttrack", "manifest"];

    private static readonly string[] Endings =
        [".js", ".mjs", ".css", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".woff", ".woff2", ".ttf", ".eot", ".mp4", ".webm", ".mp3", ".webmanifest", ".wasm"];

    private static readonly string[] Types = ["image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/wasm"];

    /// <summary>Whether a recorded request is for such a file.</summary>
    /// <param name="kind">What the browser calls it; may be empty.</param>
    /// <param name="path">Path without query.</param>
    /// <param name="mime">Type of the answer; may be empty.</param>
    public static bool Holds(string kind, string path, string mime) =>
        Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(Endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Types, type => mime.StartsWith(type, StringComparison.OrdinalIgnoreCase));
}
