namespace LeakGate.Runs.Records;

/// <summary>
/// A stretch of cheap readings, in place of the samples that it was: of each column the lowest, the highest and the last. What a long
/// run keeps of its later readings (see <see cref="SampleFold"/>). Floors are minima, so none is lost.
/// </summary>
public sealed record EnvelopeRecord : RunRecord
{
    /// <summary>When its first reading was made; <see cref="RunRecord.At"/> is when its last was.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>Readings that it stands for, gaps included; 1 or more.</summary>
    public required int Readings { get; init; }

    /// <summary>Completed requests at its last reading.</summary>
    public long Requests { get; init; }

    /// <summary>Lowest value by column. A column without any value is in <see cref="Gaps"/> only.</summary>
    public required IReadOnlyDictionary<string, double> Low { get; init; }

    /// <summary>Highest value by column, where it is not the lowest.</summary>
    public IReadOnlyDictionary<string, double>? High { get; init; }

    /// <summary>Last value by column, where it is not the lowest.</summary>
    public IReadOnlyDictionary<string, double>? Last { get; init; }

    /// <summary>How many readings of a column have no value, and why the first has none, by column; <see langword="null"/> when nothing is missing.</summary>
    public IReadOnlyDictionary<string, MissedReadings>? Gaps { get; init; }

    /// <summary>Highest value of a column; <see langword="null"/>: there is none.</summary>
    public double? HighOf(string column) => Other(High, column);

    /// <summary>Last value of a column; <see langword="null"/>: there is none.</summary>
    public double? LastOf(string column) => Other(Last, column);

    /// <summary>
    /// Samples that draw the same curves: the lowest values where the stretch begins, the highest in its middle, the last ones at its
    /// end. A column with gaps has one before its last value, or has no value at all. One sample where every column stood still.
    /// </summary>
    public IEnumerable<SampleRecord> Drawn()
    {
        var wholeGaps = Reasons(whole: true);
        var brokenGaps = Reasons(whole: false);
        if (High is null && Last is null && brokenGaps is null)
        {
            yield return new SampleRecord { At = At, Requests = Requests, Values = Low, Gaps = wholeGaps };
            yield break;
        }

        var highest = Low.Keys.ToDictionary(column => column, column => HighOf(column)!.Value, StringComparer.Ordinal);
        yield return new SampleRecord { At = From, Requests = Requests, Values = Low, Gaps = wholeGaps };
        yield return new SampleRecord { At = Part(0.5), Requests = Requests, Values = highest, Gaps = wholeGaps };
        if (brokenGaps is not null)
        {
            yield return new SampleRecord
            {
                At = Part(0.75),
                Requests = Requests,
                Values = highest.Where(pair => !brokenGaps.ContainsKey(pair.Key)).ToDictionary(StringComparer.Ordinal),
                Gaps = brokenGaps.Concat(wholeGaps ?? []).ToDictionary(StringComparer.Ordinal),
            };
        }

        yield return new SampleRecord
        {
            At = At,
            Requests = Requests,
            Values = Low.Keys.ToDictionary(column => column, column => LastOf(column)!.Value, StringComparer.Ordinal),
            Gaps = wholeGaps,
        };
    }

    private double? Other(IReadOnlyDictionary<string, double>? values, string column) =>
        values is not null && values.TryGetValue(column, out var other) ? other
        : Low.TryGetValue(column, out var low) ? low
        : null;

    private TimeSpan Part(double share) => From + (share * (At - From));

    /// <summary>Why columns have no value in the whole stretch, or in a part of it.</summary>
    private Dictionary<string, string>? Reasons(bool whole)
    {
        var some = (Gaps ?? new Dictionary<string, MissedReadings>()).Where(pair => !Low.ContainsKey(pair.Key) == whole)
            .ToDictionary(pair => pair.Key, pair => pair.Value.Reason, StringComparer.Ordinal);
        return some.Count > 0 ? some : null;
    }
}

/// <summary>Readings of a stretch that have no value.</summary>
/// <param name="Readings">How many.</param>
/// <param name="Reason">Why the first of them has none.</param>
public sealed record MissedReadings(int Readings, string Reason);
