namespace LeakGate.Baselines;

/// <summary>What became of a figure.</summary>
public enum Change
{
    /// <summary>There is nothing to compare with.</summary>
    Unknown,

    /// <summary>No difference beyond noise; <see cref="Comparison.Within"/> says how small it must be.</summary>
    Same,

    /// <summary>Higher, beyond noise.</summary>
    Worse,

    /// <summary>Lower, beyond noise.</summary>
    Better,
}

/// <summary>One figure against its baseline.</summary>
/// <param name="Change">The decision.</param>
/// <param name="Base">Median of the baseline runs, in the figure's unit.</param>
/// <param name="Head">The run that is compared.</param>
/// <param name="Low">Lower end of the interval of <paramref name="Head"/> − <paramref name="Base"/>.</param>
/// <param name="High">Upper end of that interval.</param>
/// <param name="LeastEffect">Differences up to this were no change.</param>
/// <param name="Runs">Baseline runs.</param>
public sealed record Comparison(Change Change, double Base, double Head, double Low, double High, double LeastEffect, int Runs)
{
    /// <summary>Head less base.</summary>
    public double Difference => Head - Base;

    /// <summary>The largest difference that the interval leaves possible, at least the least effect: what <em>same within</em> prints.</summary>
    public double Within => Math.Max(LeastEffect, Math.Max(Math.Abs(Low), Math.Abs(High)));
}
