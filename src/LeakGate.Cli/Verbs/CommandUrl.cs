using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Cli.Verbs;

/// <summary>The URL of <c>run --url URL -- COMMAND</c>: where requests go, and the one request that is sent.</summary>
/// <param name="Base">Scheme, host and port.</param>
/// <param name="Request"><c>GET</c> of the path and query as written; templates stay.</param>
internal sealed record CommandUrl(Uri Base, RequestPlan Request)
{
    /// <summary>Path and query as they were written.</summary>
    public required string Path { get; init; }

    public static CommandUrl? Parse(string text, CliTexts texts, UsageErrors errors)
    {
        // Templates hold blanks and braces that a URL may not: so host and path part first.
        int host = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        int path = text.AsSpan(host).IndexOfAny('/', '?') is var offset and >= 0 ? host + offset : text.Length;
        string written = text[path..].StartsWith('/') ? text[path..] : "/" + text[path..];
        ConfigurationTexts values = new(texts.Language);
        if (!AddressText.TryParseUrl(text[..path], out Uri address))
        {
            errors.Add(values.BadUrl("--url", AddressText.WithoutLogin(text)));
            return null;
        }

        if (address.UserInfo.Length > 0)
        {
            errors.Add(values.UrlWithMore("--url"));
            return null;
        }

        if (PathText.HasForbidden(PathText.WithoutTemplates(written)))
        {
            errors.Add(values.BadPathText("--url"));
        }

        _ = Template.TryParse(written, out _, out IReadOnlyList<TemplateError> faults);
        foreach (TemplateError fault in faults)
        {
            errors.Add(texts.BadTemplate(fault.Text, fault.Problem));
        }

        return new CommandUrl(address, new RequestPlan { Name = $"GET {written}", Method = "GET", Path = ServiceText.Escape(written) }) { Path = written };
    }
}
