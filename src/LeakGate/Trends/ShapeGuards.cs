using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>One test of the shape of a growth.</summary>
/// <param name="Name">Stable key: <c>later_half_above_margin</c>, <c>later_half_keeps_up</c>, <c>plateau</c>.</param>
/// <param name="Value">What was measured, unit per request.</param>
/// <param name="Needed">What it has to exceed, unit per request.</param>
/// <param name="Passed">Whether it does.</param>
public sealed record ShapeGuard(string Name, double Value, double Needed, bool Passed);

/// <summary>All tests of the shape of a growth.</summary>
/// <param name="Guards">Each test with its figures.</param>
/// <param name="Plateau">The plateau model; <see langword="null"/>: too few floors.</param>
public sealed record ShapeCheck(IReadOnlyList<ShapeGuard> Guards, PlateauModel? Plateau)
{
    /// <summary>Whether the growth has the shape of a leak.</summary>
    public bool Passed => Guards.All(guard => guard.Passed);
}

/// <summary>
/// Tells growth that goes on from growth that ends: caches that fill, pools, warm-up. Asked of candidates only.
/// Pure; safe for use by several threads.
/// </summary>
public static class ShapeGuards
{
    /// <summary>What the later half must keep of the earlier half's growth. A fill whose τ is under half of the run keeps at most 0.37.</summary>
    public const double Kept = 0.6;

    /// <summary>Name of the guard that the later half's mean increment is above the margin.</summary>
    public const string LaterHalfAboveMargin = "later_half_above_margin";

    /// <summary>Name of the guard that the later half's mean increment is at least <see cref="Kept"/> of the earlier half's.</summary>
    public const string LaterHalfKeepsUp = "later_half_keeps_up";

    /// <summary>Name of the guard that every plausible plateau leaves a slope above the margin.</summary>
    public const string Plateau = "plateau";

    /// <summary>Tests the shape of a growth.</summary>
    /// <remarks>
    /// A leak in steps has one step more or less in a half by chance, so the later half is given one of its own largest
    /// increments when it is compared with the earlier half; in a smooth fill that is a small part of the half.
    /// </remarks>
    /// <param name="floors">Floors in order of requests; with fewer than <see cref="PlateauModel.LeastFloors"/> no shape is seen, and none passes.</param>
    /// <param name="margin">Unit per request.</param>
    /// <param name="sigma">σ of a floor, in the resource's unit; see <see cref="PlateauModel.Fit"/> and <see cref="SigmaOf"/>.</param>
    /// <param name="reach">The longest time constants that are tried: <see cref="TauReach.Judged"/> or <see cref="TauReach.Confirmed"/>.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static ShapeCheck Check(ReadOnlySpan<Floor> floors, double margin, double sigma, TauReach reach)
    {
        FloorOrder.Require(floors);
        var plateau = PlateauModel.Fit(floors, sigma, reach);
        if (plateau is null)
        {
            return new ShapeCheck([new ShapeGuard(Plateau, 0, margin, false)], null);
        }

        var middle = Middle(floors);
        var earlier = Increment(floors[..(middle + 1)]);
        var later = Increment(floors[middle..]);
        var allowed = later + LargestStep(floors[middle..]);
        return new ShapeCheck(
            [
                new ShapeGuard(LaterHalfAboveMargin, later, margin, later > margin),
                new ShapeGuard(LaterHalfKeepsUp, allowed, Kept * earlier, allowed >= Kept * earlier),
                new ShapeGuard(Plateau, plateau.LeastSlope, margin, plateau.StaysAbove(margin)),
            ],
            plateau);
    }

    /// <summary>
    /// σ of a floor for the shape of its growth: the rule's least, and for a count that grows at least the Poisson noise of
    /// one block's growth. Rare leaks are a random walk, which bends by chance more than floors with independent noise.
    /// </summary>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="rule">What the resource is judged by.</param>
    public static double SigmaOf(ReadOnlySpan<Floor> floors, JudgeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Unit != Unit.Count || floors.Length < 2)
        {
            return rule.LeastSigma;
        }

        var grown = Math.Max(0, floors[^1].Value - floors[0].Value) / (floors.Length - 1);
        return Math.Max(rule.LeastSigma, Math.Sqrt(grown));
    }

    /// <summary>The floor nearest to half of the requests, so that both halves bear the same load.</summary>
    private static int Middle(ReadOnlySpan<Floor> floors)
    {
        var half = (floors[0].Requests + floors[^1].Requests) / 2;
        var middle = 1;
        for (var i = 2; i < floors.Length - 1; i++)
        {
            if (Math.Abs(floors[i].Requests - half) < Math.Abs(floors[middle].Requests - half))
            {
                middle = i;
            }
        }

        return middle;
    }

    private static double Increment(ReadOnlySpan<Floor> floors)
    {
        var requests = floors[^1].Requests - floors[0].Requests;
        return requests > 0 ? (floors[^1].Value - floors[0].Value) / requests : 0;
    }

    private static double LargestStep(ReadOnlySpan<Floor> floors)
    {
        var largest = 0.0;
        for (var i = 1; i < floors.Length; i++)
        {
            largest = Math.Max(largest, floors[i].Value - floors[i - 1].Value);
        }

        var requests = floors[^1].Requests - floors[0].Requests;
        return requests > 0 ? largest / requests : 0;
    }
}
