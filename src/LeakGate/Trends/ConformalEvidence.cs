using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>
/// How strongly floors speak for growth above, or below, a slope. Valid at every look: if the floors are exchangeable
/// around that slope, the chance that the evidence ever reaches 1/α is at most α (Ville 1939), however often it is looked at.
/// </summary>
/// <remarks>
/// A conformal test martingale (Vovk, Nouretdinov, Gammerman 2003, "Testing exchangeability on-line"): with
/// z_i = y_i − b·N_i and R_i the rank of z_i among z_1 … z_i,
/// M_k(b) = mean over θ ∈ {1, 2, 4, 8, 16} of Π_{i≤k} e^{θR_i/i} / (i⁻¹ Σ_{r≤i} e^{θr/i}).
/// Among equals R_i is the lowest rank, so ties count against the claim. z_j &lt; z_i exactly when the slope of the pair,
/// (y_i − y_j)/(N_i − N_j), is above b: so M changes only at these slopes, and all comparisons are made on them.
/// Pure; safe for use by several threads.
/// </remarks>
public static class ConformalEvidence
{
    /// <summary>Highest evidence that is told apart; stronger evidence is this number, so that it stays finite in every format.</summary>
    public const double Highest = 1e300;

    private static readonly double[] Thetas = [1, 2, 4, 8, 16];
    private static readonly double LogHighest = Math.Log(Highest);

    /// <summary>Floors whose normalisers are kept: the search for bounds asks for them thousands of times.</summary>
    private const int Tabled = 64;

    private static readonly double[] LogMeans =
        [.. Enumerable.Range(1, Tabled).SelectMany(i => Thetas.Select(theta => LogMean(theta, i)))];

    /// <summary>M_k(b): evidence that growth per request is above <paramref name="slope"/>; 1 is none. Falls as the slope rises.</summary>
    /// <param name="floors">Floors in order of requests; none or one gives 1.</param>
    /// <param name="slope">b, in the resource's unit per request; −∞ and +∞ are allowed.</param>
    /// <returns>0 to <see cref="Highest"/>.</returns>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order, or a slope that is NaN.</exception>
    public static double Growth(ReadOnlySpan<Floor> floors, double slope)
    {
        Require(floors, slope);
        return Evidence(floors, slope, Claim.Above);
    }

    /// <summary>M⁻_k(b): evidence that growth per request is below <paramref name="slope"/>, from ranks of −z. Rises with the slope.</summary>
    /// <inheritdoc cref="Growth"/>
    public static double Decline(ReadOnlySpan<Floor> floors, double slope)
    {
        Require(floors, slope);
        return Evidence(floors, slope, Claim.Below);
    }

    /// <summary>
    /// L_k = sup{b : M_k(b) ≥ threshold}: a lower bound on growth per request. L_k &gt; b exactly when
    /// <see cref="Growth"/> at b reaches the threshold.
    /// </summary>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="threshold">1/α, above 1.</param>
    /// <returns>In the resource's unit per request; <see langword="null"/> when no slope reaches the threshold.</returns>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order, or a threshold that is not above 1.</exception>
    public static double? LowerBound(ReadOnlySpan<Floor> floors, double threshold)
    {
        Require(floors, 0);
        RequireThreshold(threshold);
        return Bound(floors, threshold, Claim.Above);
    }

    /// <summary>
    /// U_k = inf{b : M⁻_k(b) ≥ threshold}: an upper bound on growth per request. U_k &lt; b exactly when
    /// <see cref="Decline"/> at b reaches the threshold.
    /// </summary>
    /// <inheritdoc cref="LowerBound"/>
    public static double? UpperBound(ReadOnlySpan<Floor> floors, double threshold)
    {
        Require(floors, 0);
        RequireThreshold(threshold);
        return Bound(floors, threshold, Claim.Below);
    }

    /// <summary>The evidence at every look, M_1 … M_k, in one pass.</summary>
    internal static double[] Path(ReadOnlySpan<Floor> floors, double slope, Claim claim)
    {
        var path = new double[floors.Length];
        Span<double> logs = stackalloc double[Thetas.Length];
        logs.Clear();
        for (var i = 0; i < floors.Length; i++)
        {
            Step(floors, i, slope, claim, logs);
            path[i] = Mean(logs);
        }

        return path;
    }

