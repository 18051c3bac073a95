using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Observation.Load;

/// <summary>
/// One request of the mix on one connection: the message, its headers and the buffer of its body are used again for every
/// sending, since what the generator allocates is processor time taken from the target. Used by one request at a time.
/// </summary>
internal sealed class RequestSlot : IDisposable
{
    private readonly RequestTemplate _template;
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private HttpRequestMessage _message;
    private BodyContent? _body;

    public RequestSlot(RequestTemplate template)
    {
        _template = template;
        (_message, _body) = Compose();
    }

    /// <summary>Fills in the values of one sending.</summary>
    public HttpRequestMessage Prepare(in TemplateContext context)
    {
        if (_body is { IsBeingSent: true })
        {
            // The target answered before it had read the whole body: what is still on its way must not change.
            (_message, _body) = Compose();
        }

        if (!_template.Path.IsConstant)
        {
            _message.RequestUri = _template.AddressOf(Text(_template.Path, context with { FirstPosition = 0 }));
        }

        foreach (var header in _template.Headers)
        {
            if (!header.Value.IsConstant)
            {
                SetHeader(_message, header, Text(header.Value, context with { FirstPosition = header.Position }));
            }
        }

        if (_body is not null && !_template.Body!.IsConstant)
        {
            _body.Fill(_template.Body, context with { FirstPosition = _template.BodyPosition });
        }

        return _message;
    }

    /// <summary>Begins with a new message: after a failure, parts of the old one may still be in use.</summary>
    public void Renew() => (_message, _body) = Compose();

    public void Dispose() => _message.Dispose();

    private (HttpRequestMessage Message, BodyContent? Body) Compose()
    {
        var message = new HttpRequestMessage(_template.Method, _template.Address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        BodyContent? body = null;
        if (_template.Body is not null)
        {
            message.Content = body = new BodyContent();
            if (_template.Body.IsConstant)
            {
                body.Fill(_template.Body, default);
            }
        }

        foreach (var header in _template.Headers.Where(header => header.Value.IsConstant))
        {
            SetHeader(message, header, header.Value.RenderText(default));
        }

        return (message, body);
    }

    private void SetHeader(HttpRequestMessage message, HeaderTemplate header, string value)
    {
        HttpHeaders headers = header.BelongsToBody ? message.Content!.Headers : message.Headers;
        headers.Remove(header.Name);
        if (!headers.TryAddWithoutValidation(header.Name, value))
        {
            // The value is a secret: the name has to do.
            throw new InvalidOperationException($"Request '{_template.Name}' has a header '{header.Name}' whose value cannot be sent.");
        }
    }

    private string Text(Template template, in TemplateContext context)
    {
        _scratch.ResetWrittenCount();
        template.Render(context, _scratch);
        return Encoding.UTF8.GetString(_scratch.WrittenSpan);
    }
}
