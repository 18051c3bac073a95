using LeakGate.Series;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>One time constant of the plateau model, fitted.</summary>
/// <param name="Tau">τ: requests in which the fill comes 63 % nearer to its end.</param>
/// <param name="Slope">β: growth that stays when the fill is over, unit per request.</param>
/// <param name="Fill">c: what the fill adds in all, in the resource's unit, not negative.</param>
/// <param name="ResidualSum">Sum of squared residuals.</param>
internal readonly record struct PlateauFit(double Tau, double Slope, double Fill, double ResidualSum);

/// <summary>
/// y = a + βN + c(1 − e^{−N/τ}) with c ≥ 0: a leak beside something that fills. What has to be shown of a leak is that β
/// stays above the margin, whichever τ among those that fit.
/// </summary>
/// <remarks>
/// Least squares for each τ of a log grid from one block to <see cref="LongestTau"/> times the run; where c would be
/// negative the fit is the line. τ "fits about as well as the best" when RSS(τ) − RSS_best ≤ F₁,ₙ₋₄(0.95)·s², the usual
/// profile interval of a non-linear parameter (Bates and Watts 1988, chapter 6), with s² = RSS_best/(n − 4), at least σ².
/// A τ of several runs is left out on purpose: inside the run it is a straight line, and no line could then be shown.
/// Pure; safe for use by several threads.
/// </remarks>
public sealed class PlateauModel
{
    /// <summary>The longest time constant that is tried, in lengths of the run.</summary>
    public const double LongestTau = 2;

    /// <summary>Fewest floors: four parameters and two floors to spare.</summary>
    public const int LeastFloors = 6;

    private const int Steps = 24;
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
    /// <returns><see langword="null"/> with fewer than <see cref="LeastFloors"/> floors, or no requests between them.</returns>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static PlateauModel? Fit(ReadOnlySpan<Floor> floors, double sigma)
    {
        FloorOrder.Require(floors);
        if (floors.Length < LeastFloors || floors[^1].Requests <= floors[0].Requests)
        {
            return null;
        }

        var span = floors[^1].Requests - floors[0].Requests;
        var shortest = span / (floors.Length - 1);
        var ratio = Math.Pow(LongestTau * span / shortest, 1.0 / (Steps - 1));
        var fits = new PlateauFit[Steps];
        for (var step = 0; step < Steps; step++)
        {
            fits[step] = At(floors, shortest * Math.Pow(ratio, step), span);
        }

        var best = fits.MinBy(fit => fit.ResidualSum);
        var freedom = floors.Length - 4;
        var noise = Math.Max(sigma * sigma, best.ResidualSum / freedom);
        var limit = best.ResidualSum + (FisherSnedecor.InvCDF(1, freedom, Confidence) * noise);
        var plausible = fits.Where(fit => fit.ResidualSum <= limit).ToArray();
        return new PlateauModel(best, plausible.MinBy(fit => fit.Slope), plausible.Length);
    }

    /// <summary>Least squares at one τ; requests are scaled by the span and all columns centred, which leaves a 2×2 system.</summary>
    private static PlateauFit At(ReadOnlySpan<Floor> floors, double tau, double span)
    {
        var n = floors.Length;
        double meanX = 0, meanE = 0, meanY = 0;
        foreach (var floor in floors)
        {
            var requests = floor.Requests - floors[0].Requests;
            meanX += requests / span / n;
            meanE += (1 - Math.Exp(-requests / tau)) / n;
            meanY += floor.Value / n;
        }

        double xx = 0, xe = 0, ee = 0, xy = 0, ey = 0, yy = 0;
        foreach (var floor in floors)
        {
            var requests = floor.Requests - floors[0].Requests;
            var x = (requests / span) - meanX;
            var e = 1 - Math.Exp(-requests / tau) - meanE;
            var y = floor.Value - meanY;
            xx += x * x;
            xe += x * e;
            ee += e * e;
            xy += x * y;
            ey += e * y;
            yy += y * y;
        }

        var determinant = (xx * ee) - (xe * xe);
        var fill = determinant > 1e-12 * xx * ee ? ((ey * xx) - (xy * xe)) / determinant : 0;
        var slope = fill > 0 ? ((xy * ee) - (ey * xe)) / determinant : xy / xx;
        fill = Math.Max(0, fill);
        var residual = yy - (slope * xy) - (fill * ey);
        return new PlateauFit(tau, slope / span, fill, Math.Max(0, residual));
    }
}
