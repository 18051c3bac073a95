using LeakGate.Series;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>
/// Where a fill that rises in a straight line was over: y = a + βN + c·min(N, K)/K with c ≥ 0. Asked of recorded growth whose shape is
/// not that of a leak: a cache may fill beside it, and what follows its end can be judged alone. Pure; safe for use by several threads.
/// </summary>
/// <remarks>
/// There is a bend only where no exponential fill describes the floors: RSS_exp − RSS_K &gt; F₁,ₙ₋₄(0.999)·s², with s² = RSS_K/(n − 4), at
/// least σ². So a fill that slows down by and by has none. K was chosen by the floors, so whoever judges what follows it has to ask for
/// <see cref="Tried"/> times the evidence (Bonferroni).
/// </remarks>
public static class Bend
{
    /// <summary>Fewest floors before the bend.</summary>
    public const int LeastBefore = 3;

    /// <summary>Fewest floors behind it: perfect order of eight gives evidence enough for some twenty bends that were tried.</summary>
    public const int LeastBehind = 9;

    private const double Confidence = 0.999;

    /// <summary>How many places are tried among so many floors.</summary>
    public static int Tried(int floors) => Math.Max(0, floors - LeastBefore - LeastBehind + 1);

    /// <summary>The floor from which on the fill is over; <see langword="null"/>: there is no such bend.</summary>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="plateau">The best that exponential fills give.</param>
    /// <param name="sigma">σ of a floor, in the resource's unit, not negative.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static int? Of(ReadOnlySpan<Floor> floors, PlateauModel plateau, double sigma)
    {
        ArgumentNullException.ThrowIfNull(plateau);
        FloorOrder.Require(floors);
        if (Tried(floors.Length) == 0 || floors[LeastBefore].Requests <= floors[0].Requests)
        {
            return null;
        }

        var data = new PlateauData(floors);
        var (bend, best) = (LeastBefore, double.PositiveInfinity);
        for (var floor = LeastBefore; floor <= floors.Length - LeastBehind; floor++)
        {
            var fit = data.EndingAt(floor);
            if (fit.Fill > 0 && fit.ResidualSum < best)
            {
                (bend, best) = (floor, fit.ResidualSum);
            }
        }

        var freedom = floors.Length - 4;
        var noise = Math.Max(sigma * sigma, best / freedom);
        return plateau.Best.ResidualSum - best > FisherSnedecor.InvCDF(1, freedom, Confidence) * noise ? bend : null;
    }
}
