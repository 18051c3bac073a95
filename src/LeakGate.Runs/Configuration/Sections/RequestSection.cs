using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>One request of the mix: <c>GET /path</c>, or a mapping.</summary>
internal static class RequestSection
{
    internal const int MostWeight = 1_000_000;

    internal static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <summary>Headers that follow from the connection and the body: setting them would break the request.</summary>
    internal static readonly string[] OurHeaders = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    public static RequestPlan? Read(Node item, ConfigurationScan scan) => item is ScalarNode line
        ? Line(line, scan)
        : Fields.Of(item, "requests", KnownNames.Request, scan) is { } fields ? Mapping(fields, scan) : null;

    private static RequestPlan? Line(ScalarNode line, ConfigurationScan scan)
    {
        string written = line.Value.Trim();
        int blank = written.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0)
        {
            scan.Error(line, scan.Texts.BadRequest(line.Value));
            return null;
        }

        string writtenPath = written[(blank + 1)..].TrimStart();
        string? method = Method(line, written[..blank], written[..blank], scan);
        string? path = Interpolation.Expand(line, writtenPath, scan);
        CheckPath(line, path, writtenPath, scan);
        return method is null || path is null ? null : new RequestPlan { Name = $"{method} {writtenPath}", Method = method, Path = path };
    }

    private static RequestPlan? Mapping(Fields fields, ConfigurationScan scan)
    {
        string? body = fields["body"] is ScalarNode { IsNothing: true } ? "" : scan.Text(fields["body"], "body");
        if (body is not null)
        {
            TemplateCheck.Check((ScalarNode)fields["body"]!, body, isSecret: false, scan);
        }

        string? method = fields["method"] is null
            ? (fields["body"] is null ? "GET" : "POST")
            : scan.FinalText(fields["method"], "method") is { } word ? Method((ScalarNode)fields["method"]!, ((ScalarNode)fields["method"]!).Value, word, scan) : null;
        string? path = scan.Text(fields["path"], "path");
        string writtenPath = (fields["path"] as ScalarNode)?.Value ?? "";
        if (fields["path"] is null)
        {
            scan.Error(fields.Node.Start, "", scan.Texts.MissingKey("path", "requests", "path: /api/items"));
        }
        else
        {
            CheckPath(fields["path"]!, path, writtenPath, scan);
        }

        string? name = scan.FinalText(fields["name"], "name");
        int weight = scan.Whole(fields["weight"], "weight", 0, MostWeight) ?? 1;
        IReadOnlyDictionary<string, Secret> headers = Headers(fields["headers"], scan);
        return method is null || path is null ? null : new RequestPlan
        {
            Name = name ?? $"{method} {writtenPath}",
            Method = method,
            Path = path,
            Headers = headers,
            Body = body,
            Weight = weight,
        };
    }

    private static string? Method(ScalarNode node, string written, string word, ConfigurationScan scan)
    {
        string method = word.ToUpperInvariant();
        if (Methods.Contains(method, StringComparer.Ordinal))
        {
            return method;
        }

        Said said = scan.Texts.BadMethod(written);
        if (Nearest.To(method, Methods) is { } nearest)
        {
            said = scan.Texts.UnknownName("method", written, nearest, Methods);
        }

        scan.ErrorWithin(node, written, said);
        return null;
    }

    private static void CheckPath(Node node, string? path, string written, ConfigurationScan scan)
    {
        if (path is null)
        {
            return;
        }

        ScalarNode scalar = (ScalarNode)node;
        if (!path.StartsWith('/'))
        {
            scan.ErrorWithin(scalar, written, scan.Texts.BadPath("path", written));
        }
        else if (PathText.HasForbidden(PathText.WithoutTemplates(path)))
        {
            scan.ErrorWithin(scalar, written, scan.Texts.BadPathText("path"));
        }

        TemplateCheck.Check(scalar, path, isSecret: false, scan);
    }

    private static IReadOnlyDictionary<string, Secret> Headers(Node? node, ConfigurationScan scan)
    {
        IReadOnlyDictionary<string, Secret> headers = EnvironmentSection.Read(node, "headers", scan);
        foreach ((ScalarNode name, Node value) in (node as MappingNode)?.Entries ?? [])
        {
            if (OurHeaders.Contains(name.Value, StringComparer.OrdinalIgnoreCase))
            {
                scan.Error(name, scan.Texts.HeaderIsOurs(name.Value));
            }
            else if (headers.TryGetValue(name.Value, out Secret? secret))
            {
                if (!IsHeaderName(name.Value) || secret.Reveal().Any(char.IsControl))
                {
                    scan.Error(name, scan.Texts.BadHeader(name.Value));
                }

                TemplateCheck.Check((ScalarNode)value, secret.Reveal(), isSecret: true, scan);
            }
        }

        return headers;
    }

    /// <summary>A token of RFC 9110, section 5.6.2.</summary>
    private static bool IsHeaderName(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
