using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>
/// Exact limits on the mean of a Poisson count (Garwood 1936, "Fiducial limits for the Poisson distribution"), by the
/// quantile of the gamma distribution (half the chi-square one with 2(n+1), or 2n, degrees of freedom).
/// Pure; safe for use by several threads.
/// </summary>
/// <remarks>They hold for events that leak one unit each, independently. A rare event that leaks many is not covered while it has not happened.</remarks>
public static class PoissonBound
{
    /// <summary>The mean at which this many events, or fewer, have the chance α: 6.21 for no event at 1/500.</summary>
    /// <param name="events">Events seen, not negative.</param>
    /// <param name="alpha">One-sided chance of error, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or α outside of (0, 1).</exception>
    public static double Upper(long events, double alpha)
    {
        Require(events, alpha);
        return events == 0 ? -Math.Log(alpha) : Gamma.InvCDF(events + 1, 1, 1 - alpha);
    }

    /// <summary>The mean at which this many events, or more, have the chance α; 0 for no event.</summary>
    /// <inheritdoc cref="Upper"/>
    public static double Lower(long events, double alpha)
    {
        Require(events, alpha);
        return events == 0 ? 0 : Gamma.InvCDF(events, 1, alpha);
    }

    private static void Require(long events, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A chance lies between 0 and 1.");
        }
    }
}
