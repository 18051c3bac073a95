using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>
/// Tells growth that goes on to the end from a fill that was over just before it: asked of recorded data, where no confirmation can
/// follow. Pure; safe for use by several threads.
/// </summary>
/// <remarks>
/// The last increments fail where they are below all earlier ones taken as many at a time, and below the margin or half of the lowest:
/// of increments in any order the last ones are the lowest once in as many times as there are places, seldom by half, and a leak whose
/// growth rests now and then has rested before. The halves of <see cref="ShapeGuards"/> do not see an end in the last tenth.
/// </remarks>
public static class EndOfGrowth
{
    /// <summary>Name of the guard.</summary>
    public const string Name = "goes_on_at_the_end";

    /// <summary>Increments at the end that are taken together.</summary>
    public const int Taken = 2;

    /// <summary>Compares the last increments with the margin and the lowest ones before, all per unit of x.</summary>
    /// <param name="floors">Floors in order of requests or time; with too few nothing passes.</param>
    /// <param name="margin">Unit per unit of x.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static ShapeGuard Check(ReadOnlySpan<Floor> floors, double margin)
    {
        FloorOrder.Require(floors);
        if (floors.Length < (2 * Taken) + 1)
        {
            return new ShapeGuard(Name, 0, margin, false);
        }

        var last = Increment(floors, floors.Length - 1 - Taken);
        var lowest = double.PositiveInfinity;
        for (var from = 0; from <= floors.Length - 1 - (2 * Taken); from++)
        {
            lowest = Math.Min(lowest, Increment(floors, from));
        }

        var needed = Math.Max(Math.Min(margin, lowest), lowest / 2);
        return new ShapeGuard(Name, last, needed, last >= needed);
    }

    private static double Increment(ReadOnlySpan<Floor> floors, int from)
    {
        var requests = floors[from + Taken].Requests - floors[from].Requests;
        return requests > 0 ? (floors[from + Taken].Value - floors[from].Value) / requests : 0;
    }
}
