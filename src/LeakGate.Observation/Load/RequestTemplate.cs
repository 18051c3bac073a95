using LeakGate.Runs.Plans;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Observation.Load;

/// <summary>
/// One request of the plan, read once for the whole run. A body without a <c>Content-Type</c> header gets
/// <c>application/json</c> when it begins with <c>{</c> or <c>[</c>, otherwise <c>text/plain; charset=utf-8</c>.
/// Immutable and thread safe.
/// </summary>
internal sealed class RequestTemplate
{
    private readonly string _origin;

    public RequestTemplate(RequestPlan plan, Uri baseUrl)
    {
        Name = plan.Name;
        Method = new HttpMethod(plan.Method);
        // Joined as text: resolved as a reference, a path such as //x would lead to another host.
        _origin = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        Path = Template.Parse(plan.Path);
        Body = plan.Body is null ? null : Template.Parse(plan.Body);
        var position = Path.Placeholders;
        Headers = [.. plan.Headers.Select(header => ReadHeader(header.Key, header.Value, ref position)), .. Defaults(plan)];
        BodyPosition = position;
        Address = Path.IsConstant ? AddressOf(plan.Path) : null;
        HasFreshKeys = Path.HasFreshKeys || Body is { HasFreshKeys: true } || Headers.Any(header => header.Value.HasFreshKeys);
    }

    public string Name { get; }

    public HttpMethod Method { get; }

    public Template Path { get; }

    public Template? Body { get; }

    public IReadOnlyList<HeaderTemplate> Headers { get; }

    public int BodyPosition { get; }

    /// <summary>The address when it is always the same.</summary>
    public Uri? Address { get; }

    public bool HasFreshKeys { get; }

    public Uri AddressOf(string path) => new(_origin + path);

    private HeaderTemplate ReadHeader(string name, Secret value, ref int position)
    {
        var template = Template.Parse(value.Reveal());
        var header = new HeaderTemplate(name, template, position, BelongsToBody(name));
        position += template.Placeholders;
        return header;
    }

    private bool BelongsToBody(string name)
    {
        if (string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"Request '{Name}' sets Content-Length, which follows from its body.", nameof(name));
        }

        // Which names belong to the body is known to these two only.
        using var probe = new HttpRequestMessage();
        if (probe.Headers.TryAddWithoutValidation(name, ""))
        {
            return false;
        }

        using var body = new ByteArrayContent([]);
        return Body is not null && body.Headers.TryAddWithoutValidation(name, "")
            ? true
            : throw new ArgumentException($"Request '{Name}' has a header '{name}' that cannot be sent with it.", nameof(name));
    }

    private static IEnumerable<HeaderTemplate> Defaults(RequestPlan plan)
    {
        bool Lacks(string name) => !plan.Headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (Lacks("User-Agent"))
        {
            yield return new HeaderTemplate("User-Agent", Template.Parse("leakgate"), 0, BelongsToBody: false);
        }

        if (plan.Body is not null && Lacks("Content-Type"))
        {
            var type = plan.Body.AsSpan().TrimStart() is ['{' or '[', ..] ? "application/json" : "text/plain; charset=utf-8";
            yield return new HeaderTemplate("Content-Type", Template.Parse(type), 0, BelongsToBody: true);
        }
    }
}

/// <summary>A header of a request, where its first placeholder stands within the request, and whether it describes the body.</summary>
internal sealed record HeaderTemplate(string Name, Template Value, int Position, bool BelongsToBody);
