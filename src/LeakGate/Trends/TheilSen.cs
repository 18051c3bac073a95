using LeakGate.Series;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>Growth per request with its interval.</summary>
/// <param name="Slope">Median of the slopes of all pairs, unit per request.</param>
/// <param name="Low">Lower end of Sen's interval.</param>
/// <param name="High">Upper end of Sen's interval.</param>
/// <param name="Intercept">Median of y_i − slope·N_i, in the resource's unit.</param>
public sealed record TheilSenFit(double Slope, double Low, double High, double Intercept);

/// <summary>
/// The Theil–Sen line: median of all pairwise slopes, moved by no single floor. Pure; safe for use by several threads.
/// </summary>
/// <remarks>
/// Sen 1968, "Estimates of the regression coefficient based on Kendall's tau": the interval runs between the order
/// statistics (n' ∓ z·σ_S)/2 of the n' slopes, with the normal approximation of Kendall's S and its variance under ties,
/// σ_S² = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18 over groups of t equal values (and, likewise, equal requests).
/// The intercept is Conover's. Floors that are all equal give an interval of no width: it says what was seen, not what
/// can be excluded; the bound of <see cref="ResourceJudgement.CleanBound"/> says that.
/// </remarks>
public static class TheilSen
{
    /// <summary>Fits the line.</summary>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="confidence">Of the two-sided interval, between 0 and 1; default 0.95.</param>
    /// <returns><see langword="null"/> when no two floors have requests between them.</returns>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A confidence outside of (0, 1).</exception>
    public static TheilSenFit? Fit(ReadOnlySpan<Floor> floors, double confidence = 0.95)
    {
        FloorOrder.Require(floors);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }

        var slopes = PairwiseSlopes.Sorted(floors);
        if (slopes.Length == 0)
        {
            return null;
        }

        var slope = PairwiseSlopes.Median(slopes);
        var reach = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt(KendallVariance(floors));
        var low = (int)Math.Round((slopes.Length - reach) / 2, MidpointRounding.ToEven);
        var high = (int)Math.Round((slopes.Length + reach) / 2, MidpointRounding.ToEven) - 1;
        return new TheilSenFit(
            slope,
            Math.Min(slope, slopes[Math.Clamp(low, 0, slopes.Length - 1)]),
            Math.Max(slope, slopes[Math.Clamp(high, 0, slopes.Length - 1)]),
            Intercept(floors, slope));
    }

    /// <summary>Distances of the floors from their line y = intercept + slope·N, in their order.</summary>
    internal static double[] Residuals(ReadOnlySpan<Floor> floors, TheilSenFit fit)
    {
        var residuals = new double[floors.Length];
        for (var i = 0; i < floors.Length; i++)
        {
            residuals[i] = floors[i].Value - fit.Intercept - (fit.Slope * floors[i].Requests);
        }

        return residuals;
    }

    private static double Intercept(ReadOnlySpan<Floor> floors, double slope)
    {
        var rest = new double[floors.Length];
        for (var i = 0; i < floors.Length; i++)
        {
            rest[i] = floors[i].Value - (slope * floors[i].Requests);
        }

        Array.Sort(rest);
        return PairwiseSlopes.Median(rest);
    }

    private static double KendallVariance(ReadOnlySpan<Floor> floors)
    {
        var values = new double[floors.Length];
        var requests = new double[floors.Length];
        for (var i = 0; i < floors.Length; i++)
        {
            (requests[i], values[i]) = floors[i];
        }

        Array.Sort(values);
        Array.Sort(requests);
        return Math.Max(0, Term(floors.Length) - Ties(values) - Ties(requests)) / 18;
    }

    private static double Ties(ReadOnlySpan<double> sorted)
    {
        var sum = 0.0;
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to].Equals(sorted[from]))
            {
                to++;
            }

            sum += Term(to - from);
            from = to;
        }

        return sum;
    }

    private static double Term(double n) => n * (n - 1) * ((2 * n) + 5);
}
