using LeakGate.Series;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>
/// Tells a steady drift from a level that wanders: asked of recorded data, where no confirmation can repeat the growth.
/// </summary>
/// <remarks>
/// A random walk without drift has independent increments of mean 0, so their Student t is within its quantile. Floors with
/// independent noise around a level have increments that cancel, and stay further within. Pure; safe for use by several threads.
/// </remarks>
public static class Drift
{
    /// <summary>Name of the guard.</summary>
    public const string Name = "beyond_wander";

    /// <summary>One-sided confidence that a walk without drift does not pass.</summary>
    public const double Confidence = 0.99;

    /// <summary>Compares the mean increment with what a walk of such increments reaches by chance, both per unit of x.</summary>
    /// <param name="floors">Floors in order of requests or time; with fewer than three nothing passes.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public static ShapeGuard Check(ReadOnlySpan<Floor> floors)
    {
        FloorOrder.Require(floors);
        if (floors.Length < 3 || floors[^1].Requests <= floors[0].Requests)
        {
            return new ShapeGuard(Name, 0, 0, false);
        }

        var count = floors.Length - 1;
        var mean = (floors[^1].Value - floors[0].Value) / count;
        var squares = 0.0;
        for (var i = 1; i < floors.Length; i++)
        {
            squares += Math.Pow(floors[i].Value - floors[i - 1].Value - mean, 2);
        }

        var error = Math.Sqrt(squares / (count - 1) / count);
        var each = (floors[^1].Requests - floors[0].Requests) / count;
        var needed = StudentT.InvCDF(0, 1, count - 1, Confidence) * error;
        return new ShapeGuard(Name, mean / each, needed / each, mean > needed);
    }
}
