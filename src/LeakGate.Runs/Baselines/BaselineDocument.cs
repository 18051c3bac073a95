using LeakGate.Baselines;

namespace LeakGate.Runs.Baselines;

/// <summary>How a run stands against its baseline: <c>baseline</c> in the verdict document, and what <c>compare --json</c> prints.</summary>
public sealed record BaselineDocument
{
    /// <summary>worse, same, better or unknown; worse when any figure is worse.</summary>
    public required Change Decision { get; init; }

    /// <summary>Branch whose runs are the baseline; empty where two runs were named.</summary>
    public required string Branch { get; init; }

    /// <summary>Baseline runs that had something to compare.</summary>
    public required int Runs { get; init; }

    /// <summary>The pinned run that is the baseline; <see langword="null"/>: the last runs are.</summary>
    public string? Pinned { get; init; }

    /// <summary>Each figure of each resource that both sides have.</summary>
    public required IReadOnlyList<FigureEntry> Figures { get; init; }

    /// <summary>Steps and creeps among the runs of the branch that this run completes; empty: none was found.</summary>
    public IReadOnlyList<DriftEntry> Drifts { get; init; } = [];

    /// <summary>One figure.</summary>
    /// <param name="Resource">Name of the resource.</param>
    /// <param name="Figure"><c>growth</c> (per request, or per hour) or <c>level</c> (last floor).</param>
    /// <param name="Unit">bytes or count.</param>
    /// <param name="Change">The decision; unknown for a level where there are too few runs to know its scatter.</param>
    /// <param name="Base">Median of the baseline.</param>
    /// <param name="Head">This run.</param>
    /// <param name="Low">Lower end of the interval of the difference.</param>
    /// <param name="High">Upper end of it.</param>
    /// <param name="Within">The largest difference that the interval leaves possible.</param>
    public sealed record FigureEntry(
        string Resource, string Figure, string Unit, Change Change, double Base, double Head, double Low, double High, double Within);

    /// <summary>A change of level over runs.</summary>
    /// <param name="Resource">Name of the resource.</param>
    /// <param name="Figure">growth or level.</param>
    /// <param name="Unit">bytes or count.</param>
    /// <param name="SinceRun">First run of the new level.</param>
    /// <param name="SinceCommit">Its commit; empty: not known.</param>
    /// <param name="Before">Median before.</param>
    /// <param name="After">Median since.</param>
    public sealed record DriftEntry(string Resource, string Figure, string Unit, string SinceRun, string SinceCommit, double Before, double After);
}
