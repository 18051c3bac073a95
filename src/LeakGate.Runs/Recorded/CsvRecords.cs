using System.Text;

namespace LeakGate.Runs.Recorded;

/// <summary>One record of a CSV file.</summary>
/// <param name="Row">Line on which it begins, from 1.</param>
/// <param name="Cells">Its cells, quotes taken off.</param>
/// <param name="Fault">What is wrong with its form; <see langword="null"/>: nothing.</param>
internal sealed record CsvRecord(long Row, IReadOnlyList<string> Cells, CsvFault? Fault = null);

/// <summary>What can be wrong with the form of a record.</summary>
internal enum CsvFault
{
    /// <summary>A quote that is never closed.</summary>
    OpenQuote,

    /// <summary>Text before or behind a quoted part.</summary>
    StrayQuote,

    /// <summary>A cell beyond <see cref="CsvRecords.LongestCell"/>, or more than <see cref="CsvRecords.MostCells"/> cells.</summary>
    TooLong,

    /// <summary>A byte 0: no text file.</summary>
    Binary,

    /// <summary>Bytes that are no UTF-8.</summary>
    NoUtf8,
}

/// <summary>
/// Reads a CSV file record by record (RFC 4180: quotes, doubled quotes, line ends within quotes, LF, CRLF or CR), in bounded
/// memory. Blank lines are left out. A fault ends its record; one in the quotes or the encoding ends the file. Not thread safe.
/// </summary>
internal sealed class CsvRecords(TextReader reader)
{
    public const int LongestCell = 4096;
    public const int MostCells = 4096;

    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _cell = new();
    private int _usualCells;
    private int _at;
    private int _length;
    private long _row = 1;
    private bool _noUtf8;

    /// <summary>The records in order.</summary>
    public IEnumerable<CsvRecord> Read()
    {
        while (Peek() >= 0 || _noUtf8)
        {
            var record = Next();
            if (record.Fault is not null || record.Cells is not [var only] || only.Trim().Length > 0)
            {
                yield return record;
            }

            if (record.Fault is CsvFault.OpenQuote or CsvFault.Binary or CsvFault.NoUtf8)
            {
                yield break;
            }
        }
    }

    private CsvRecord Next()
    {
        var row = _row;
        var cells = new List<string>(_usualCells);
        CsvFault? fault = null;
        while (true)
        {
            var cell = Cell(ref fault);
            if (cells.Count < MostCells)
            {
                cells.Add(cell);
            }
            else
            {
                fault ??= CsvFault.TooLong;
            }

            if (Take() != ',')
            {
                _usualCells = cells.Count;
                return new CsvRecord(row, cells, _noUtf8 ? CsvFault.NoUtf8 : fault);
            }
        }
    }

    /// <summary>One cell, up to the comma or line end behind it.</summary>
    private string Cell(ref CsvFault? fault)
    {
        var text = _cell.Clear();
        var quoted = Peek() == '"';
        if (quoted)
        {
            Take();
            Quoted(text, ref fault);
        }

        for (var next = Peek(); next is not (-1 or ',' or '\n'); next = Peek())
        {
            var sign = (char)Take();
            if (sign == '\0')
            {
                fault = CsvFault.Binary;
            }
            else if (sign == '"' || (quoted && sign is not (' ' or '\t')))
            {
                fault ??= CsvFault.StrayQuote;
            }

            Append(text, sign, ref fault);
        }

        return text.ToString();
    }

    private void Quoted(StringBuilder text, ref CsvFault? fault)
    {
        while (true)
        {
            switch (Take())
            {
                case -1:
                    fault = CsvFault.OpenQuote;
                    return;
                case '"' when Peek() == '"':
                    Append(text, (char)Take(), ref fault);
                    break;
                case '"':
                    return;
                case var sign:
                    Append(text, (char)sign, ref fault);
                    break;
            }
        }
    }

    private static void Append(StringBuilder text, char sign, ref CsvFault? fault)
    {
        if (text.Length < LongestCell)
        {
            text.Append(sign);
        }
        else
        {
            fault ??= CsvFault.TooLong;
        }
    }

    private int Take()
    {
        var sign = Peek();
        _at++;
        if (sign == '\n')
        {
            _row++;
        }

        return sign;
    }

    /// <summary>The next character, −1 at the end; a CR with or without its LF is one LF.</summary>
    private int Peek()
    {
        if (_at >= _length && !Fill())
        {
            return -1;
        }

        if (_buffer[_at] != '\r')
        {
            return _buffer[_at];
        }

        // The LF may be in the next part of the file.
        if (_at + 1 >= _length)
        {
            _buffer[0] = '\r';
            _at = 0;
            _length = 1;
            Read(1);
        }

        if (_at + 1 < _length && _buffer[_at + 1] == '\n')
        {
            _at++;
        }
        else
        {
            _buffer[_at] = '\n';
        }

        return '\n';
    }

    private bool Fill()
    {
        (_at, _length) = (0, 0);
        Read(0);
        return _length > 0;
    }

    private void Read(int from)
    {
        if (_noUtf8)
        {
            return;
        }

        try
        {
            _length = from + reader.Read(_buffer, from, _buffer.Length - from);
        }
        catch (DecoderFallbackException)
        {
            _noUtf8 = true;
        }
    }
}
