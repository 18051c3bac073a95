using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>
/// Bounds on growth per request that hold at every look: the highest L and the lowest U over all prefixes of the floors.
/// Each misses the slope around which floors are exchangeable with a chance of at most 1/threshold, over the whole run.
/// </summary>
/// <param name="Lower">Highest L_k, unit per request; <see langword="null"/>: none was shown.</param>
/// <param name="Upper">Lowest U_k, unit per request; <see langword="null"/>: none was shown.</param>
public readonly record struct SlopeBounds(double? Lower, double? Upper)
{
    /// <summary>The bounds after the last of these floors.</summary>
    /// <param name="floors">Floors in order of requests.</param>
    /// <param name="threshold">1/α, above 1.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order, or a threshold that is not above 1.</exception>
    public static SlopeBounds Over(ReadOnlySpan<Floor> floors, double threshold)
    {
        FloorOrder.Require(floors);
        if (!(threshold > 1))
        {
            throw new ArgumentException("Evidence begins at 1, so a threshold is above 1.", nameof(threshold));
        }

        double? lower = null;
        double? upper = null;
        for (var k = 2; k <= floors.Length; k++)
        {
            var seen = floors[..k];

            // L_k passes the highest so far exactly when the evidence at that slope reaches the threshold: most looks need one test.
            if (ConformalEvidence.Evidence(seen, lower ?? double.NegativeInfinity, ConformalEvidence.Claim.Above) >= threshold)
            {
                lower = ConformalEvidence.Bound(seen, threshold, ConformalEvidence.Claim.Above) ?? lower;
            }

            if (ConformalEvidence.Evidence(seen, upper ?? double.PositiveInfinity, ConformalEvidence.Claim.Below) >= threshold)
            {
                upper = ConformalEvidence.Bound(seen, threshold, ConformalEvidence.Claim.Below) ?? upper;
            }
        }

        return new SlopeBounds(lower, upper);
    }
}
