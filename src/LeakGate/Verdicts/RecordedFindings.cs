using LeakGate.Findings;
using LeakGate.Samples;

namespace LeakGate.Verdicts;

/// <summary>From leaking columns to causes. Columns of one resource are one finding; what another cause explains is folded into it.</summary>
internal static class RecordedFindings
{
    public static IReadOnlyList<Finding> Of(List<RecordedDecision> decisions, bool byTime)
    {
        var leaking = decisions
            .Where(decision => decision.Verdict.Outcome == Outcome.Leak)
            .GroupBy(decision => decision.Verdict.Resource.Name, StringComparer.Ordinal)
            .Select(group => (Resource: Plain(group.First().Verdict.Resource), Columns: group.Select(decision => decision.Verdict).ToList()))
            .ToList();
        if (leaking.Count == 0)
        {
            return [];
        }

        var placements = Folding.Place([.. leaking.Select(leak => new Folding.Growth(leak.Resource, leak.Columns[0].Margin, leak.Columns[0].PerRequest!, []))]);
        return
        [
            .. placements.Where(placement => placement.IsCause).Select(placement => One(
                leaking.Find(leak => leak.Resource == placement.Resource).Columns,
                [.. placements.SelectMany(other => other.Into.Where(into => into.Cause == placement.Resource).Select(into => new FoldedGrowth(other.Resource.Name, into.PerUnit)))],
                leaking.Exists(leak => leak.Resource == Resource.Heap),
                byTime)),
        ];
    }

    /// <summary>The built-in resource, by which causes are told apart; a column that maps to none is its own.</summary>
    private static Resource Plain(Resource resource) => Resource.BuiltIn.FirstOrDefault(known => known.Name == resource.Name) ?? resource;

    private static Finding One(List<ResourceVerdict> columns, List<FoldedGrowth> folded, bool heapLeaks, bool byTime)
    {
        var first = columns[0];
        var resource = first.Resource;
        var known = Resource.BuiltIn.Any(other => other.Name == resource.Name);
        var where = resource.Name == Resource.Heap.Name || (resource.Name == Resource.Memory.Name && heapLeaks) ? "managed heap" : "unknown";
        return new Finding
        {
            Type = resource.LeakType,
            Where = where,
            Resource = resource.Name,
            Unit = resource.Unit,
            Fingerprint = Fingerprint.Of(resource.LeakType, null, known ? null : resource.Column),
            Severity = Severity.Low,
            Summary = $"{(byTime ? "Each hour" : "Each request")} keeps {Wording.WithInterval(first.PerRequest!, resource.Unit)} {(resource.Unit == Unit.Bytes ? $"of {resource.Name}" : resource.Name)}.",
            PerMixRequest = first.PerRequest!,
            Folded = folded,
            Evidence = [.. columns.Select(column => new FindingEvidence("column", column.Resource.Column, (long)column.Growth))],
            Advice = FindingBuilder.AdviceOf(resource),
        };
    }
}
