namespace LeakGate.Findings;

/// <summary>How soon, and so how severe.</summary>
public static class Urgency
{
    /// <summary>Critical under an hour, high under a day, medium under a week, low beyond or without a known limit.</summary>
    public static Severity Of(Exhaustion? exhaustion) => exhaustion?.Seconds switch
    {
        null => Severity.Low,
        < 3600 => Severity.Critical,
        < 86_400 => Severity.High,
        < 604_800 => Severity.Medium,
        _ => Severity.Low,
    };

    /// <summary>Time from <paramref name="level"/> to the limit at a steady rate; <see langword="null"/> when nothing grows or no limit is known.</summary>
    /// <param name="limit">The limit and who sets it.</param>
    /// <param name="level">Where the resource stands, in its unit.</param>
    /// <param name="perRequest">Growth per request, in the resource's unit.</param>
    /// <param name="requestsPerSecond">Rate.</param>
    public static Exhaustion? TimeTo((double Value, string Source)? limit, double level, double perRequest, double requestsPerSecond) =>
        limit is { } known && perRequest > 0 && requestsPerSecond > 0
            ? new Exhaustion(known.Value, known.Source, Math.Max(0, known.Value - level) / (perRequest * requestsPerSecond))
            : null;
}
