using System.Text.Json;
using LeakGate.Runs.Configuration.Drafts;

namespace LeakGate.Observation.Load.Imports.Har;

/// <summary>One recorded request.</summary>
/// <param name="Address">Scheme, host and port.</param>
/// <param name="Request">The request, secrets left out.</param>
/// <param name="Skip">Whether it is nothing to load a service with: a preflight, a socket.</param>
/// <param name="IsStatic">Whether it is a picture, a style, a script.</param>
internal sealed record HarRequest(string Address, DraftRequest Request, bool Skip, bool IsStatic)
{
    /// <summary>Method and path without query: requests that agree in both are one.</summary>
    public string Key => $"{Request.Method} {Request.Path.Split('?')[0]}";

    /// <summary>Reads an entry; <see langword="null"/> after an error.</summary>
    public static HarRequest? Of(HarEntries.Entry entry, ImportScan scan)
    {
        JsonElement request = Property(entry.Json, "request");
        string method = Text(request, "method").ToUpperInvariant();
        string written = Text(request, "url");
        foreach ((string key, string value) in new[] { ("request.method", method), ("request.url", written) })
        {
            if (value.Length == 0)
            {
                scan.Error(entry.Line, entry.Column, scan.Texts.BadEntry(key));
                return null;
            }
        }

        // A path alone would pass for the name of a file.
        if (written.StartsWith('/') || !Uri.TryCreate(written, UriKind.Absolute, out Uri? url))
        {
            scan.Error(entry.Line, entry.Column, scan.Texts.BadUrl(written));
            return null;
        }

        JsonElement response = Property(entry.Json, "response");
        KeyValuePair<string, string>[] headers = [.. Headers(request)];
        bool web = url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;
        bool preflight = method == "OPTIONS" && Array.Exists(headers, header => header.Key.Equals("Access-Control-Request-Method", StringComparison.OrdinalIgnoreCase));
        (string? body, string? unable) = Body(Property(request, "postData"), scan.Texts);
        int status = Property(response, "status") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int code) ? code : 0;
        string path = SecretNames.Query(PathForm.Sendable(FileText.Template(url.PathAndQuery)));
        return new HarRequest(
            web ? HostChoice.Authority(url) : "",
            new DraftRequest(method, path.StartsWith('/') ? path : "/" + path)
            {
                Headers = Kept(headers, body is not null),
                Body = body,
                LeftOut = Reason(method, status, unable, scan.Texts),
            },
            Skip: !web || preflight || Text(entry.Json, "_resourceType") is "websocket" or "eventsource",
            IsStatic: StaticFiles.Holds(Text(entry.Json, "_resourceType"), url.AbsolutePath, Text(Property(response, "content"), "mimeType")));
    }

    private static string? Reason(string method, int status, string? unable, ImportTexts texts) =>
        !HttpMethods.Sendable.Contains(method, StringComparer.Ordinal) ? texts.UnknownMethod(method)
        : HttpMethods.Removes(method) ? texts.Removes()
        : status is < 100 or >= 400 ? texts.Answered(status)
        : unable;

    private static IEnumerable<KeyValuePair<string, string>> Headers(JsonElement request) =>
        Items(request, "headers").Select(header => new KeyValuePair<string, string>(Text(header, "name"), Text(header, "value")));

    private static KeyValuePair<string, string>[] Kept(IEnumerable<KeyValuePair<string, string>> headers, bool hasBody) =>
    [
        .. headers
            .Where(header => HeaderNames.IsName(header.Key) && !HeaderNames.IsOurs(header.Key) && !HeaderNames.IsOfBrowsers(header.Key)
                && (hasBody || !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                && (!header.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase) || (header.Value.StartsWith("application/", StringComparison.Ordinal) && !header.Value.Contains('*', StringComparison.Ordinal)))
                && !header.Value.Any(char.IsControl))
            .DistinctBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(header => new KeyValuePair<string, string>(header.Key, SecretNames.Header(header.Key, FileText.Template(header.Value)))),
    ];

    private static (string? Body, string? Unable) Body(JsonElement post, ImportTexts texts)
    {
        if (post.ValueKind != JsonValueKind.Object)
        {
            return (null, null);
        }

        string mime = Text(post, "mimeType");
        string text = Text(post, "text");
        if (mime.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || Text(post, "encoding") == "base64" || text.Contains('\ufffd', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal))
        {
            return (null, texts.BinaryBody());
        }

        string form = string.Join('&', Items(post, "params").Select(pair => $"{Uri.EscapeDataString(Text(pair, "name"))}={Uri.EscapeDataString(Text(pair, "value"))}"));
        string body = text.Length > 0 ? text : form;
        return body.Length == 0 ? (null, null) : (SecretNames.Body(body, mime), null);
    }

    private static JsonElement Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string Text(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;
}
