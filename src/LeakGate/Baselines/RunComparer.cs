using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace LeakGate.Baselines;

/// <summary>
/// Whether one run is worse than those before it, beyond noise. Pure; safe for use by several threads.
/// </summary>
/// <remarks>
/// The interval is that of a prediction: difference ∓ t·√(s²(1 + 1/n) + h²), where s is 1.4826·MAD of the baseline runs, h the run's own
/// standard error (half of its 95 % interval over 1.96) and t Student's quantile with n − 1 degrees of freedom. Baselines of one or two runs
/// know no scatter: their own intervals take its place, and the scatter that builds and machines add is unseen, so that
/// the least effect has to carry it.
/// </remarks>
public static class RunComparer
{
    /// <summary>Share of noise-only comparisons that may be called worse, and as many better.</summary>
    public const double Alpha = 1e-4;

    /// <summary>Fewest baseline runs whose scatter is used.</summary>
    public const int FewestRuns = 5;

    private const double NormalMad = 1.4826;
    private const double Normal95 = 1.96;

    /// <summary>Compares.</summary>
    /// <param name="baseline">Runs of the baseline, any order; none gives <see cref="Change.Unknown"/>.</param>
    /// <param name="head">The run.</param>
    /// <param name="leastEffect">Differences up to this are never a change, same unit, not negative.</param>
    /// <param name="fewestRuns">
    /// With fewer baseline runs it is <see cref="Change.Unknown"/>, with its figures: <see cref="FewestRuns"/> for what gives no interval of
    /// its own, since a pool that is larger on a busy machine is no regression.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A least effect that is negative or not finite.</exception>
    public static Comparison Compare(IReadOnlyList<Figure> baseline, Figure head, double leastEffect, int fewestRuns = 1)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (!double.IsFinite(leastEffect) || leastEffect < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(leastEffect), leastEffect, "The least effect is a finite number, zero or more.");
        }

        if (baseline.Count == 0)
        {
            return new Comparison(Change.Unknown, double.NaN, head.Value, double.NegativeInfinity, double.PositiveInfinity, leastEffect, 0);
        }

        var values = baseline.Select(figure => figure.Value).ToArray();
        var middle = Statistics.Median(values);
        var difference = head.Value - middle;
        var reach = Reach(baseline, values, middle, head);
        var (low, high) = (difference - reach, difference + reach);
        var change = baseline.Count < fewestRuns ? Change.Unknown
            : low > 0 && difference > leastEffect ? Change.Worse
            : high < 0 && -difference > leastEffect ? Change.Better
            : Change.Same;
        return new Comparison(change, middle, head.Value, low, high, leastEffect, baseline.Count);
    }

    private static double Reach(IReadOnlyList<Figure> baseline, double[] values, double middle, Figure head)
    {
        var own = head.HalfWidth / Normal95;
        if (baseline.Count < FewestRuns)
        {
            var theirs = baseline.Max(figure => figure.HalfWidth) / Normal95;
            return Normal.InvCDF(0, 1, 1 - Alpha) * Math.Sqrt((own * own) + (theirs * theirs));
        }

        var scatter = NormalMad * Statistics.Median(values.Select(value => Math.Abs(value - middle)));
        var quantile = StudentT.InvCDF(0, 1, values.Length - 1, 1 - Alpha);
        return quantile * Math.Sqrt((scatter * scatter * (1 + (1.0 / values.Length))) + (own * own));
    }
}
