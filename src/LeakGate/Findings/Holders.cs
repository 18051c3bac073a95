using System.Globalization;
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

        return
        [
            .. More(kinds, before.Details.GetValueOrDefault(resource.Column)).Take(Most).Select(more => new FindingEvidence(KindOf(resource, more.Kind), more.Kind, more.Count)),
            .. SeenByServers(resource, before, after).Take(Most),
            .. ServerFacts.Gaps(resource, before, after),
            .. ServerFacts.Grown(resource, before, after),
        ];
    }

    /// <summary>
    /// Column of the details in which a server at the other end counts the target's connections by what it knows of them: <c>PostgreSQL: idle,
    /// application shop</c>.
    /// </summary>
    /// <param name="resource">The connections.</param>
    public static string ServerColumn(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Column + "@server";
    }

    /// <summary>Column of the details with the age of the oldest of each kind, in seconds.</summary>
    /// <param name="resource">The connections.</param>
    public static string ServerAgeColumn(Resource resource) => ServerColumn(resource) + "_age_s";

    private static IEnumerable<FindingEvidence> SeenByServers(Resource resource, Block before, Block after)
    {
        var kinds = after.Details.GetValueOrDefault(ServerColumn(resource));
        var ages = after.Details.GetValueOrDefault(ServerAgeColumn(resource));
        return kinds is null || ServerFacts.AreMissing(resource, before) ? [] : More(kinds, before.Details.GetValueOrDefault(ServerColumn(resource))).Select(more => new FindingEvidence(
            "server",
            ages?.TryGetValue(more.Kind, out var seconds) == true ? string.Create(CultureInfo.InvariantCulture, $"{more.Kind}, oldest {seconds} s") : more.Kind,
            more.Count));
    }

    private static IEnumerable<(string Kind, long Count)> More(IReadOnlyDictionary<string, long> now, IReadOnlyDictionary<string, long>? earlier) => now
        .Select(kind => (Kind: kind.Key, Count: kind.Value - (earlier?.GetValueOrDefault(kind.Key) ?? 0)))
        .Where(more => more.Count > 0)
        .OrderByDescending(more => more.Count)
        .ThenBy(more => more.Kind, StringComparer.Ordinal);

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

        if (resource == Resource.Goroutines)
        {
            return "goroutine";
        }

        return resource == Resource.Processes ? "process" : "peer";
    }
}
