using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>What one resource is judged by; fixed before the first block.</summary>
public sealed record JudgeRule
{
    /// <summary>Bytes or a count.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Unit per request, above 0: more, shown, is a leak; less, shown, is clean.</summary>
    public required double Margin { get; init; }

    /// <summary>1/α: evidence that decides, above 1. 100 × the number of gating series keeps a gate under 1 %.</summary>
    public required double Threshold { get; init; }

    /// <summary>
    /// Weight of the evidence, above 0, at most 1; default 1. Below it where these floors are one of several rounds that could decide:
    /// the weights of all add up to 1, and so do their parts of the chance of error.
    /// </summary>
    public double Weight { get; init; } = 1;

    /// <summary>Evidence of these floors alone that decides: <see cref="Threshold"/> over <see cref="Weight"/>.</summary>
    public double NeededAlone => Threshold / Weight;

    /// <summary>
    /// Least σ of a floor, in the resource's unit; default 4 KiB or 1 unit. Better: the pilot's σ̂, which is measured on
    /// other floors, so that a run whose floors lie on a curve by chance is not taken for exact.
    /// </summary>
    public double LeastSigma { get => field > 0 ? field : Dispersion.LeastOf(Unit); init; }
}

/// <summary>
/// The decision on one resource after each block (detection, steps 5 to 8). Pure: the same floors give the same answer;
/// safe for use by several threads.
/// </summary>
/// <remarks>
/// CLEAN needs evidence now, not once: a leak that begins late takes the claim back. LEAK needs it once (Ville 1939 allows
/// the look that was lucky); the shape guards and the confirmation, which see all floors, come behind it.
/// Counts are discrete, and rare leaks are random walks rather than exchangeable floors: so CLEAN also needs the upper
/// Poisson limit of the net growth to be at most the margin, and LEAK the lower one to be above it.
/// </remarks>
public static class ResourceJudge
{
    /// <summary>Where the judgement of one resource stands.</summary>
    /// <param name="floors">Floors of the judged blocks, in order of requests.</param>
    /// <param name="rule">What it is judged by.</param>
    /// <param name="before">
    /// The last floor before the judged blocks. When given, the Poisson limits count from there, so that the requests
    /// of the first judged block are not lost for them.
    /// </param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A margin that is not above 0, or a threshold that is not above 1.</exception>
    public static ResourceJudgement Judge(ReadOnlySpan<Floor> floors, JudgeRule rule, Floor? before = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        FloorOrder.Require(floors);
        Require(rule);

        var growth = ConformalEvidence.Path(floors, rule.Margin, ConformalEvidence.Claim.Above);
        var clean = ConformalEvidence.Evidence(floors, rule.Margin, ConformalEvidence.Claim.Below) * rule.Weight;
        var leak = (growth.Length == 0 ? 1 : growth.Max()) * rule.Weight;
        var (net, requests) = NetGrowth(floors, before);
        var poisson = rule.Unit == Unit.Count && requests > 0 ? NetLimits(net, requests, rule.NeededAlone) : ((double Low, double High)?)null;

        var state = ResourceState.Undecided;
        if (leak >= rule.Threshold && (rule.Unit != Unit.Count || poisson?.Low > rule.Margin))
        {
            state = ResourceState.Candidate;
        }
        else if (leak < rule.Threshold && clean >= rule.Threshold && (rule.Unit != Unit.Count || poisson?.High <= rule.Margin))
        {
            state = ResourceState.Clean;
        }

        return new ResourceJudgement
        {
            State = state,
            Blocks = floors.Length,
            Requests = requests,
            NetGrowth = net,
            Margin = rule.Margin,
            LeakEvidence = leak,
            CleanEvidence = clean,
            Bounds = SlopeBounds.Over(floors, rule.NeededAlone),
            Growth = TheilSen.Fit(floors),
            Dispersion = Dispersion.Of(floors, rule.LeastSigma),
            PoissonLow = poisson?.Low,
            PoissonHigh = poisson?.High,
            Shape = state == ResourceState.Candidate ? ShapeGuards.Check(floors, rule.Margin, ShapeGuards.SigmaOf(floors, rule), TauReach.Judged) : null,
        };
    }

    private static void Require(JudgeRule rule)
    {
        if (!(rule.Margin > 0 && double.IsFinite(rule.Margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule.Margin, "A margin is a finite number above 0.");
        }

        if (!(rule.Threshold > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule.Threshold, "Evidence begins at 1, so a threshold is above 1.");
        }

        if (!(rule.Weight is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule.Weight, "A weight is above 0 and at most 1.");
        }
    }

    private static (double Net, double Requests) NetGrowth(ReadOnlySpan<Floor> floors, Floor? before)
    {
        if (floors.IsEmpty)
        {
            return (0, 0);
        }

        var from = before ?? floors[0];
        return (floors[^1].Value - from.Value, floors[^1].Requests - from.Requests);
    }

    private static (double Low, double High) NetLimits(double net, double requests, double threshold)
    {
        var events = (long)Math.Max(0, Math.Ceiling(net));
        return (PoissonBound.Lower((long)Math.Max(0, Math.Floor(net)), 1 / threshold) / requests,
            PoissonBound.Upper(events, 1 / threshold) / requests);
    }
}
