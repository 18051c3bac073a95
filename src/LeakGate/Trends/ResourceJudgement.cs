namespace LeakGate.Trends;

/// <summary>What is known of one resource.</summary>
public enum ResourceState
{
    /// <summary>Neither is shown yet.</summary>
    Undecided,

    /// <summary>Growth below the margin is shown.</summary>
    Clean,

    /// <summary>Growth above the margin is shown; shape guards and confirmation decide whether it is a leak.</summary>
    Candidate,
}

/// <summary>Where the judgement of one resource stands after its last block.</summary>
public sealed record ResourceJudgement
{
    /// <summary>What is shown.</summary>
    public required ResourceState State { get; init; }

    /// <summary>Judged blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Requests over which net growth is counted.</summary>
    public required double Requests { get; init; }

    /// <summary>Last floor less the first (or the one before it), in the resource's unit.</summary>
    public required double NetGrowth { get; init; }

    /// <summary>The margin, unit per request.</summary>
    public required double Margin { get; init; }

    /// <summary>Highest evidence so far for growth above the margin, weighted; the weight itself (mostly 1) is none.</summary>
    public required double LeakEvidence { get; init; }

    /// <summary>Evidence now for growth below the margin, weighted; the weight itself is none.</summary>
    public required double CleanEvidence { get; init; }

    /// <summary>Bounds on growth per request that hold at every look.</summary>
    public required SlopeBounds Bounds { get; init; }

    /// <summary>Growth per request with Sen's 95 % interval; <see langword="null"/>: too few floors.</summary>
    public required TheilSenFit? Growth { get; init; }

    /// <summary>Scatter of the floors around their line.</summary>
    public required Dispersion Dispersion { get; init; }

    /// <summary>Lower Poisson limit of a count's growth per request at 1/threshold; <see langword="null"/> for bytes.</summary>
    public required double? PoissonLow { get; init; }

    /// <summary>Upper Poisson limit of a count's growth per request at 1/threshold; <see langword="null"/> for bytes.</summary>
    public required double? PoissonHigh { get; init; }

    /// <summary>Shape of the growth; <see langword="null"/> unless it is a candidate.</summary>
    public required ShapeCheck? Shape { get; init; }

    /// <summary>Whether growth above the margin is shown and has the shape of a leak: worth confirming.</summary>
    public bool IsLeakCandidate => State == ResourceState.Candidate && Shape is { Passed: true };

    /// <summary>Whether growth above the margin is shown, but it may come to an end: <em>growing</em>.</summary>
    public bool IsStillFilling => State == ResourceState.Candidate && Shape is { Passed: false };

    /// <summary>
    /// Growth per request that a clean resource was shown to stay under; never 0. <see langword="null"/> unless clean.
    /// </summary>
    /// <remarks>
    /// The upper bound U, for counts at least the upper Poisson limit. U itself can be 0 or negative when floors fall
    /// while the run lasts; falling is no property of the program, so the statement is then what first and last floor
    /// can resolve: the standard error of their difference over the requests between them, σ̂√2/N. Growth below the
    /// margin was shown, so the bound is never above the margin.
    /// </remarks>
    public double? CleanBound
    {
        get
        {
            if (State != ResourceState.Clean || Bounds.Upper is not { } upper)
            {
                return null;
            }

            var resolution = PoissonHigh ?? (Dispersion.Sigma * Math.Sqrt(2) / Requests);
            return Math.Min(Math.Max(upper, resolution), Margin);
        }
    }
}
