namespace LeakGate.Server.Folders;

/// <summary>The whole lines that stand in a growing file behind an offset, a chunk of them at a time.</summary>
/// <param name="Lines">Lines without their ends; empty: none is whole yet.</param>
/// <param name="Offset">Where to read on.</param>
internal readonly record struct AppendedLines(IReadOnlyList<ReadOnlyMemory<byte>> Lines, long Offset)
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Reads on. A last line without its end is left for the next call.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static AppendedLines Read(string file, long offset)
    {
        byte[] chunk = Chunk(file, offset);
        List<ReadOnlyMemory<byte>> lines = [];
        int start = 0;
        for (int length = chunk.AsSpan().IndexOf((byte)'\n'); length >= 0; length = chunk.AsSpan(start).IndexOf((byte)'\n'))
        {
            lines.Add(chunk.AsMemory(start, length));
            start += length + 1;
        }

        return new AppendedLines(lines, offset + start);
    }

    /// <summary>Whole lines fit: a chunk that holds no end of a line is read again, larger.</summary>
    private static byte[] Chunk(string file, long offset)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        for (long size = ChunkBytes; ; size *= 2)
        {
            stream.Position = Math.Min(offset, stream.Length);
            byte[] chunk = new byte[Math.Min(size, stream.Length - stream.Position)];
            stream.ReadExactly(chunk);
            if (chunk.Length < size || chunk.AsSpan().Contains((byte)'\n'))
            {
                return chunk;
            }
        }
    }
}
