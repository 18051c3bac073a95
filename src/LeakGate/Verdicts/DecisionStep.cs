namespace LeakGate.Verdicts;

/// <summary>One step of a decision: what was looked at and what it said.</summary>
/// <param name="Code">One of <see cref="StepCodes"/>.</param>
/// <param name="Text">The step in English, a whole sentence.</param>
public sealed record DecisionStep(string Code, string Text)
{
    /// <summary>Its figures by key, in the resource's unit, per request of the mix or per hour; yes is 1. What is not finite is left out.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What the step is about: the name of a guard, a request, the reason of a gap; else <see langword="null"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>A step with its figures; those that are not finite are left out.</summary>
    internal static DecisionStep Of(string code, string text, string? subject, params ReadOnlySpan<(string Key, double Value)> values)
    {
        var kept = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            if (double.IsFinite(value))
            {
                kept[key] = value;
            }
        }

        return new DecisionStep(code, text) { Values = kept, Subject = subject };
    }
}
