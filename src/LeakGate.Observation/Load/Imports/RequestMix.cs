using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Load.Imports;

/// <summary>Requests that were read, on their way into a mix.</summary>
internal static class RequestMix
{
    private const int MostWeight = 1_000_000;

    /// <summary>Whether any request is sent.</summary>
    public static bool HasAny(IReadOnlyList<DraftRequest> requests) => requests.Any(request => request.LeftOut is null);

    /// <summary>Weights with the same proportions, as near as whole numbers of at least 1 can be, within what a mix may hold.</summary>
    public static IReadOnlyList<DraftRequest> WithinBounds(IReadOnlyList<DraftRequest> requests)
    {
        long sum = requests.Where(request => request.LeftOut is null).Sum(request => (long)request.Weight);
        long most = Math.Min(LoadPlan.LongestCycle, MostWeight);
        return sum <= most
            ? requests
            : [.. requests.Select(request => request with { Weight = (int)Math.Max(1, request.Weight * (most / 2) / sum) })];
    }

    /// <summary>The address that most of them name; among equals the first.</summary>
    public static string? MostCommon(IEnumerable<string> addresses) => addresses
        .GroupBy(address => address, StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(group => group.Count())
        .FirstOrDefault()?.Key;
}
