using MathNet.Numerics.Statistics;

namespace LeakGate.Baselines;

/// <summary>A change of level in a history of runs.</summary>
/// <param name="At">Index of the first run of the new level.</param>
/// <param name="FoundAt">Index of the run at which there was evidence enough.</param>
/// <param name="Rises">Whether the figures rise (worse) or fall.</param>
/// <param name="Before">Median of the runs before, back to the change before that.</param>
/// <param name="After">Median from the change to the run at which it was found.</param>
public sealed record ChangePoint(int At, int FoundAt, bool Rises, double Before, double After);

/// <summary>
/// Finds steps and creeps in a figure over many runs, each run looked at once and in order. Pure; safe for use by several threads.
/// </summary>
/// <remarks>
/// A conformal e-detector: the rank of each run among the runs since the last change gives a p-value that is uniform and independent while
/// nothing changes (Vovk 2003), Π e^{θR_i/i} / (i⁻¹ Σ_{r≤i} e^{θr/i}) from each start j is a martingale, and the sum over all starts j
/// reaches a threshold C before C runs at most once on average (Shin, Ramdas, Rinaldo 2022, "E-detectors", proposition 2.3).
/// A step is one rank at the top after the other; a creep of a few per cent a run is too. θ is mixed over {2, 4, 8, 16}. Where it began is the split that ranks tell best.
/// </remarks>
public static class ChangeDetector
{
    /// <summary>Threshold C: without a change, at least so many runs pass on average before an alarm, in each direction.</summary>
    public const double Threshold = 1_000_000;

    private static readonly double[] Thetas = [2, 4, 8, 16];

    /// <summary>All changes in a history, in order.</summary>
    /// <param name="values">The figure of each run, oldest first; all finite.</param>
    /// <param name="leastEffect">A change of the median by no more than this is not told; not negative.</param>
    /// <exception cref="ArgumentException">A value that is not finite.</exception>
    public static IReadOnlyList<ChangePoint> Find(IReadOnlyList<double> values, double leastEffect = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("Every value of a history is a finite number.", nameof(values));
        }

        var changes = new List<ChangePoint>();
        var start = 0;
        var rising = new Direction(rises: true);
        var falling = new Direction(rises: false);
        for (var i = 0; i < values.Count; i++)
        {
            rising.Add(values, start, i);
            falling.Add(values, start, i);
            var alarm = rising.Evidence >= Threshold ? rising : falling.Evidence >= Threshold ? falling : null;
            if (alarm is null)
            {
                continue;
            }

            var at = Origin(values, start, i, alarm.Rises);
            var change = new ChangePoint(at, i, alarm.Rises, Median(values, start, at), Median(values, at, i + 1));
            if (Math.Abs(change.After - change.Before) > leastEffect)
            {
                changes.Add(change);
                start = at;
            }

            // The runs of the new level are the yardstick from here on.
            rising = new Direction(rises: true);
            falling = new Direction(rises: false);
        }

        return changes;
    }

    /// <summary>
    /// Where a change began: the split at which the ranks of both sides differ most in the direction of the alarm, as Mann and Whitney's U
    /// over its standard deviation √(n₁n₂(n + 1)/12) (Pettitt 1979, made fair to short sides).
    /// </summary>
    private static int Origin(IReadOnlyList<double> values, int start, int end, bool rises)
    {
        var (sum, most, origin) = (0, double.NegativeInfinity, end);
        for (var split = start + 1; split <= end; split++)
        {
            for (var j = start; j <= end; j++)
            {
                sum += Math.Sign(values[j] - values[split - 1]) * (rises ? 1 : -1);
            }

            var z = sum / Math.Sqrt((split - start) * (double)(end + 1 - split));
            if (z > most)
            {
                (most, origin) = (z, split);
            }
        }

        return origin;
    }

    private static double Median(IReadOnlyList<double> values, int from, int to) => Statistics.Median(values.Skip(from).Take(to - from));

    /// <summary>Evidence for one direction: the sum over all starts of each start's martingale, one sum for each θ.</summary>
    private sealed class Direction(bool rises)
    {
        private readonly double[] _sums = new double[Thetas.Length];

        public bool Rises { get; } = rises;

        public double Evidence => _sums.Average();

        public void Add(IReadOnlyList<double> values, int start, int index)
        {
            var count = index - start + 1;
            var rank = 1;
            for (var j = start; j < index; j++)
            {
                // Equals count against the claim.
                if (Rises ? values[j] < values[index] : values[j] > values[index])
                {
                    rank++;
                }
            }

            for (var t = 0; t < Thetas.Length; t++)
            {
                _sums[t] = (1 + _sums[t]) * Gain(Thetas[t], rank, count);
            }
        }

        private static double Gain(double theta, int rank, int count)
        {
            var mean = 0.0;
            for (var r = 1; r <= count; r++)
            {
                mean += Math.Exp(theta * r / count);
            }

            return Math.Exp(theta * rank / count) * count / mean;
        }
    }
}
