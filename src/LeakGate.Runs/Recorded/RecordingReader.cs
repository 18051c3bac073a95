using System.Globalization;
using System.Text;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate.Runs.Recorded;

/// <summary>
/// Reads a recording in CSV, row by row: files of any length in bounded memory, since series are thinned. UTF-8, or UTF-16 with
/// its mark. Everything that is wrong is found at once, up to <see cref="MostErrors"/>.
/// </summary>
public sealed class RecordingReader
{
    /// <summary>Errors that are told at most.</summary>
    public const int MostErrors = 20;

    /// <summary>Restarts that are kept; a program that restarts more often has no part long enough to judge.</summary>
    private const int MostRestarts = 4096;

    private readonly CsvErrors _errors;
    private readonly List<double> _restarts = [];
    private readonly RecordedSeries _requests = new();
    private double? _sent;

    private RecordingReader(CsvErrors errors) => _errors = errors;

    /// <summary>Reads a recording.</summary>
    /// <param name="stream">The file; it is not closed.</param>
    /// <param name="fileName">Its name, for errors.</param>
    /// <param name="language">Language of errors.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static RecordingResult Read(Stream stream, string fileName, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        using var reader = new StreamReader(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        return new RecordingReader(new CsvErrors(fileName, new CsvTexts(language))).Read(new CsvRecords(reader).Read());
    }

    private RecordingResult Read(IEnumerable<CsvRecord> records)
    {
        using var rest = records.GetEnumerator();
        if (!rest.MoveNext())
        {
            _errors.Add(1, 0, "", "", _errors.Texts.Empty());
            return new RecordingResult.Invalid(_errors.All);
        }

        if (RecordingHeader.Read(rest.Current, _errors) is not { } header)
        {
            return new RecordingResult.Invalid(_errors.All);
        }

        var time = new RowTime(header.IsTimestamp);
        var series = header.Judged.Select(_ => new RecordedSeries()).ToArray();
        var counters = new double?[header.Counters.Count];
        var rows = 0L;
        while (rest.MoveNext())
        {
            rows++;
            Row(rest.Current, header, time, series, counters);
            if (_errors.AreTooMany)
            {
                _errors.AddLast(rest.Current.Row);
                break;
            }
        }

        return _errors.All.Count > 0
            ? new RecordingResult.Invalid(_errors.All)
            : new RecordingResult.Valid(
                new Recording
                {
                    Columns = [.. header.Judged.Select((cell, i) => new RecordedColumn(RecordedColumns.Of(header.Names[cell]), series[i].Points, series[i].Highest))],
                    Restarts = _restarts,
                    Requests = _requests.Points,
                    Seconds = time.Length,
                },
                rows,
                time.Started);
    }

    private void Row(CsvRecord record, RecordingHeader header, RowTime time, RecordedSeries[] series, double?[] counters)
    {
        if (record.Fault is { } fault)
        {
            _errors.Add(record.Row, record.Cells.Count, "", "", _errors.Texts.Fault(fault));
            return;
        }

        if (record.Cells.Count != header.Names.Count)
        {
            _errors.Add(record.Row, 0, "", "", _errors.Texts.WrongCount(record.Cells.Count, header.Names.Count));
            return;
        }

        var seconds = time.Read(record.Cells[header.Time].Trim(), _errors.Texts, out var wrong);
        if (wrong is { } said)
        {
            _errors.Add(record.Row, header.Time + 1, header.Names[header.Time], record.Cells[header.Time], said);
        }

        for (var i = 0; i < counters.Length; i++)
        {
            counters[i] = Counter(Amount(record, header, header.Counters[i]), counters[i], seconds);
        }

        var readings = header.Readings >= 0 ? Readings(record, header) : 1;
        if (header.Requests >= 0 && Amount(record, header, header.Requests) is { } requests)
        {
            _sent = Counter(requests, _sent, seconds);
            if (seconds is { } now)
            {
                _requests.Add(new RecordedPoint(now, requests, requests), readings);
            }
        }

        for (var i = 0; i < series.Length; i++)
        {
            if (Amount(record, header, header.Judged[i]) is { } value && seconds is { } now)
            {
                series[i].Add(new RecordedPoint(now, _sent, value), readings);
            }
        }
    }

    /// <summary>The counter now; a fall of it is a restart.</summary>
    private double? Counter(double? value, double? before, double? seconds)
    {
        if (value < before && seconds is { } now && _restarts.Count < MostRestarts && (_restarts.Count == 0 || _restarts[^1] < now))
        {
            _restarts.Add(now);
        }

        return value ?? before;
    }

    /// <summary>Readings that a row stands for; 1 where it does not say, and after an error.</summary>
    private long Readings(CsvRecord record, RecordingHeader header)
    {
        if (Amount(record, header, header.Readings) is not { } value)
        {
            return 1;
        }

        if (value is >= 1 and <= int.MaxValue && double.IsInteger(value))
        {
            return (long)value;
        }

        var text = record.Cells[header.Readings].Trim();
        _errors.Add(record.Row, header.Readings + 1, RecordedColumns.Readings, text, _errors.Texts.NoReadings(CsvErrors.Cut(text)));
        return 1;
    }

    /// <summary>The amount in a cell; <see langword="null"/> for a gap, and after an error.</summary>
    private double? Amount(CsvRecord record, RecordingHeader header, int cell)
    {
        var text = record.Cells[cell].Trim();
        if (text.Length == 0)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            Refuse(IsDecimalComma(text) ? _errors.Texts.DecimalComma(CsvErrors.Cut(text)) : _errors.Texts.NotANumber(CsvErrors.Cut(text)));
            return null;
        }

        if (!double.IsFinite(value) || value > 1e18)
        {
            Refuse(_errors.Texts.NotFinite(CsvErrors.Cut(text)));
            return null;
        }

        if (value < 0)
        {
            Refuse(_errors.Texts.Negative(CsvErrors.Cut(text)));
            return null;
        }

        return value;

        void Refuse(Said said) => _errors.Add(record.Row, cell + 1, header.Names[cell], text, said);
    }

    private static bool IsDecimalComma(string text) =>
        text.Count(sign => sign == ',') == 1 && text.All(sign => char.IsAsciiDigit(sign) || sign is ',' or '-');
}
