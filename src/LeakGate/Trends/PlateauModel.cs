using LeakGate.Series;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>The longest time constants that are tried, in lengths of the run, from its first floor to its last.</summary>
/// <remarks>
/// Chosen by simulation, as a balance: they tell fills whose τ is the length of a run of 12 blocks from leaks, and still
/// find leaks beside a fill. A reach of 8 runs where floors are bent also tells big fills of τ = 2 runs (0 in place of 55 of 200
/// called leaks), and misses up to half of the leaks beside a fill (found 104 in place of 200 of 200).
/// </remarks>
/// <param name="Straight">While a straight line fits about as well as the best.</param>
/// <param name="Bent">When it does not.</param>
public readonly record struct TauReach(double Straight, double Bent)
{
    /// <summary>For the judged blocks: a candidate that fails costs a block more, so the reach is long.</summary>
    public static TauReach Judged => new(3, 4);

    /// <summary>For judged blocks and confirmation together: nearly as many requests, in a run half as long again.</summary>
    public static TauReach Confirmed => new(1.5, 2);
}

/// <summary>
/// y = a + βN + c(1 − e^{−N/τ}) with c ≥ 0: a leak beside something that fills. What has to be shown of a leak is that β
/// stays above the margin, whichever τ among those that fit.
/// </summary>
/// <remarks>
/// Least squares for each τ of a log grid, from one block up; where c would be negative the fit is the line. τ "fits
/// about as well as the best" when RSS(τ) − RSS_best ≤ F₁,ₙ₋₄(0.95)·s², the usual profile interval of a non-linear
/// parameter (Bates and Watts 1988, chapter 6), with s² = RSS_best/(n − 4), at least σ².
/// The grid ends where <see cref="TauReach"/> says: a τ of many runs is a straight line inside the run, and no leak could
/// be shown beside it. When the floors are bent, so that the line does not fit, something does fill, and it goes further.
/// Pure; safe for use by several threads.
/// </remarks>
public sealed class PlateauModel
{
    /// <summary>Fewest floors: four parameters and two floors to spare.</summary>
    public const int LeastFloors = 6;

    /// <summary>Ratio of neighbouring τ at most: a big fill bends so clearly that a coarser grid would miss its τ, and find β beside it.</summary>
    private const double LargestRatio = 1.03;

    private const double Confidence = 0.95;

    private PlateauModel(PlateauFit best, PlateauFit least, int plausible) =>
        (Best, Least, PlausibleTaus) = (best, least, plausible);

    /// <summary>β of the best fit, unit per request.</summary>
    public double BestSlope => Best.Slope;

    /// <summary>The least β among all τ that fit about as well as the best, unit per request.</summary>
    public double LeastSlope => Least.Slope;

    /// <summary>τ of the best fit, in requests.</summary>
    public double BestTau => Best.Tau;

    /// <summary>c of the best fit: what the fill adds in all, in the resource's unit; 0 for a straight line.</summary>
    public double BestFill => Best.Fill;

    /// <summary>How many τ of the grid fit about as well as the best; at least 1.</summary>
    public int PlausibleTaus { get; }

    internal PlateauFit Best { get; }

    internal PlateauFit Least { get; }

    /// <summary>Whether growth stays above the margin in every fit that is about as good as the best.</summary>
    /// <param name="margin">Unit per request.</param>
    public bool StaysAbove(double margin) => LeastSlope > margin;

    /// <summary>Fits the model.</summary>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="sigma">σ of a floor: residuals smaller than this are noise; in the resource's unit, not negative.</param>
    /// <param name="reach">The longest τ that are tried.</param>
    /// <returns><see langword="null"/> with fewer than <see cref="LeastFloors"/> floors, or no requests between them.</returns>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static PlateauModel? Fit(ReadOnlySpan<Floor> floors, double sigma, TauReach reach)
    {
        FloorOrder.Require(floors);
        if (floors.Length < LeastFloors || floors[^1].Requests <= floors[0].Requests)
        {
            return null;
        }

        var span = floors[^1].Requests - floors[0].Requests;
        var shortest = span / (floors.Length - 1);
        var data = new PlateauData(floors);
        var fits = Grid(data, shortest, reach.Bent * span);
        var (best, limit) = Limit(fits, floors.Length, sigma);
        if (data.LineResidual <= limit)
        {
            fits = [.. fits.Where(fit => fit.Tau <= reach.Straight * span)];
            (best, limit) = Limit(fits, floors.Length, sigma);
        }

        var plausible = fits.Where(fit => fit.ResidualSum <= limit).ToArray();
        return new PlateauModel(best, plausible.MinBy(fit => fit.Slope), plausible.Length);
    }

    private static PlateauFit[] Grid(PlateauData data, double shortest, double longest)
    {
        var steps = 1 + (int)Math.Ceiling(Math.Log(longest / shortest) / Math.Log(LargestRatio));
        var ratio = Math.Pow(longest / shortest, 1.0 / (steps - 1));
        var fits = new PlateauFit[steps];
        for (var step = 0; step < steps; step++)
        {
            fits[step] = data.At(shortest * Math.Pow(ratio, step));
        }

        return fits;
    }

    private static (PlateauFit Best, double Limit) Limit(PlateauFit[] fits, int floors, double sigma)
    {
        var best = fits.MinBy(fit => fit.ResidualSum);
        var freedom = floors - 4;
        var noise = Math.Max(sigma * sigma, best.ResidualSum / freedom);
        return (best, best.ResidualSum + (FisherSnedecor.InvCDF(1, freedom, Confidence) * noise));
    }
}
