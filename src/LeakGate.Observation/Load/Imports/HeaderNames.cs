namespace LeakGate.Observation.Load.Imports;

/// <summary>Which header lines a configuration takes over.</summary>
internal static class HeaderNames
{
    /// <summary>They follow from the connection and the body, so LeakGate sets them.</summary>
    private static readonly string[] Ours = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    /// <summary>What a browser adds by itself and what no service of one's own needs to be loaded.</summary>
    private static readonly string[] OfBrowsers =
    [
        "User-Agent", "Accept-Encoding", "Accept-Language", "Referer", "Origin", "Cache-Control", "Pragma", "DNT", "Upgrade-Insecure-Requests", "Priority",
        "Keep-Alive", "Te", "If-None-Match", "If-Modified-Since", "Proxy-Connection", "Upgrade", "Purpose", "X-Client-Data", "Save-Data",
    ];

    public static bool IsOurs(string name) => Ours.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsOfBrowsers(string name) =>
        OfBrowsers.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith(':')
        || name.StartsWith("sec-", StringComparison.OrdinalIgnoreCase);

    /// <summary>A token of RFC 9110, section 5.6.2.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || "!#$%&'*+-.^_`|~".Contains(sign, StringComparison.Ordinal));

    /// <summary>A line that should have been a header, as it may stand in a message: what follows a colon may be a secret.</summary>
    public static string Shown(string line) => line.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? line[..(colon + 1)] + " …" : line;
}
