using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Charts;

/// <summary>The floors of one resource of one target, with what was judged of them.</summary>
internal sealed record FloorSeries
{
    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>The resource as it was judged.</summary>
    public required VerdictDocument.ResourceEntry Resource { get; init; }

    /// <summary>Floors in order.</summary>
    public required IReadOnlyList<FloorPoint> Points { get; init; }

    /// <summary>Evidence that decides; <see langword="null"/>: not recorded.</summary>
    public double? Needed { get; init; }

    /// <summary>Whether x is hours, not requests.</summary>
    public bool ByTime { get; init; }

    public IEnumerable<FloorPoint> Judged => Points.Where(point => point.Stage == "blocks");

    public static FloorSeries Of(ReportTarget target, VerdictDocument.ResourceEntry resource)
    {
        var header = target.Run.Header;
        return new FloorSeries
        {
            Target = target.Name,
            Resource = resource,
            ByTime = header.ByTime,
            Needed = target.Run.Records.OfType<ReadyRecord>().FirstOrDefault()?.EvidenceNeeded,
            Points =
            [
                .. target.Run.Blocks.Where(block => block.Floors.ContainsKey(resource.Column)).Select(block => new FloorPoint(
                    block.Index,
                    header.ByTime ? block.At.TotalHours : block.TotalRequests,
                    block.Floors[resource.Column],
                    block.Stage,
                    block.Only is { } only && only < header.Requests.Count ? header.Requests[only] : null,
                    block.Evidence.GetValueOrDefault(resource.Resource))),
            ],
        };
    }
}

/// <summary>One floor.</summary>
/// <param name="Block">Number of its block.</param>
/// <param name="X">Requests so far, or hours.</param>
/// <param name="Y">The floor, in the resource's unit.</param>
/// <param name="Stage">Stage of its block.</param>
/// <param name="Alone">The request that ran alone; <see langword="null"/>: the mix.</param>
/// <param name="Evidence">Where the judgement stood after it; <see langword="null"/>: it was not judged.</param>
internal sealed record FloorPoint(int Block, double X, double Y, string Stage, string? Alone, EvidenceRecord? Evidence)
{
    /// <summary>Evidence towards the verdict of the resource.</summary>
    public double Towards(Outcome verdict) => Evidence is null ? 1 : Math.Max(1, verdict switch
    {
        Outcome.Leak => Evidence.Leak,
        Outcome.Clean => Evidence.Clean,
        _ => Math.Max(Evidence.Leak, Evidence.Clean),
    });
}
