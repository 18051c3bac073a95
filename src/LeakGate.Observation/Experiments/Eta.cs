using LeakGate.Runs.Records;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate.Observation.Experiments;

/// <summary>How much longer a run takes: from the mean length of its latest blocks and the blocks still to come.</summary>
internal static class Eta
{
    /// <summary><see langword="null"/> in warm-up: how long that takes, and how long a block then is, is not known yet.</summary>
    public static EtaRecord? Of(IReadOnlyList<Block> blocks, Policy policy, int kinds, bool leansToLeak, Stage stage)
    {
        if (stage == Stage.WarmUp)
        {
            return null;
        }

        var latest = blocks.TakeLast(3).ToList();
        var each = latest.Average(block => (block.Ended - block.Started).TotalSeconds);
        var judged = blocks.Count(block => block.Stage == Stage.Blocks);
        var pilots = stage is Stage.Pilot ? 4 - blocks.Count(block => block.Stage == Stage.Pilot) : 0;
        var alone = stage == Stage.Confirm ? Math.Max(0, kinds + 2 - blocks.Count(block => block.Stage == Stage.Confirm)) : kinds + 2;
        var inRound = policy.InRound(judged);
        var least = Math.Max(0, policy.LeastBlocks - inRound);
        var most = Math.Max(0, policy.MostBlocks - inRound);
        if (stage == Stage.Confirm)
        {
            return new EtaRecord(Seconds(alone * each), Seconds(alone * each), Seconds(1.5 * alone * each));
        }

        // The dose of judged blocks is chosen after the pilot; it is mostly larger than the pilot's.
        each *= stage is Stage.Pilot ? 1.5 : 1;
        var low = pilots + least;
        var likely = low + (leansToLeak ? alone : 0);
        return new EtaRecord(Seconds(likely * each), Seconds(low * each), Seconds((pilots + most + alone) * each));
    }

    private static TimeSpan Seconds(double value) => TimeSpan.FromSeconds(value);
}
