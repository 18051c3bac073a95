using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>
/// Tells growth that goes on to the end from a fill that was over before it: asked of recorded data, where no confirmation can follow.
/// Pure; safe for use by several threads.
/// </summary>
/// <remarks>
/// The last increments, two at a time up to a third of all, fail where they are below all earlier ones taken as many at a time, and below
/// the margin or half of the lowest: of increments in any order the last ones are the lowest once in as many times as there are places,
/// seldom by so much, and a leak whose growth rests now and then has rested as long before. The halves of <see cref="ShapeGuards"/> do not
/// see an end in the last quarter.
/// </remarks>
public static class EndOfGrowth
{
    /// <summary>Name of the guard.</summary>
    public const string Name = "goes_on_at_the_end";

    /// <summary>Increments at the end that are taken together at least.</summary>
    public const int LeastTaken = 2;

    /// <summary>Part of all increments that are taken together at most.</summary>
    public const int MostPart = 3;

    /// <summary>Compares the last increments with the margin and the lowest ones before, all per unit of x; of several the one that falls short.</summary>
    /// <param name="floors">Floors in order of requests or time; with too few nothing passes.</param>
    /// <param name="margin">Unit per unit of x.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static ShapeGuard Check(ReadOnlySpan<Floor> floors, double margin)
    {
        FloorOrder.Require(floors);
        var increments = floors.Length - 1;
        if (increments < 2 * LeastTaken)
        {
            return new ShapeGuard(Name, 0, margin, false);
        }

        var guard = At(floors, margin, LeastTaken);
        for (var taken = LeastTaken + 1; taken <= increments / MostPart && guard.Passed; taken++)
        {
            guard = At(floors, margin, taken);
        }

        return guard;
    }

    private static ShapeGuard At(ReadOnlySpan<Floor> floors, double margin, int taken)
    {
        var end = floors.Length - 1 - taken;
        var last = Increment(floors, end, taken);
        var lowest = double.PositiveInfinity;
        for (var from = 0; from <= end - taken; from++)
        {
            lowest = Math.Min(lowest, Increment(floors, from, taken));
        }

        var needed = Math.Max(Math.Min(margin, lowest), lowest / 2);
        return new ShapeGuard(Name, last, needed, last >= needed);
    }

    private static double Increment(ReadOnlySpan<Floor> floors, int from, int taken)
    {
        var requests = floors[from + taken].Requests - floors[from].Requests;
        return requests > 0 ? (floors[from + taken].Value - floors[from].Value) / requests : 0;
    }
}
