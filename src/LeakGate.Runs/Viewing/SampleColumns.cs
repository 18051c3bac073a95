using LeakGate.Runs.Records;

namespace LeakGate.Runs.Viewing;

/// <summary>Samples turned into columns of equal length: small to write, quick to draw.</summary>
public sealed record SampleColumns
{
    /// <summary>Seconds since the run of the target began, rising.</summary>
    public required IReadOnlyList<double> Time { get; init; }

    /// <summary>Completed requests at each time.</summary>
    public required IReadOnlyList<long> Requests { get; init; }

    /// <summary>Values by column; <see langword="null"/> is a gap.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Values { get; init; }

    /// <summary>Stated gaps, each by column.</summary>
    public required IReadOnlyList<SampleGap> Gaps { get; init; }

    /// <summary>Samples that were recorded; more than there are times when they were thinned.</summary>
    public required int Recorded { get; init; }

    /// <summary>Turns the samples among records into columns; of a stretch those that draw it (<see cref="EnvelopeRecord.Drawn"/>).</summary>
    public static SampleColumns Of(IEnumerable<RunRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var recorded = 0;
        var all = new List<SampleRecord>();
        foreach (var record in records)
        {
            recorded += record is EnvelopeRecord stretch ? stretch.Readings : record is SampleRecord ? 1 : 0;
            all.AddRange(Drawn(record));
        }

        all = [.. all.OrderBy(sample => sample.At)];
        var names = all.SelectMany(sample => sample.Values.Keys).Distinct(StringComparer.Ordinal).ToList();
        return new SampleColumns
        {
            Time = [.. all.Select(sample => Math.Round(sample.At.TotalSeconds, 3))],
            Requests = [.. all.Select(sample => sample.Requests)],
            Values = names.ToDictionary(
                name => name,
                name => (IReadOnlyList<double?>)[.. all.Select(sample => sample.Values.TryGetValue(name, out var value) ? value : (double?)null)],
                StringComparer.Ordinal),
            Gaps = [.. all.SelectMany(sample => (sample.Gaps ?? new Dictionary<string, string>()).Select(gap => new SampleGap(gap.Key, Math.Round(sample.At.TotalSeconds, 3), gap.Value)))],
            Recorded = recorded,
        };
    }

    /// <summary>The samples that a record draws; none when it is no reading.</summary>
    public static IEnumerable<SampleRecord> Drawn(RunRecord record) => record switch
    {
        SampleRecord sample => [sample],
        EnvelopeRecord stretch => stretch.Drawn(),
        _ => [],
    };
}

/// <summary>Why a column has no value at a time.</summary>
/// <param name="Column">The column.</param>
/// <param name="Time">Seconds since the run of the target began.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">Last time of the gap; <see langword="null"/>: this time only.</param>
public sealed record SampleGap(string Column, double Time, string Reason, double? Until = null);
