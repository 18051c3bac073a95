using LeakGate.Samples;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>What grows without any request: tells growth per second from growth per request (detection, step 9).</summary>
/// <param name="PerSecond">Growth per second in a block of no load, in the resource's unit.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Part">Part of the growth of the judged blocks that time alone would have brought, 0 to 1.</param>
/// <param name="LowPart">The same with the lower end of the interval, 0 to 1.</param>
public sealed record IdleGrowth(double PerSecond, double Low, double High, double Part, double LowPart)
{
    /// <summary>Whether time alone explains at least half of the growth, beyond noise: then no request is to blame for it.</summary>
    public bool Explains => LowPart >= 0.5;

    /// <summary>Compares a block of no load with the judged blocks.</summary>
    /// <param name="grown">Floor after the idle block less the floor before it.</param>
    /// <param name="idle">Length of the idle block, above 0.</param>
    /// <param name="judgedGrowth">Growth over the judged blocks, in the resource's unit.</param>
    /// <param name="judgedTime">Time over which that growth came, pauses included.</param>
    /// <param name="unit">Bytes or a count; a count adds the Poisson noise of what was counted.</param>
    /// <param name="sigma">σ̂ of a floor; the difference of two has σ̂√2.</param>
    /// <exception cref="ArgumentException">Growth that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An idle block of no length.</exception>
    public static IdleGrowth Of(double grown, TimeSpan idle, double judgedGrowth, TimeSpan judgedTime, Unit unit, double sigma)
    {
        if (!double.IsFinite(grown) || !double.IsFinite(judgedGrowth))
        {
            throw new ArgumentException("Growth is a finite number; a gap is left out, never passed as a number.", nameof(grown));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(idle, TimeSpan.Zero);
        var events = unit == Unit.Count ? Math.Max(0, grown) : 0;
        var reach = Normal.InvCDF(0, 1, 0.975) * Math.Sqrt((2 * sigma * sigma) + events);
        var (low, high) = ((grown - reach) / idle.TotalSeconds, (grown + reach) / idle.TotalSeconds);
        var perSecond = grown / idle.TotalSeconds;
        return new IdleGrowth(perSecond, low, high, PartOf(perSecond, judgedGrowth, judgedTime), PartOf(low, judgedGrowth, judgedTime));
    }

    private static double PartOf(double perSecond, double growth, TimeSpan time) =>
        growth > 0 ? Math.Clamp(perSecond * time.TotalSeconds / growth, 0, 1) : 0;
}
