namespace LeakGate.Samples;

/// <summary>
/// One reading of one resource at one instant, or a stated gap. A reading that failed is never a number.
/// </summary>
public readonly record struct Reading
{
    private Reading(double? value, string? gap)
    {
        Value = value;
        Gap = gap;
    }

    /// <summary>The value in the resource's unit; <see langword="null"/> when the reading is a gap.</summary>
    public double? Value { get; }

    /// <summary>Why there is no value; <see langword="null"/> when there is one.</summary>
    public string? Gap { get; }

    /// <summary>A reading that succeeded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite or negative.</exception>
    public static Reading Of(double value)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A reading is a finite number, zero or more.");
        }

        return new Reading(value, null);
    }

    /// <summary>A reading that failed, and why, in words for a person.</summary>
    public static Reading Missing(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Reading(null, reason);
    }
}
