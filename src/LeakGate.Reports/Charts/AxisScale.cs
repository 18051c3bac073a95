namespace LeakGate.Reports.Charts;

/// <summary>From values to pixels along one axis, with 4 to 6 round ticks.</summary>
internal sealed record AxisScale(double Low, double High, double Step, double From, double To)
{
    /// <summary>A scale whose ends are round and hold both values.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <param name="from">Pixel of the low end.</param>
    /// <param name="to">Pixel of the high end.</param>
    /// <param name="tight">Whether the axis ends where the data does, not at the next tick.</param>
    /// <param name="whole">Whether the values are counted, so that no tick lies between two of them.</param>
    public static AxisScale Round(double low, double high, double from, double to, bool tight = false, bool whole = false)
    {
        if (high <= low)
        {
            high = low + Math.Max(1, Math.Abs(low) * 0.1);
        }

        var rough = (high - low) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * power).First(step => step >= rough * 0.999);
        if (whole)
        {
            step = Math.Max(1, Math.Ceiling(step));
        }

        return tight
            ? new AxisScale(low, high, step, from, to)
            : new AxisScale(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step, from, to);
    }

    /// <summary>The round values within the axis.</summary>
    public IEnumerable<double> Ticks()
    {
        for (var i = Math.Ceiling((Low / Step) - 1e-9); i * Step <= High + (Step * 1e-9); i++)
        {
            yield return i == 0 ? 0 : i * Step;
        }
    }

    /// <summary>Where a value lies.</summary>
    public double At(double value) => From + ((value - Low) / (High - Low) * (To - From));

    /// <summary>The value, or the nearest end of the axis.</summary>
    public double Within(double value) => Math.Clamp(value, Low, High);
}
