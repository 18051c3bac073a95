using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Findings;

/// <summary>What there is more of after the judged blocks than before: peers, paths, thread names.</summary>
public static class Holders
{
    private const int Most = 5;

    /// <summary>The kinds within a resource that grew most, the largest first; at most five.</summary>
    /// <param name="resource">The leaking resource.</param>
    /// <param name="before">The block before the first judged one.</param>
    /// <param name="after">The last judged block.</param>
    public static IReadOnlyList<FindingEvidence> Of(Resource resource, Block before, Block after)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!after.Details.TryGetValue(resource.Column, out var kinds))
        {
            return [];
        }

        var earlier = before.Details.GetValueOrDefault(resource.Column);
        return
        [
            .. kinds
                .Select(kind => new FindingEvidence(
                    KindOf(resource, kind.Key), kind.Key, kind.Value - (earlier?.GetValueOrDefault(kind.Key) ?? 0)))
                .Where(evidence => evidence.Count > 0)
                .OrderByDescending(evidence => evidence.Count)
                .ThenBy(evidence => evidence.Name, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    private static string KindOf(Resource resource, string name)
    {
        if (resource == Resource.Descriptors)
        {
            return name.StartsWith('/') ? "path" : "descriptor";
        }

        if (resource == Resource.Threads)
        {
            return "thread";
        }

        return resource == Resource.Processes ? "process" : "peer";
    }
}
