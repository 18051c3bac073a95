using System.Buffers;
using System.Net;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Observation.Load;

/// <summary>A request body in a buffer that is filled again for every sending.</summary>
internal sealed class BodyContent : HttpContent
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private volatile bool _isBeingSent;

    public bool IsBeingSent => _isBeingSent;

    public void Fill(Template template, in TemplateContext context)
    {
        _bytes.ResetWrittenCount();
        template.Render(context, _bytes);
        Headers.ContentLength = _bytes.WrittenCount;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.WrittenCount;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isBeingSent = true;
        try
        {
            await stream.WriteAsync(_bytes.WrittenMemory, cancellationToken);
        }
        finally
        {
            _isBeingSent = false;
        }
    }
}