    internal static double Evidence(ReadOnlySpan<Floor> floors, double slope, Claim claim)
    {
        Span<double> logs = stackalloc double[Thetas.Length];
        logs.Clear();
        for (var i = 0; i < floors.Length; i++)
        {
            Step(floors, i, slope, claim, logs);
        }

        return Mean(logs);
    }

    internal static double? Bound(ReadOnlySpan<Floor> floors, double threshold, Claim claim)
    {
        var away = claim == Claim.Above ? double.NegativeInfinity : double.PositiveInfinity;
        if (Evidence(floors, away, claim) < threshold)
        {
            return null;
        }

        // From the slope where the evidence is strongest towards the one where it is weakest: evidence at a pair's own
        // slope is without that pair (a tie), so the bound is the first slope at which it is below the threshold.
        var slopes = PairwiseSlopes.Sorted(floors);
        if (claim == Claim.Below)
        {
            Array.Reverse(slopes);
        }

        var (low, high) = (0, slopes.Length - 1);
        if (high < 0 || Evidence(floors, slopes[high], claim) >= threshold)
        {
            return null;
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Evidence(floors, slopes[middle], claim) < threshold)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return slopes[low];
    }

    /// <summary>Adds the factor of one floor to the logarithm of the product of each θ.</summary>
    private static void Step(ReadOnlySpan<Floor> floors, int index, double slope, Claim claim, Span<double> logs)
    {
        double count = index + 1;
        var rank = Rank(floors, index, slope, claim);
        for (var t = 0; t < Thetas.Length; t++)
        {
            var mean = index < Tabled ? LogMeans[(index * Thetas.Length) + t] : LogMean(Thetas[t], count);
            logs[t] += (Thetas[t] * rank / count) - mean;
        }
    }

    private static double Mean(ReadOnlySpan<double> logs)
    {
        var highest = double.NegativeInfinity;
        foreach (var log in logs)
        {
            highest = Math.Max(highest, log);
        }

        var sum = 0.0;
        foreach (var log in logs)
        {
            sum += Math.Exp(log - highest);
        }

        return Math.Exp(Math.Min(highest + Math.Log(sum / logs.Length), LogHighest));
    }

    /// <summary>log(i⁻¹ Σ_{r≤i} q^r) with q = e^{θ/i}, a geometric sum: q(e^θ − 1)/(q − 1)/i.</summary>
    private static double LogMean(double theta, double count) =>
        (theta / count) + Math.Log(Math.Exp(theta) - 1) - Math.Log(Math.Exp(theta / count) - 1) - Math.Log(count);

    private static int Rank(ReadOnlySpan<Floor> floors, int index, double slope, Claim claim)
    {
        var rank = 1;
        var last = floors[index];
        for (var j = 0; j < index; j++)
        {
            var requests = last.Requests - floors[j].Requests;
            var growth = last.Value - floors[j].Value;

            // Without a request in between, z differs by the values alone, whatever the slope.
            var above = requests > 0 ? (growth / requests).CompareTo(slope) : growth.CompareTo(0);
            if ((claim == Claim.Above && above > 0) || (claim == Claim.Below && above < 0))
            {
                rank++;
            }
        }

        return rank;
    }

    private static void Require(ReadOnlySpan<Floor> floors, double slope)
    {
        FloorOrder.Require(floors);
        if (double.IsNaN(slope))
        {
            throw new ArgumentException("A slope is a number.", nameof(slope));
        }
    }

    private static void RequireThreshold(double threshold)
    {
        if (!(threshold > 1))
        {
            throw new ArgumentException("Evidence begins at 1, so a threshold is above 1.", nameof(threshold));
        }
    }

    /// <summary>What the evidence is for.</summary>
    internal enum Claim
    {
        /// <summary>Growth is above the slope.</summary>
        Above,

        /// <summary>Growth is below the slope.</summary>
        Below,
    }
}
