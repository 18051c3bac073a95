using LeakGate.Samples;

namespace LeakGate.Series;

/// <summary>What one gating resource needs of the dose.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Unit">Bytes or a count.</param>
/// <param name="Margin">Unit per request, above 0.</param>
/// <param name="Measured">Scatter of its pilot floors as measured, in its unit; may be 0.</param>
/// <param name="Least">Least σ̂: 4 KiB or 1 unit.</param>
public sealed record DoseNeed(string Resource, Unit Unit, double Margin, double Measured, double Least)
{
    /// <summary>σ̂: what was measured, at least the least.</summary>
    public double Sigma => Math.Max(Measured, Least);
}

/// <summary>What is left of something that can run out.</summary>
/// <param name="Resource">Name of the resource or of the limit.</param>
/// <param name="Limit">The most it can reach, in its unit.</param>
/// <param name="Use">What is in use now.</param>
/// <param name="GrowthPerRequest">The highest plausible growth per request of the mix; see <see cref="Highest"/>.</param>
public sealed record Headroom(string Resource, double Limit, double Use, double GrowthPerRequest)
{
    /// <summary>Part of what is left that the requests still to come may take.</summary>
    public const double Usable = 0.5;

    /// <summary>Requests that may still be sent before half of what is left is taken; infinite where nothing grows.</summary>
    public double RequestsLeft =>
        GrowthPerRequest > 0 ? Math.Max(0, Limit - Use) * Usable / GrowthPerRequest : double.PositiveInfinity;

    /// <summary>
    /// The highest growth per request that one block leaves plausible: bytes 3σ above what was seen; counts Δ + 3 + 2√Δ,
    /// which is above the 95 % Poisson limit (3.0 for none, 6.3 for 2; Garwood 1936) throughout.
    /// </summary>
    /// <param name="before">Floor before the block.</param>
    /// <param name="after">Floor after the block, with more requests.</param>
    /// <param name="unit">Bytes or a count.</param>
    /// <param name="sigma">σ̂ of a floor of bytes; counts don't use it.</param>
    /// <exception cref="ArgumentException">No requests between the floors.</exception>
    public static double Highest(Floor before, Floor after, Unit unit, double sigma)
    {
        FloorOrder.Require([before, after]);
        if (after.Requests <= before.Requests)
        {
            throw new ArgumentException("Growth per request needs requests between the floors.", nameof(after));
        }

        var grown = Math.Max(0, after.Value - before.Value);
        var plausible = unit == Unit.Count ? grown + 3 + (2 * Math.Sqrt(grown)) : grown + (3 * sigma);
        return plausible / (after.Requests - before.Requests);
    }
}

/// <summary>Everything that the dose depends on.</summary>
public sealed record DosePlan
{
    /// <summary>Least load of a block where nobody asks for another one.</summary>
    public static readonly TimeSpan UsualLeastLoad = TimeSpan.FromSeconds(1.3);

    /// <summary>Requests of one cycle of the mix: m is a multiple of it; at least 1.</summary>
    public required int Cycle { get; init; }

    /// <summary>The dose so far, in requests; it is never lowered. 0: none yet.</summary>
    public long Current { get; init; }

    /// <summary>Measured speed under load, requests per second, above 0.</summary>
    public required double Speed { get; init; }

    /// <summary>Least load of a block; default 1.3 s.</summary>
    public TimeSpan LeastLoad { get; init; } = UsualLeastLoad;

    /// <summary>Most load of a block; default 6 s.</summary>
    public TimeSpan MostLoad { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>What a block takes beside its load: settling, collection, readings.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Time that is left of the budget.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Blocks that must fit into the budget: what is left of the least judged blocks and of confirmation; at least 1.</summary>
    public required int BlocksThatMustFit { get; init; }

    /// <summary>Doses of the mix over which the headroom is shared: those that a decision needs, confirmation counted in doses; at least 1.</summary>
    public required int DosesToCome { get; init; }

    /// <summary>1/α: evidence that decides, above 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Judged blocks in which a clean count is to be shown; default 7, the least that evidence 500 needs.</summary>
    public int LeastJudgedBlocks { get; init; } = 7;

    /// <summary>Judged blocks at most; default 12.</summary>
    public int MostJudgedBlocks { get; init; } = 12;

    /// <summary>What each gating resource needs; empty in warm-up.</summary>
    public IReadOnlyList<DoseNeed> Needs { get; init; } = [];

    /// <summary>What can run out.</summary>
    public IReadOnlyList<Headroom> Headrooms { get; init; } = [];

    /// <summary>What is out of its range, in words; <see langword="null"/>: nothing.</summary>
    internal string? Problem() => this switch
    {
        { Cycle: < 1 } => "A cycle has at least one request.",
        { Current: < 0 } => "A dose is not negative.",
        { Speed: not (> 0 and < double.PositiveInfinity) } => "A speed is a finite number of requests per second above 0.",
        { Threshold: not > 1 } => "Evidence begins at 1, so a threshold is above 1.",
        { BlocksThatMustFit: < 1 } => "At least one block must fit.",
        { LeastJudgedBlocks: < 1 } => "At least one block is judged.",
        { DosesToCome: < 1 } => "At least one dose is to come.",
        _ when MostJudgedBlocks < LeastJudgedBlocks => "Judged blocks at most are not fewer than the least.",
        _ when Needs.Any(need => !(need.Margin > 0) || !double.IsFinite(need.Sigma)) => "A need has a margin above 0 and a finite σ.",
        _ => null,
    };
}
