using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>One column of a recording.</summary>
/// <param name="Resource">What it measures; its <see cref="Resource.Column"/> is the column's name.</param>
/// <param name="Points">Its readings, thinned, in order of time; gaps are left out.</param>
/// <param name="Highest">The highest reading, also where it was thinned out; <see langword="null"/>: there is none.</param>
public sealed record RecordedColumn(Resource Resource, IReadOnlyList<RecordedPoint> Points, double? Highest);

/// <summary>Data that something else recorded, as the judge sees it.</summary>
public sealed record Recording
{
    /// <summary>The judged columns, in the order of the file.</summary>
    public required IReadOnlyList<RecordedColumn> Columns { get; init; }

    /// <summary>Times at which a cumulative counter fell (the program restarted), in seconds since the beginning, in order.</summary>
    public IReadOnlyList<double> Restarts { get; init; } = [];

    /// <summary>Completed requests over time; empty: not recorded.</summary>
    public IReadOnlyList<RecordedPoint> Requests { get; init; } = [];

    /// <summary>From the first row to the last, in seconds.</summary>
    public required double Seconds { get; init; }
}

/// <summary>What counts as a leak in recorded data.</summary>
public sealed record RecordedMargins
{
    /// <summary>Bytes per request; default 1 KiB.</summary>
    public double BytesPerRequest { get; init; } = 1024;

    /// <summary>Counts per request; default 1/1000.</summary>
    public double CountPerRequest { get; init; } = 0.001;

    /// <summary>Bytes per hour, where there are no requests to count by; default 10 MiB.</summary>
    public double BytesPerHour { get; init; } = 10 * 1024 * 1024;

    /// <summary>Counts per hour, where there are no requests to count by; default 10.</summary>
    public double CountPerHour { get; init; } = 10;

    /// <summary>The margin of a resource, per hour or per request.</summary>
    public double Of(Unit unit, bool byTime) => (unit, byTime) switch
    {
        (Unit.Bytes, false) => BytesPerRequest,
        (Unit.Bytes, true) => BytesPerHour,
        (_, false) => CountPerRequest,
        _ => CountPerHour,
    };
}
