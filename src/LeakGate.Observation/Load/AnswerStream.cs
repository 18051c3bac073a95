using System.Net.Sockets;

namespace LeakGate.Observation.Load;

/// <summary>
/// The stream of one connection. When the target closes it without a byte of answer to what was sent, reading fails
/// instead of ending: an end there makes .NET's handler send the request again, silently, and the target would have got
/// more requests than were counted. An end while nothing is outstanding, or within an answer, stays an end.
/// </summary>
internal sealed class AnswerStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private volatile bool _outstanding;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _outstanding = true;
        return base.WriteAsync(buffer, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A read of nothing asks whether there is something to read; its 0 is no end.
        return buffer.IsEmpty ? base.ReadAsync(buffer, cancellationToken) : ReadAnswerAsync(buffer, cancellationToken);
    }

    /// <summary>
    /// Ends a connection that the target is about to close: sent on once more, it would race with that closing. To the handler it
    /// then looks like one that was closed while idle, and it opens another.
    /// </summary>
    public void End()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // The target, or the handler that read its end, was faster.
        }
    }

    private async ValueTask<int> ReadAnswerAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        var read = await base.ReadAsync(buffer, cancel);
        if (read > 0)
        {
            _outstanding = false;
        }
        else if (_outstanding)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The target closed the connection without an answer.");
        }

        return read;
    }
}
