using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>Where one resource stands after the judged blocks so far.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Floors">Its judged floors.</param>
/// <param name="Judgement">What they show.</param>
/// <param name="Rule">What it is judged by.</param>
/// <param name="Gap">Why floors are missing; <see langword="null"/>: none is.</param>
public sealed record Standing(Resource Resource, IReadOnlyList<Floor> Floors, ResourceJudgement Judgement, JudgeRule Rule, string? Gap)
{
    /// <summary>Whether growth above the margin is shown, and its shape is that of a leak.</summary>
    public bool IsCandidate => Gap is null && Judgement.IsLeakCandidate;

    /// <summary>Whether growth above the margin is ruled out.</summary>
    public bool IsClean => Gap is null && Judgement.State == ResourceState.Clean;

    /// <summary>Where every gating resource stands.</summary>
    public static IReadOnlyList<Standing> Of(IReadOnlyList<Block> blocks, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(policy);
        var round = JudgedRound.Of(blocks, policy);
        return [.. policy.Margins.OrderBy(pair => pair.Key.CauseOrder).Select(pair => OfOne(pair.Key, pair.Value, blocks, round, policy))];
    }

    private static Standing OfOne(
        Resource resource, double margin, IReadOnlyList<Block> blocks, JudgedRound round, Policy policy)
    {
        var (judged, before) = (round.Blocks, round.Before);
        var floors = new List<Floor>(judged.Count);
        string? gap = null;
        foreach (var block in judged)
        {
            if (FloorOf(block, resource, policy.ByTime, out var missing) is { } floor)
            {
                floors.Add(floor);
            }
            else
            {
                gap ??= missing;
            }
        }

        var rule = new JudgeRule
        {
            Unit = resource.Unit,
            Margin = margin,
            Threshold = policy.EvidenceNeeded,
            Weight = round.Weight,
            LeastSigma = PilotSigma(blocks, resource, policy.ByTime),
        };
        var first = before is null ? null : FloorOf(before, resource, policy.ByTime, out _);
        var judgement = ResourceJudge.Judge(floors.ToArray(), rule, first);

        // A probe that came back is as good as one that never failed: what counts is enough floors.
        return new Standing(resource, floors, judgement, rule, floors.Count >= Math.Min(policy.LeastBlocks, judged.Count) ? null : gap);
    }

    /// <summary>
    /// Noise as the pilot showed it, the last block of warm-up pooled with it: a few judged floors that happen to lie
    /// close together must not make the guards believe in less.
    /// </summary>
    private static double PilotSigma(IReadOnlyList<Block> blocks, Resource resource, bool byTime)
    {
        var pilot = blocks.Where(block => block.Stage == Stage.Pilot).ToList();
        if (blocks.LastOrDefault(block => block.Stage == Stage.WarmUp) is { } warm)
        {
            pilot.Insert(0, warm);
        }

        Floor[] floors = [.. pilot.Select(block => FloorOf(block, resource, byTime, out _)).OfType<Floor>()];
        return Dispersion.Of(floors, Dispersion.LeastOf(resource.Unit)).Sigma;
    }

    internal static Floor? FloorOf(Block block, Resource resource, out string missing) => FloorOf(block, resource, byTime: false, out missing);

    private static Floor? FloorOf(Block block, Resource resource, bool byTime, out string missing)
    {
        missing = "not read";
        if (!block.Floors.TryGetValue(resource.Column, out var reading))
        {
            return null;
        }

        missing = reading.Gap ?? missing;
        return reading.Value is { } value ? new Floor(byTime ? block.LoadEnded.TotalHours : block.TotalRequests, value) : null;
    }
}
