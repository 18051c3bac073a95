namespace LeakGate.Runs.Configuration.Values;

/// <summary>Addresses: <c>http://127.0.0.1:5000</c> and <c>127.0.0.1:6379</c>.</summary>
public static class AddressText
{
    /// <summary>Reads an absolute http or https URL with a host.</summary>
    public static bool TryParseUrl(string text, out Uri url)
    {
        bool ok = Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed)
            && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            && parsed.Host.Length > 0;
        url = ok ? parsed! : new Uri("http://localhost");
        return ok;
    }

    /// <summary>Whether a text is <c>host:port</c> with a port from 1 to 65535.</summary>
    public static bool IsHostAndPort(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.LastIndexOf(':');
        return colon > 0
            && NumberText.TryParseWhole(text[(colon + 1)..], out int port)
            && port is > 0 and <= 65_535
            && Uri.CheckHostName(text[..colon].Trim('[', ']')) is not UriHostNameType.Unknown;
    }

    /// <summary>An address with its log-in left out, for a place that people read.</summary>
    public static string WithoutLogin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.LastIndexOf('@');
        int slashes = text.IndexOf("//", StringComparison.Ordinal);
        return at < 0 ? text : text[..(slashes < 0 || slashes > at ? 0 : slashes + 2)] + Plans.Secret.Mask + text[at..];
    }
}
