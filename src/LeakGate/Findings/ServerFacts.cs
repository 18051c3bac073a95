using System.Globalization;
using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Findings;

/// <summary>
/// What a server behind the target told of itself at the end of each block: amounts of the whole server in which a leak may show. They stand
/// beside a finding, or are told alone; they never decide.
/// </summary>
public static class ServerFacts
{
    /// <summary>Connections of all programs to a server.</summary>
    public const string Connections = "connections of all programs";

    /// <summary>Keys of Redis that nobody gave a time to live.</summary>
    public const string KeysWithoutExpiry = "keys without expiry";

    /// <summary>Column of the details in which the amounts stand by name: <c>Redis: keys without expiry</c>. Bytes where the name says so.</summary>
    /// <param name="resource">Connections to the server.</param>
    public static string Column(Resource resource) => Holders.ServerColumn(resource) + "_facts";

    /// <summary>Column of the details with keys without expiry by prefix, as far as a sample shows.</summary>
    /// <param name="resource">Connections to the server.</param>
    public static string KeyColumn(Resource resource) => Holders.ServerColumn(resource) + "_keys";

    /// <summary>Column of the details with the reasons why a server did not tell its side, in words for a person.</summary>
    /// <param name="resource">Connections to the server.</param>
    public static string GapColumn(Resource resource) => Holders.ServerColumn(resource) + "_gap";

    /// <summary>Why the server's side is missing before or after; empty where it is not.</summary>
    /// <param name="resource">Connections to the server.</param>
    /// <param name="before">The block before the first judged one.</param>
    /// <param name="after">The last judged block.</param>
    public static IEnumerable<FindingEvidence> Gaps(Resource resource, Block before, Block after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var reasons = after.Details.GetValueOrDefault(GapColumn(resource)) ?? before.Details.GetValueOrDefault(GapColumn(resource));
        return reasons is null ? [] : reasons.Keys.Order(StringComparer.Ordinal).Select(reason => new FindingEvidence("server", reason, 0));
    }

    /// <summary>Whether the server told nothing at all at the end of a block, so that nothing can be held against it.</summary>
    /// <param name="resource">Connections to the server.</param>
    /// <param name="block">The block.</param>
    public static bool AreMissing(Resource resource, Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return block.Details.ContainsKey(GapColumn(resource)) && !block.Details.ContainsKey(Column(resource));
    }

    /// <summary>The amounts that grew, each with where it came from and where it got: <c>Redis: keys without expiry from 12 to 5,012, most …</c>.</summary>
    /// <param name="resource">Connections to the server.</param>
    /// <param name="before">The block before the first judged one.</param>
    /// <param name="after">The last judged block.</param>
    public static IEnumerable<FindingEvidence> Grown(Resource resource, Block before, Block after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Details.GetValueOrDefault(Column(resource)) is not { } from || after.Details.GetValueOrDefault(Column(resource)) is not { } to)
        {
            yield break;
        }

        foreach (var (name, amount) in to.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (from.TryGetValue(name, out var earlier) && amount > earlier)
            {
                var prefix = name.EndsWith(KeysWithoutExpiry, StringComparison.Ordinal) ? MostGrown(resource, before, after) : null;
                yield return new FindingEvidence(
                    "server",
                    $"{name} from {Amount(name, earlier)} to {Amount(name, amount)}{(prefix is null ? "" : $", most of those sampled with prefix `{prefix}`")}",
                    amount - earlier);
            }
        }
    }

    /// <summary>
    /// What is told where no finding shows it: counts that grew by more than the margin of connections to this server. Bytes go along with
    /// what is counted, and connections are judged themselves.
    /// </summary>
    /// <param name="resource">Connections to the server.</param>
    /// <param name="before">The block before the first judged one.</param>
    /// <param name="after">The last judged block.</param>
    /// <param name="least">Growth beyond which it is told, a count.</param>
    public static IEnumerable<string> Told(Resource resource, Block before, Block after, double least) => Grown(resource, before, after)
        .Where(fact => fact.Count > least && !IsBytes(fact.Name) && !fact.Name.Contains(Connections, StringComparison.Ordinal))
        .Select(fact => fact.Name);

    private static string? MostGrown(Resource resource, Block before, Block after)
    {
        var earlier = before.Details.GetValueOrDefault(KeyColumn(resource));
        return after.Details.GetValueOrDefault(KeyColumn(resource))?
            .Select(pair => (pair.Key, Growth: pair.Value - (earlier?.GetValueOrDefault(pair.Key) ?? 0)))
            .Where(grown => grown.Growth > 0)
            .OrderByDescending(grown => grown.Growth)
            .ThenBy(grown => grown.Key, StringComparer.Ordinal)
            .Select(grown => grown.Key)
            .FirstOrDefault();
    }

    private static bool IsBytes(string name) => name.Contains(" bytes", StringComparison.Ordinal);

    private static string Amount(string name, long amount) =>
        IsBytes(name) ? Wording.Amount(amount, Unit.Bytes) : amount.ToString("N0", CultureInfo.InvariantCulture);
}
