namespace LeakGate.Baselines;

/// <summary>One figure of one run, with what the run itself knows of its uncertainty.</summary>
/// <param name="Value">Growth per request, growth per hour, or a level; finite.</param>
/// <param name="HalfWidth">Half of its 95 % interval, same unit; 0: the run gives none.</param>
public readonly record struct Figure(double Value, double HalfWidth = 0)
{
    /// <summary>A figure with its interval; an interval that is missing or turned round has no width.</summary>
    public static Figure Of(double value, double low, double high) =>
        new(value, high > low && double.IsFinite(high - low) ? (high - low) / 2 : 0);
}
