using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace LeakGate.Observation.Targets;

/// <summary>
/// The output of a container as an engine streams it: frames of 8 bytes (the stream, three zeros, the length, big-endian), each
/// followed by its piece. Output and errors are not told apart here.
/// </summary>
internal static class OutputFrames
{
    private const int HeaderBytes = 8;
    private const int LastStream = 2;

    /// <summary>Engines cut lines at 16 KiB; what claims to be far longer is no frame.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>Reads the pieces, each valid until the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">It is no such stream.</exception>
    /// <exception cref="EndOfStreamException">It ends within a frame.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = new byte[HeaderBytes];
        var piece = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancel);
            if (read == 0)
            {
                yield break;
            }

            if (read < HeaderBytes)
            {
                throw new EndOfStreamException();
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
            if (header[0] > LastStream || length > MostBytes)
            {
                throw new InvalidDataException("what a container prints does not come in frames");
            }

            if (piece.Length < length)
            {
                piece = new byte[length];
            }

            await stream.ReadExactlyAsync(piece.AsMemory(0, (int)length), cancel);
            yield return piece.AsMemory(0, (int)length);
        }
    }
}
