namespace LeakGate.Verdicts;

/// <summary>How a check of the measurement came out.</summary>
public enum CheckState
{
    /// <summary>It was looked at and does not weaken the measurement.</summary>
    Ok,

    /// <summary>It weakens the measurement.</summary>
    Weak,

    /// <summary>It was not measured, so nothing can be said.</summary>
    Unknown,
}

/// <summary>
/// One thing that could weaken a measurement, with its figures. Every kind of check stands in every judged run, also where
/// nothing is wrong. None of them changes the verdict.
/// </summary>
public sealed record MeasurementCheck
{
    /// <summary>Stable key, one of <see cref="CheckCodes.All"/>.</summary>
    public required string Code { get; init; }

    /// <summary>How it came out.</summary>
    public required CheckState State { get; init; }

    /// <summary>Name of the resource that it is about; <see langword="null"/>: the whole run.</summary>
    public string? Resource { get; init; }

    /// <summary>Its figures by stable key, in the resource's unit, shares from 0 to 1; empty where nothing was measured.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>What was said by the probe or who sets the limit, as it was given; <see langword="null"/>: nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>What weakens, in one English sentence; <see langword="null"/> unless <see cref="CheckState.Weak"/>.</summary>
    public string? Text { get; init; }
}
