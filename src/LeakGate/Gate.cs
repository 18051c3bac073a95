using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate;

/// <summary>
/// The main job in one place. During a run it is asked after every judged block what to do; at its end it gives the
/// verdict. It reads nothing but what it is handed, so a recorded run is judged again with the same result.
/// Thread safe: it has no state but its policy.
/// </summary>
public sealed class Gate(Policy policy)
{
    /// <summary>The policy.</summary>
    public Policy Policy { get; } = policy ?? throw new ArgumentNullException(nameof(policy));

    /// <summary>Where every gating resource stands.</summary>
    public IReadOnlyList<Standing> Stand(IReadOnlyList<Block> blocks) => Standing.Of(blocks, Policy);

    /// <summary>What to do after the last of these blocks.</summary>
    public Decision Decide(IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var judged = blocks.Count(block => block.Stage == Stage.Blocks);
        var inRound = Policy.InRound(judged);
        if (inRound < Policy.LeastBlocks)
        {
            return new Decision.GoOn();
        }

        var standings = Stand(blocks);
        var candidates = Candidates(standings);
        var undecided = standings.Any(standing => standing is { IsCandidate: false, IsClean: false });
        if (candidates.Count > 0 && (!undecided || inRound >= Policy.PatientBlocks))
        {
            return new Decision.Confirm(candidates);
        }

        return undecided && judged < Policy.MostBlocks * Policy.MostRounds ? new Decision.GoOn() : new Decision.Stop();
    }

    /// <summary>What to do when no further block can be had: what grows beyond doubt is confirmed all the same.</summary>
    public Decision DecideLast(IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var enough = blocks.Count(block => block.Stage == Stage.Blocks) >= Policy.LeastBlocks;
        return enough && Candidates(Stand(blocks)) is { Count: > 0 } candidates ? new Decision.Confirm(candidates) : new Decision.Stop();
    }

    /// <summary>The verdict of a whole run.</summary>
    public Verdict Judge(Measurement measurement) => VerdictBuilder.Build(Policy, measurement);

    private static List<Resource> Candidates(IReadOnlyList<Standing> standings) =>
        [.. standings.Where(standing => standing.IsCandidate).Select(standing => standing.Resource)];
}
