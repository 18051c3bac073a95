using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>How much floors scatter around their line.</summary>
/// <param name="Measured">1.48·MAD·n/(n − 2) of the residuals, in the resource's unit; 0 when most floors lie on the line.</param>
/// <param name="Least">What the instrument can't do better than: 4 KiB or 1 unit.</param>
public readonly record struct Dispersion(double Measured, double Least)
{
    /// <summary>Makes the median absolute deviation of normal noise its standard deviation: 1/Φ⁻¹(3/4).</summary>
    private const double NormalMad = 1.4826;

    /// <summary>σ̂: what was measured, at least the least.</summary>
    public double Sigma => Math.Max(Measured, Least);

    /// <summary>The least σ̂ of a unit: a page of memory, or one of what is counted.</summary>
    public static double LeastOf(Unit unit) => unit == Unit.Bytes ? 4096 : 1;

    /// <summary>Scatter of floors around their Theil–Sen line.</summary>
    /// <remarks>
    /// Few floors bend the line to themselves: 1.48·MAD alone is 0.55 σ on average at 4 floors, 0.60 at 5, 0.76 at 8 and 0.86 at 12
    /// (normal noise, 4,000 seeds). n/(n − 2), for the two parameters of the line, brings it to within a tenth of σ.
    /// With five floors it still is under a fifth of σ once in ten: ask again when there are more.
    /// </remarks>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="least">Least value, in the resource's unit, not negative; see <see cref="LeastOf"/>.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A least value that is negative or not finite.</exception>
    public static Dispersion Of(ReadOnlySpan<Floor> floors, double least)
    {
        if (!double.IsFinite(least) || least < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(least), least, "The least dispersion is a finite number, zero or more.");
        }

        var fit = TheilSen.Fit(floors);
        if (fit is null)
        {
            return new Dispersion(0, least);
        }

        var residuals = TheilSen.Residuals(floors, fit);
        Array.Sort(residuals);
        var middle = PairwiseSlopes.Median(residuals);
        var distances = Array.ConvertAll(residuals, r => Math.Abs(r - middle));
        Array.Sort(distances);
        var few = floors.Length > 2 ? floors.Length / (floors.Length - 2.0) : 1;
        return new Dispersion(NormalMad * PairwiseSlopes.Median(distances) * few, least);
    }
}
