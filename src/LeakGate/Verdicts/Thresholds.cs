using LeakGate.Samples;

namespace LeakGate.Verdicts;

/// <summary>The simple rule beside the statistical one: enough growth, fast enough, and still rising.</summary>
internal static class Thresholds
{
    /// <summary>
    /// Whether memory grew by more than the configured amount and rate over the judged blocks, with the last third of
    /// the floors above the first third. Only for memory, and only where configured.
    /// </summary>
    public static bool Exceeded(Resource resource, Standing standing, Policy policy, Measurement measurement)
    {
        if (resource != Resource.Memory || (policy.ThresholdBytes is null && policy.ThresholdBytesPerMinute is null)
            || standing.Floors.Count < policy.LeastBlocks)
        {
            return false;
        }

        var judged = JudgedRound.Of(measurement.Blocks, policy).Blocks;
        var minutes = (judged[^1].Ended - judged[0].Ended).TotalMinutes;
        var growth = standing.Floors[^1].Value - standing.Floors[0].Value;
        var third = standing.Floors.Count / 3;
        var rising = standing.Floors.TakeLast(third).Min(floor => floor.Value) > standing.Floors.Take(third).Max(floor => floor.Value);
        return rising && minutes > 0
            && growth > (policy.ThresholdBytes ?? 0)
            && growth / minutes > (policy.ThresholdBytesPerMinute ?? 0);
    }
}
