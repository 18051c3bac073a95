using System.Text.RegularExpressions;
using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Text;

namespace LeakGate.Observation.Load.Imports.HttpFile;

/// <summary>Requests of a <c>.http</c> file. Pure; safe for use from several threads.</summary>
public sealed partial class HttpFileImport
{
    /// <summary>Methods that such files know and LeakGate does not send.</summary>
    private static readonly string[] Foreign = ["GRAPHQL", "WEBSOCKET", "GRPC", "RSOCKET", "TRACE", "CONNECT"];

    private readonly ImportScan _scan;
    private readonly HttpFileReader _file;
    private readonly HttpFileVariables _variables;

    private HttpFileImport(string text, ImportScan scan)
    {
        _scan = scan;
        _file = HttpFileReader.Read(text, scan);
        _variables = new HttpFileVariables(_file.Variables, scan);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="wanted">Address that requests shall go to; <see langword="null"/>: the one that most of them name.</param>
    /// <param name="language">Language of errors and remarks.</param>
    public static ImportResult Read(string text, string file, Uri? wanted, Language language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        HttpFileImport import = new(text, new ImportScan(file, language));
        return import.Result(wanted);
    }

    private ImportResult Result(Uri? wanted)
    {
        List<(string? Address, DraftRequest Request, int Line)> read = [.. _file.Blocks.Select(Request).OfType<(string?, DraftRequest, int)>()];
        if (_file.Blocks.Count == 0)
        {
            _scan.Error(1, 1, _scan.Texts.NoRequests());
        }

        if (_scan.Errors.Count > 0)
        {
            return new ImportResult.Invalid(_scan.Errors);
        }

        HostChoice hosts = HostChoice.Of(read.Select(entry => entry.Address).OfType<string>(), wanted);
        DraftRequest[] requests = [.. read.Select(entry => hosts.IsOther(entry.Address) && entry.Request.LeftOut is null
            ? entry.Request with { LeftOut = _scan.Texts.OtherHost(entry.Address!) }
            : entry.Request)];
        if (!RequestMix.HasAny(requests))
        {
            _scan.Error(read[0].Line, 1, _scan.Texts.NothingToSend(requests[0].LeftOut!));
            return new ImportResult.Invalid(_scan.Errors);
        }

        return new ImportResult.Valid(requests) { Address = hosts.Address, Remarks = hosts.Remarks(_scan.Texts) };
    }

    private (string? Address, DraftRequest Request, int Line)? Request(HttpFileBlock block)
    {
        (string method, string url, int column) = Split(block);
        string? reason = Foreign.Contains(method, StringComparer.Ordinal) ? _scan.Texts.UnknownMethod(method) : null;
        if (reason is null && !HttpMethods.Sendable.Contains(method, StringComparer.Ordinal))
        {
            _scan.Error(block.Line, 1, _scan.Texts.BadMethod(method, Nearest.To(method, HttpMethods.Sendable)));
            return null;
        }

        string? filled = _variables.Fill(url, block.Line, column);
        (string? Address, string Path)? place = filled is null ? null : Place(filled, url, block.Line, column);
        (List<KeyValuePair<string, string>> headers, string? host) = Headers(block);
        string? body = Body(block, headers);
        if (_variables.TakeUnknown() is { } unknown)
        {
            reason ??= _scan.Texts.DynamicUnknown(unknown);
        }

        if (block.BodyFile is { } file)
        {
            reason ??= _scan.Texts.BodyFromFile(file);
        }

        return place is not var (address, path) ? null : (address ?? host, new DraftRequest(method, SecretNames.Query(path))
        {
            Name = block.Name,
            Headers = headers,
            Body = body,
            LeftOut = reason ?? (HttpMethods.Removes(method) ? _scan.Texts.Removes() : null),
        }, block.Line);
    }

    /// <summary>Method, URL, and the column where the URL begins.</summary>
    private static (string Method, string Url, int Column) Split(HttpFileBlock block)
    {
        string request = Version().Replace(block.Request, "");
        int blank = request.IndexOf(' ', StringComparison.Ordinal);
        bool hasMethod = blank > 0 && request[..blank].All(char.IsAsciiLetter);
        return hasMethod ? (request[..blank].ToUpperInvariant(), request[(blank + 1)..].Trim(), blank + 2) : ("GET", request, 1);
    }

    private (string? Address, string Path)? Place(string filled, string written, int line, int column)
    {
        // A host that only an environment of the editor knows: the path is all that the file says.
        Match unknown = UnknownHost().Match(filled);
        string url = unknown.Success ? filled[unknown.Length..] : filled;
        string path = url;
        string? address = null;
        if (!unknown.Success && !url.StartsWith('/'))
        {
            string whole = url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;
            int host = whole.IndexOf("://", StringComparison.Ordinal) + 3;
            int end = whole.AsSpan(host).IndexOfAny('/', '?', '#') is var offset and >= 0 ? host + offset : whole.Length;
            if (!AddressText.TryParseUrl(whole[..end], out Uri parsed))
            {
                _scan.Error(line, column, _scan.Texts.BadUrl(AddressText.WithoutLogin(written)));
                return null;
            }

            (address, path) = (HostChoice.Authority(parsed), whole[end..]);
        }

        int fragment = path.IndexOf('#', StringComparison.Ordinal);
        path = fragment < 0 ? path : path[..fragment];
        return (address, PathForm.Sendable(path.StartsWith('/') ? path : "/" + path));
    }

    private (List<KeyValuePair<string, string>> Headers, string? Host) Headers(HttpFileBlock block)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        string? host = null;
        foreach ((int line, string text) in block.Headers)
        {
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            string name = colon < 0 ? "" : text[..colon].Trim();
            if (!HeaderNames.IsName(name) || text.Any(char.IsControl))
            {
                _scan.Error(line, 1, _scan.Texts.BadHeaderLine(HeaderNames.Shown(text)));
            }
            else if (_variables.Fill(text[(colon + 1)..].Trim(), line, colon + 2) is { } value)
            {
                if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) && AddressText.TryParseUrl("http://" + value, out Uri parsed))
                {
                    host = HostChoice.Authority(parsed);
                }
                else if (!HeaderNames.IsOurs(name))
                {
                    headers[name] = SecretNames.Header(name, value);
                }
            }
        }

        return ([.. headers], host);
    }

    private string? Body(HttpFileBlock block, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (block.Body is not { } body)
        {
            return null;
        }

        string? mime = headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        return _variables.Fill(body, block.BodyLine, 1) is { } filled ? SecretNames.WrittenBody(filled, mime) : null;
    }

    [GeneratedRegex(@"\s+HTTP/[0-9](\.[0-9])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"^([a-z]+://)?\$\{[A-Z0-9_]+\}(:[0-9]+)?(?=/|\?|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnknownHost();
}
