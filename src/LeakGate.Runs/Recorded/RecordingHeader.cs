using System.Globalization;

namespace LeakGate.Runs.Recorded;

/// <summary>The header of a recording: which cell holds what.</summary>
/// <param name="Names">Names of all columns, in order.</param>
/// <param name="Time">Cell of the time.</param>
/// <param name="IsTimestamp">Whether that is a timestamp.</param>
/// <param name="Requests">Cell of the requests; −1: none.</param>
/// <param name="Readings">Cell of the readings that a row stands for; −1: none.</param>
/// <param name="Counters">Cells of cumulative counters that are not judged.</param>
/// <param name="Judged">Cells of the judged columns; at least one.</param>
internal sealed record RecordingHeader(
    IReadOnlyList<string> Names, int Time, bool IsTimestamp, int Requests, int Readings, IReadOnlyList<int> Counters, IReadOnlyList<int> Judged)
{
    private const int MostColumns = 256;

    /// <summary>Reads the header; <see langword="null"/> after an error.</summary>
    public static RecordingHeader? Read(CsvRecord record, CsvErrors errors)
    {
        string[] names = [.. record.Cells.Select(cell => cell.Trim())];
        if (Whole(record, names, errors))
        {
            return null;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                errors.Add(record.Row, i + 1, "", "", errors.Texts.NoName());
            }
            else if (Array.IndexOf(names, names[i]) < i)
            {
                errors.Add(record.Row, i + 1, "", names[i], errors.Texts.DoubledName(CsvErrors.Cut(names[i])));
            }
        }

        var (elapsed, timestamp) = (Array.IndexOf(names, RecordedColumns.Elapsed), Array.IndexOf(names, RecordedColumns.Timestamp));
        var requests = Array.IndexOf(names, RecordedColumns.Requests);
        var readings = Array.IndexOf(names, RecordedColumns.Readings);
        int[] counters = [.. Enumerable.Range(0, names.Length).Where(i => RecordedColumns.Counters.Contains(names[i], StringComparer.Ordinal))];
        int[] judged = [.. Enumerable.Range(0, names.Length).Where(i => i != elapsed && i != timestamp && i != requests && i != readings && !counters.Contains(i)
            && !RecordedColumns.Unjudged.Contains(names[i], StringComparer.Ordinal))];
        if (elapsed < 0 && timestamp < 0)
        {
            errors.Add(record.Row, 0, "", "", errors.Texts.NoTime());
        }
        else if (elapsed >= 0 && timestamp >= 0)
        {
            errors.Add(record.Row, Math.Max(elapsed, timestamp) + 1, "", "", errors.Texts.TwoTimes());
        }

        if (judged.Length == 0)
        {
            errors.Add(record.Row, 0, "", "", errors.Texts.NothingToJudge(string.Join(", ", RecordedColumns.Counters)));
        }

        return errors.All.Count > 0
            ? null
            : new RecordingHeader(names, Math.Max(elapsed, timestamp), timestamp >= 0, requests, readings, counters, judged);
    }

    /// <summary>What is wrong with the line as a whole, so that its cells say nothing.</summary>
    private static bool Whole(CsvRecord record, string[] names, CsvErrors errors)
    {
        if (record.Fault is { } fault)
        {
            errors.Add(record.Row, record.Cells.Count, "", "", errors.Texts.Fault(fault));
        }
        else if (names is [var only] && only.IndexOfAny([';', '\t']) is >= 0 and var at)
        {
            errors.Add(record.Row, 0, "", only, errors.Texts.OtherSeparator(only[at]));
        }
        else if (names.Length > MostColumns)
        {
            errors.Add(record.Row, MostColumns + 1, "", "", errors.Texts.TooManyColumns(MostColumns));
        }
        else if (Array.TrueForAll(names, name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            errors.Add(record.Row, 0, "", names[0], errors.Texts.NoHeader(CsvErrors.Cut(names[0])));
        }
        else
        {
            return false;
        }

        return true;
    }
}
