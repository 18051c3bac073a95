using LeakGate.Samples;
using LeakGate.Trends;

namespace LeakGate.Findings;

/// <summary>
/// Tells causes from what they drag along. A leaked connection holds a descriptor and some memory: that growth is
/// folded into the connection's finding when the units leaked by the same requests explain it.
/// </summary>
public static class Folding
{
    /// <summary>
    /// The most of a later resource that one leaked unit of an earlier one can plausibly hold. Beyond it the growth
    /// has a cause of its own. Descriptors are exact (a socket is one descriptor); memory allows for buffers, session
    /// state and stacks as common clients hold them (an Npgsql connection about 40 KB, a TLS stream up to 100 KB,
    /// a thread its touched stack and malloc arena).
    /// </summary>
    private static readonly Dictionary<(Resource Cause, Resource Effect), double> MostPerUnit = new()
    {
        [(Resource.Processes, Resource.Threads)] = 256,
        [(Resource.Processes, Resource.DatabaseConnections)] = 64,
        [(Resource.Processes, Resource.RedisConnections)] = 64,
        [(Resource.Processes, Resource.Connections)] = 256,
        [(Resource.Processes, Resource.Descriptors)] = 1024,
        [(Resource.Processes, Resource.Memory)] = 512 * 1024 * 1024.0,
        [(Resource.Processes, Resource.Heap)] = 512 * 1024 * 1024.0,
        [(Resource.Threads, Resource.Connections)] = 2,
        [(Resource.Threads, Resource.Descriptors)] = 4,
        [(Resource.Threads, Resource.Memory)] = 8 * 1024 * 1024.0,
        [(Resource.Threads, Resource.Heap)] = 1024 * 1024.0,
        [(Resource.DatabaseConnections, Resource.Descriptors)] = 1.25,
        [(Resource.DatabaseConnections, Resource.Memory)] = 256 * 1024.0,
        [(Resource.DatabaseConnections, Resource.Heap)] = 256 * 1024.0,
        [(Resource.RedisConnections, Resource.Descriptors)] = 1.25,
        [(Resource.RedisConnections, Resource.Memory)] = 256 * 1024.0,
        [(Resource.RedisConnections, Resource.Heap)] = 256 * 1024.0,
        [(Resource.Connections, Resource.Descriptors)] = 1.25,
        [(Resource.Connections, Resource.Memory)] = 256 * 1024.0,
        [(Resource.Connections, Resource.Heap)] = 256 * 1024.0,
        [(Resource.Descriptors, Resource.Memory)] = 32 * 1024.0,
        [(Resource.Descriptors, Resource.Heap)] = 32 * 1024.0,
        [(Resource.Memory, Resource.Heap)] = 1.5,
    };

    /// <summary>Growth of one leaking resource.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="Margin">Its margin per request.</param>
    /// <param name="Mix">Growth per request of the mix.</param>
    /// <param name="Alone">Growth by request alone; empty when none was run alone.</param>
    public sealed record Growth(Resource Resource, double Margin, Estimate Mix, IReadOnlyList<AloneGrowth> Alone);

    /// <summary>What became of one leaking resource.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="OwnRequests">Requests that make it grow beyond what earlier causes explain, the largest growth first.</param>
    /// <param name="Into">The causes that explain all of it, with how much each unit holds; empty for a cause of its own.</param>
    public sealed record Placement(Resource Resource, IReadOnlyList<int> OwnRequests, IReadOnlyList<(Resource Cause, double PerUnit)> Into)
    {
        /// <summary>Whether it is a cause and not a consequence.</summary>
        public bool IsCause => Into.Count == 0;
    }

    /// <summary>Places every leaking resource, in the order of causes.</summary>
    public static IReadOnlyList<Placement> Place(IReadOnlyList<Growth> leaking)
    {
        ArgumentNullException.ThrowIfNull(leaking);
        var placed = new List<Placement>();
        foreach (var effect in leaking.OrderBy(g => g.Resource.CauseOrder))
        {
            var causes = leaking
                .Where(cause => MostPerUnit.ContainsKey((cause.Resource, effect.Resource))
                    && placed.Exists(p => p.Resource == cause.Resource && p.IsCause))
                .ToList();
            placed.Add(PlaceOne(effect, causes));
        }

        return placed;
    }

    private static Placement PlaceOne(Growth effect, List<Growth> causes)
    {
        if (effect.Alone.Count == 0)
        {
            var explained = causes.Sum(cause => Math.Max(0, cause.Mix.Value) * MostPerUnit[(cause.Resource, effect.Resource)]);
            return causes.Count > 0 && effect.Mix.Low - explained <= effect.Margin
                ? new Placement(effect.Resource, [], [.. causes.Select(c => (c.Resource, effect.Mix.Value / c.Mix.Value))])
                : new Placement(effect.Resource, [], []);
        }

        var perUnit = causes.ToDictionary(cause => cause.Resource, cause => HeldPerUnit(cause, effect));
        var own = effect.Alone
            .Where(growth => growth.Low - Explained(growth.Request, causes, perUnit) > effect.Margin)
            .OrderByDescending(growth => growth.Estimate)
            .Select(growth => growth.Request)
            .ToList();
        var into = causes
            .Where(cause => cause.Alone.Any(c => c.Low > cause.Margin))
            .Select(cause => (cause.Resource, cause.Resource == Resource.Memory ? effect.Mix.Value / cause.Mix.Value : perUnit[cause.Resource]))
            .ToList();
        return own.Count > 0 || into.Count == 0
            ? new Placement(effect.Resource, own, [])
            : new Placement(effect.Resource, [], into);
    }

    /// <summary>Least of the effect that was seen per unit of the cause over the requests that leak the cause, within what a unit can hold.</summary>
    private static double HeldPerUnit(Growth cause, Growth effect)
    {
        if (cause.Resource == Resource.Memory)
        {
            // The heap is a part of memory: whatever share of it, here and there, it is the same bytes.
            return MostPerUnit[(cause.Resource, effect.Resource)];
        }

        var seen = from unit in cause.Alone
                   where unit.Low > cause.Margin
                   join held in effect.Alone on unit.Request equals held.Request
                   select Math.Max(0, held.Estimate) / unit.Estimate;
        return Math.Min(MostPerUnit[(cause.Resource, effect.Resource)], seen.DefaultIfEmpty(0).Min());
    }

    private static double Explained(int request, List<Growth> causes, Dictionary<Resource, double> perUnit)
    {
        var explained = 0.0;
        foreach (var cause in causes)
        {
            var unit = cause.Alone.FirstOrDefault(growth => growth.Request == request);
            if (unit is not null && unit.High > 0)
            {
                explained += unit.High * perUnit[cause.Resource];
            }
        }

        return explained;
    }
}
