using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>What one round of probes has read: values and gaps by column, and counts by kind. Not thread safe.</summary>
public sealed class ReadingSet
{
    private readonly Dictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, long>> _details = new(StringComparer.Ordinal);

    /// <summary>Readings by column.</summary>
    public IReadOnlyDictionary<string, Reading> Readings => _readings;

    /// <summary>Counts by column and kind.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, long>> Details => _details;

    /// <summary>Sets the reading of a column; a later one replaces an earlier one.</summary>
    public void Set(string column, Reading reading) => _readings[column] = reading;

    /// <summary>Adds to the reading of a column that several probes read, each of other processes; a gap of one is a gap of all.</summary>
    public void Add(string column, Reading reading) =>
        _readings[column] = !_readings.TryGetValue(column, out var before) ? reading
            : before.Value is { } a && reading.Value is { } b ? Reading.Of(a + b)
            : before.Value is null ? before : reading;

    /// <summary>Adds to the count of a kind within a column.</summary>
    public void Count(string column, string kind, long count = 1)
    {
        if (!_details.TryGetValue(column, out var kinds))
        {
            _details[column] = kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        }

        kinds[kind] = kinds.GetValueOrDefault(kind) + count;
    }

    /// <summary>Sets the readings and adds the counts in another set.</summary>
    public void AddTo(ReadingSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (column, reading) in _readings)
        {
            other.Set(column, reading);
        }

        foreach (var (column, kinds) in _details)
        {
            foreach (var (kind, count) in kinds)
            {
                other.Count(column, kind, count);
            }
        }
    }

    /// <summary>Forgets everything, for use in the next round.</summary>
    public void Clear()
    {
        _readings.Clear();
        _details.Clear();
    }
}
