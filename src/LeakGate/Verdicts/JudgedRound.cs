using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>
/// The judged blocks that a decision rests on. Where the first <see cref="Policy.MostBlocks"/> decide nothing, something may still have
/// been filling: what comes after them is judged anew, with nothing of the earlier blocks in it. The second round counts once it has
/// <see cref="Policy.LeastBlocks"/>; until then the first does.
/// </summary>
/// <param name="Number">1 or 2.</param>
/// <param name="Blocks">Its blocks, in order.</param>
/// <param name="Before">The last block before them; <see langword="null"/>: there was none.</param>
/// <param name="Weight">Its part of the chance of error, above 0, at most 1.</param>
internal sealed record JudgedRound(int Number, IReadOnlyList<Block> Blocks, Block? Before, double Weight)
{
    /// <summary>The round that counts after these blocks.</summary>
    public static JudgedRound Of(IReadOnlyList<Block> blocks, Policy policy)
    {
        var judged = blocks.Where(block => block.Stage == Stage.Blocks).ToList();
        var first = judged.Take(policy.MostBlocks).ToList();
        var second = judged.Skip(policy.MostBlocks).ToList();
        return policy.MostRounds > 1 && second.Count >= policy.LeastBlocks
            ? new JudgedRound(2, second, first[^1], policy.WeightOf(2))
            : new JudgedRound(1, policy.MostRounds > 1 ? first : judged, blocks.LastOrDefault(block => block.Stage == Stage.Pilot), policy.WeightOf(1));
    }
}
