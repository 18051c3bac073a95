using System.Numerics;

namespace LeakGate.Runs.Records;

/// <summary>
/// Bounds what a run of any length keeps of its cheap readings: the first ones whole, later ones in stretches whose length doubles
/// each time that as many readings again have come. A week at one reading a second is 33,400 records in place of 604,800, the longest
/// stretch is 128 s. A stretch ends where any other record stands, so records stay in order of time. Not thread safe.
/// </summary>
/// <param name="whole">Readings that are kept whole; a power of two, default 8,192: 2 h 16 min at one a second.</param>
public sealed class SampleFold(int whole = SampleFold.WholeReadings)
{
    /// <summary>Readings that are kept whole where nothing else is asked for.</summary>
    public const int WholeReadings = 8192;

    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);
    private SampleRecord? _last;
    private TimeSpan _from;
    private int _inStretch;
    private long _readings;

    /// <summary>Takes the next record of a run and adds what is kept of it: nothing yet, the record itself, or what a stretch became and then the record.</summary>
    public void Add(RunRecord record, Action<RunRecord> keep)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(keep);
        if (record is not SampleRecord sample)
        {
            End(keep);
            _readings += record is EnvelopeRecord folded ? folded.Readings : 0;
            keep(record);
            return;
        }

        var length = Length();
        _readings++;
        if (length == 1)
        {
            keep(sample);
            return;
        }

        Join(sample);

        // Counted from the first reading, not from the last end: stretches stay where they would be had none ended early.
        if (_readings % length == 0)
        {
            End(keep);
        }
    }

    /// <summary>Ends a stretch that goes on.</summary>
    public void End(Action<RunRecord> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        if (_last is not { } last)
        {
            return;
        }

        var stretch = _inStretch == 1 ? (RunRecord)last : Folded(last);
        (_last, _inStretch) = (null, 0);
        foreach (var column in _columns.Values)
        {
            column.Clear();
        }

        keep(stretch);
    }

    /// <summary>Length of the stretch that the next reading belongs to: it doubles whenever as many readings have come as there were before.</summary>
    private long Length() => _readings < whole ? 1 : (long)BitOperations.RoundUpToPowerOf2((ulong)(_readings / (whole / 2)) + 1) / 2;

    private void Join(SampleRecord sample)
    {
        _from = _inStretch == 0 ? sample.At : _from;
        _last = sample;
        _inStretch++;
        foreach (var (name, value) in sample.Values)
        {
            Of(name).Add(value);
        }

        foreach (var (name, reason) in sample.Gaps ?? new Dictionary<string, string>())
        {
            Of(name).Miss(reason);
        }
    }

    private Column Of(string name)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            _columns[name] = column = new Column();
        }

        return column;
    }

    private EnvelopeRecord Folded(SampleRecord last)
    {
        var read = _columns.Where(pair => pair.Value.IsRead).ToList();
        var missed = _columns.Where(pair => pair.Value.Missed > 0).ToList();
        return new EnvelopeRecord
        {
            At = last.At,
            From = _from,
            Readings = _inStretch,
            Requests = last.Requests,
            Low = read.ToDictionary(pair => pair.Key, pair => pair.Value.Low, StringComparer.Ordinal),
            High = Where(read, column => column.High),
            Last = Where(read, column => column.Last),
            Gaps = missed.Count == 0
                ? null
                : missed.ToDictionary(pair => pair.Key, pair => new MissedReadings(pair.Value.Missed, pair.Value.Reason!), StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, double>? Where(List<KeyValuePair<string, Column>> read, Func<Column, double> value)
    {
        var other = read.Where(pair => value(pair.Value).CompareTo(pair.Value.Low) != 0).ToDictionary(pair => pair.Key, pair => value(pair.Value), StringComparer.Ordinal);
        return other.Count > 0 ? other : null;
    }

    /// <summary>One column of a stretch.</summary>
    private sealed class Column
    {
        public double Low { get; private set; }

        public double High { get; private set; }

        public double Last { get; private set; }

        public bool IsRead { get; private set; }

        public int Missed { get; private set; }

        public string? Reason { get; private set; }

        public void Add(double value)
        {
            (Low, High, Last) = IsRead ? (Math.Min(Low, value), Math.Max(High, value), value) : (value, value, value);
            IsRead = true;
        }

        public void Miss(string reason)
        {
            Missed++;
            Reason ??= reason;
        }

        public void Clear() => (IsRead, Missed, Reason) = (false, 0, null);
    }
}
