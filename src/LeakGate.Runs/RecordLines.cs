namespace LeakGate.Runs;

/// <summary>The lines of a file one by one, through one buffer as long as the longest of them. Not thread safe.</summary>
internal sealed class RecordLines(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _begins;
    private int _ends;
    private long _next;

    /// <summary>Where the line begins that was read last, or where a last line begins that has no end.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the file ended within a line.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next line without its end, valid until the next call; <see langword="false"/>: there is no whole line any more.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        var searched = _begins;
        while (true)
        {
            var length = _buffer.AsSpan(searched, _ends - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var end = searched + length;
                line = _buffer.AsSpan(_begins, end - _begins);
                Offset = _next;
                _next += line.Length + 1;
                _begins = end + 1;
                return true;
            }

            searched = _ends - _begins;
            MakeRoom();
            var read = stream.Read(_buffer, _ends, _buffer.Length - _ends);
            if (read == 0)
            {
                IsCut = _ends > _begins;
                Offset = _next;
                line = [];
                return false;
            }

            _ends += read;
        }
    }

    /// <summary>Moves what was read of a line to the beginning of the buffer, which grows when the line fills it.</summary>
    private void MakeRoom()
    {
        if (_begins > 0)
        {
            _buffer.AsSpan(_begins, _ends - _begins).CopyTo(_buffer);
            (_begins, _ends) = (0, _ends - _begins);
        }
        else if (_ends == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
    }
}
