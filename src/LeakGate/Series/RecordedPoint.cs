namespace LeakGate.Series;

/// <summary>One reading of a recorded series.</summary>
/// <param name="Seconds">Time since the recording began.</param>
/// <param name="Requests">Completed requests so far; <see langword="null"/>: not recorded.</param>
/// <param name="Value">The reading, in the resource's unit.</param>
public readonly record struct RecordedPoint(double Seconds, double? Requests, double Value);
