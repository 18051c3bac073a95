using LeakGate.Samples;

namespace LeakGate.Series;

/// <summary>How many requests a block has, and why not more.</summary>
/// <param name="Requests">m: a multiple of the cycle of the mix.</param>
/// <param name="Wanted">The m that all margins need, before any bound.</param>
/// <param name="BoundBy">What kept m below what is wanted: <see cref="BySpeed"/>, <see cref="ByBudget"/> or the name of a headroom; <see langword="null"/>: nothing.</param>
/// <param name="Reachable">By resource: the least margin that m can still show, unit per request.</param>
/// <param name="Unreachable">Resources whose margin m can't show; empty when all can be.</param>
/// <param name="BlocksThatFit">Whole blocks of m that the headroom still bears; when it is below what is planned, stop early.</param>
public sealed record Dose(
    long Requests,
    long Wanted,
    string? BoundBy,
    IReadOnlyDictionary<string, double> Reachable,
    IReadOnlyList<string> Unreachable,
    int BlocksThatFit)
{
    /// <summary>Bound by the most load of a block at the measured speed.</summary>
    public const string BySpeed = "speed";

    /// <summary>Bound by the time that is left.</summary>
    public const string ByBudget = "budget";

    /// <summary>Growth by the margin in one block is at least this many σ̂.</summary>
    public const double Sigmas = 3;

    /// <summary>By how much the dose rises from one block of warm-up to the next, at most: headroom is asked before each.</summary>
    public const int WarmUpFactor = 8;

    /// <summary>Fewest requests of one kind alone: a growth of one each time is then known within 14 %.</summary>
    public const int LeastAlone = 20;

    /// <summary>The first dose, before anything is known: four for each request of the mix, in whole cycles.</summary>
    /// <param name="cycle">Requests of one cycle of the mix, at least 1.</param>
    /// <param name="kinds">Different requests in the mix, at least 1.</param>
    public static long First(int cycle, int kinds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cycle, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kinds, 1);
        return WholeCycles(4.0 * kinds, cycle, up: true);
    }

    /// <summary>The next dose of warm-up: <see cref="WarmUpFactor"/> times the current one, as far as speed, budget and headroom allow.</summary>
    /// <inheritdoc cref="Choose"/>
    public static Dose Raised(DosePlan plan)
    {
        Require(plan);
        return Bound(plan, WholeCycles(Math.Max((double)WarmUpFactor * plan.Current, 1), plan.Cycle, up: true), byNeed: false);
    }

    /// <summary>
    /// The dose of the judged blocks: m·margin ≥ 3σ̂ for every gating resource, and for counts
    /// m·blocks ≥ −ln α / margin (the upper Poisson limit of no event), in whole cycles and never below the current dose;
    /// at least the least load of a block.
    /// </summary>
    /// <param name="plan">What it depends on.</param>
    /// <exception cref="ArgumentException">A value outside of its stated range.</exception>
    public static Dose Choose(DosePlan plan)
    {
        Require(plan);
        var wanted = plan.Needs.Select(need => RequestsFor(need, plan)).Append(1).Max();
        return Bound(plan, WholeCycles(wanted, plan.Cycle, up: true), byNeed: true);
    }

    /// <summary>
    /// How often one request is sent alone: three times its part of the dose, at least twenty times, and no more than half
    /// of the headroom bears if all growth of the mix were its own.
    /// </summary>
    /// <param name="dose">m of the mix.</param>
    /// <param name="share">Its share of the mix, above 0, at most 1.</param>
    /// <param name="headrooms">What can run out, with growth per request of the mix.</param>
    /// <returns>At least 0; 0 when the headroom bears none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A dose below 1, or a share outside of (0, 1].</exception>
    public static long Alone(long dose, double share, IReadOnlyList<Headroom> headrooms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dose, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentNullException.ThrowIfNull(headrooms);
        var wanted = Math.Max(LeastAlone, Math.Ceiling(3 * dose * share));
        var bearable = headrooms.Select(room => Math.Floor(room.RequestsLeft * share)).Append(wanted).Min();
        return (long)bearable;
    }

    private static double RequestsFor(DoseNeed need, DosePlan plan)
    {
        var noise = Sigmas * need.Sigma / need.Margin;
        return need.Unit == Unit.Count
            ? Math.Max(noise, Math.Log(plan.Threshold) / need.Margin / plan.LeastJudgedBlocks)
            : noise;
    }

    private static Dose Bound(DosePlan plan, long wanted, bool byNeed)
    {
        var dose = byNeed ? Math.Max(wanted, WholeCycles(plan.Speed * plan.LeastLoad.TotalSeconds, plan.Cycle, up: true)) : wanted;
        string? boundBy = null;
        foreach (var (cap, name) in Caps(plan))
        {
            var whole = double.IsPositiveInfinity(cap) ? long.MaxValue : WholeCycles(cap, plan.Cycle, up: false);
            if (whole < dose)
            {
                dose = whole;
                boundBy = dose < wanted ? name : null;
            }
        }

        // The dose is never lowered (floors of different doses would be told apart by it), and a block has at least a cycle.
        dose = Math.Max(dose, Math.Max(plan.Current, plan.Cycle));
        var reachable = plan.Needs.ToDictionary(need => need.Resource, need => Reach(need, dose, plan), StringComparer.Ordinal);
        return new Dose(
            dose,
            wanted,
            dose < wanted ? boundBy : null,
            reachable,
            [.. plan.Needs.Where(need => reachable[need.Resource] > need.Margin).Select(need => need.Resource)],
            (int)Math.Min(int.MaxValue, plan.Headrooms.Select(room => Math.Floor(room.RequestsLeft / dose)).Append(int.MaxValue).Min()));
    }

    private static IEnumerable<(double Cap, string Name)> Caps(DosePlan plan)
    {
        yield return (plan.Speed * plan.MostLoad.TotalSeconds, BySpeed);
        var load = (plan.Remaining / plan.BlocksThatMustFit) - plan.Pause;
        yield return (plan.Speed * Math.Max(0, load.TotalSeconds), ByBudget);
        foreach (var room in plan.Headrooms)
        {
            yield return (room.RequestsLeft / plan.DosesToCome, room.Resource);
        }
    }

    /// <summary>
    /// What m can show at best. A count whose pilot floors did not move is limited by the Poisson limit over all judged
    /// blocks alone: the least σ̂ is a reserve for it, not something that was seen.
    /// </summary>
    private static double Reach(DoseNeed need, long dose, DosePlan plan) =>
        need.Unit == Unit.Count
            ? Math.Max(Sigmas * need.Measured / dose, Math.Log(plan.Threshold) / (dose * (double)plan.MostJudgedBlocks))
            : Sigmas * need.Sigma / dose;

    private static long WholeCycles(double requests, int cycle, bool up)
    {
        // A need such as 3·1/0.001 must not round up to one more cycle because of its last bit.
        var cycles = requests / cycle;
        var whole = up ? Math.Ceiling(cycles - 1e-9) : Math.Floor(cycles + 1e-9);
        return (long)Math.Max(0, whole) * cycle;
    }

    private static void Require(DosePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(plan));
        }
    }
}
