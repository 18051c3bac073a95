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
    /// a thread its touched stack and malloc arena, a goroutine its stack and what it captured). An HTTP client in Go keeps
    /// two goroutines for each open connection, a server one or two.
    /// </summary>
    private static readonly Dictionary<(Resource Cause, Resource Effect), double> MostPerUnit = new()
    {
        [(Resource.Processes, Resource.Threads)] = 256,
        [(Resource.Processes, Resource.DatabaseConnections)] = 64,
        [(Resource.Processes, Resource.RedisConnections)] = 64,
        [(Resource.Processes, Resource.Connections)] = 256,
        [(Resource.Processes, Resource.Descriptors)] = 1024,
        [(Resource.Processes, Resource.Goroutines)] = 1024,
        [(Resource.Processes, Resource.Memory)] = 512 * 1024 * 1024.0,
        [(Resource.Processes, Resource.Heap)] = 512 * 1024 * 1024.0,
        [(Resource.Threads, Resource.Connections)] = 2,
        [(Resource.Threads, Resource.Descriptors)] = 4,
        [(Resource.Threads, Resource.Goroutines)] = 2,
        [(Resource.Threads, Resource.Memory)] = 8 * 1024 * 1024.0,
        [(Resource.Threads, Resource.Heap)] = 1024 * 1024.0,
        [(Resource.DatabaseConnections, Resource.Descriptors)] = 1.25,
        [(Resource.DatabaseConnections, Resource.Goroutines)] = 4,
        [(Resource.DatabaseConnections, Resource.Memory)] = 256 * 1024.0,
        [(Resource.DatabaseConnections, Resource.Heap)] = 256 * 1024.0,
        [(Resource.RedisConnections, Resource.Descriptors)] = 1.25,
        [(Resource.RedisConnections, Resource.Goroutines)] = 4,
        [(Resource.RedisConnections, Resource.Memory)] = 256 * 1024.0,
        [(Resource.RedisConnections, Resource.Heap)] = 256 * 1024.0,
        [(Resource.Connections, Resource.Descriptors)] = 1.25,
        [(Resource.Connections, Resource.Goroutines)] = 4,
        [(Resource.Connections, Resource.Memory)] = 256 * 1024.0,
        [(Resource.Connections, Resource.Heap)] = 256 * 1024.0,
        [(Resource.Descriptors, Resource.Goroutines)] = 2,
        [(Resource.Descriptors, Resource.Memory)] = 32 * 1024.0,
        [(Resource.Descriptors, Resource.Heap)] = 32 * 1024.0,
        [(Resource.Goroutines, Resource.Memory)] = 256 * 1024.0,
        [(Resource.Goroutines, Resource.Heap)] = 256 * 1024.0,
        [(Resource.Memory, Resource.Heap)] = 1.5,
    };

    /// <summary>Growth of one leaking resource.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="Margin">Its margin per request.</param>
    /// <param name="Mix">Growth per request of the mix.</param>
    /// <param name="Alone">Growth by request alone; empty when none was run alone.</param>
    public sealed record Growth(Resource Resource, double Margin, Estimate Mix, IReadOnlyList<AloneGrowth> Alone)
    {
        /// <summary>
        /// The part of <see cref="Alone"/> that no connection can hold: descriptors of files. Empty where kinds are not told apart.
        /// </summary>
        public IReadOnlyList<AloneGrowth> Files { get; init; } = [];
    }

    /// <summary>What became of one leaking resource.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="Own">Growth by request that earlier causes don't explain, the largest first.</param>
    /// <param name="Into">The causes that explain the rest, with how much each of their units holds.</param>
    public sealed record Placement(Resource Resource, IReadOnlyList<AloneGrowth> Own, IReadOnlyList<(Resource Cause, double PerUnit)> Into)
    {
        /// <summary>Whether it is a cause and not only a consequence.</summary>
        public bool IsCause => Own.Count > 0 || Into.Count == 0;
    }

    /// <summary>Places every leaking resource, in the order of causes.</summary>
    public static IReadOnlyList<Placement> Place(IReadOnlyList<Growth> leaking)
    {
        ArgumentNullException.ThrowIfNull(leaking);
        var placed = new List<Placement>();
        var causes = new List<Cause>();
        foreach (var effect in leaking.OrderBy(g => g.Resource.CauseOrder))
        {
            var placement = PlaceOne(effect, [.. causes.Where(cause => MostPerUnit.ContainsKey((cause.Resource, effect.Resource)))]);
            placed.Add(placement);
            if (placement.IsCause)
            {
                causes.Add(new Cause(effect, placement.Own));
            }
        }

        return placed;
    }

    private static Placement PlaceOne(Growth effect, List<Cause> causes)
    {
        if (effect.Alone.Count == 0)
        {
            var explained = causes.Sum(cause => Math.Max(0, cause.Growth.Mix.Value) * MostPerUnit[(cause.Resource, effect.Resource)]);
            return causes.Count > 0 && effect.Mix.Low - explained <= effect.Margin
                ? new Placement(effect.Resource, [], [.. causes.Select(c => (c.Resource, effect.Mix.Value / c.Growth.Mix.Value))])
                : new Placement(effect.Resource, [], []);
        }

        var parts = effect.Alone.Select(growth => Divide(growth, effect, causes)).ToList();
        var perUnit = causes.ToDictionary(cause => cause.Resource, cause => HeldPerUnit(cause, effect, parts, causes));
        var own = parts.Select(part => OwnOf(part, effect.Margin, causes, perUnit)).OfType<AloneGrowth>().ToList();

        // Beside growth of its own, what a cause holds is told only where it was seen beyond noise.
        bool Holds(Cause cause) => cause.Own.Count > 0 && (own.Count == 0
            || parts.Exists(part => cause.At(part.Growth.Request) is not null && part.RestLow > 0 && !own.Contains(part.Growth)));
        var into = causes
            .Where(Holds)
            .Select(cause => (cause.Resource, cause.Resource == Resource.Memory ? effect.Mix.Value / cause.Growth.Mix.Value : perUnit[cause.Resource]))
            .ToList();
        return new Placement(effect.Resource, [.. own.OrderByDescending(growth => growth.Estimate)], into);
    }

    /// <summary>Sets files apart where the same request leaks connections: the descriptor of a file is no connection's.</summary>
    private static Part Divide(AloneGrowth growth, Growth effect, List<Cause> causes) => new(
        growth,
        causes.Exists(cause => IsConnection(cause.Resource) && cause.At(growth.Request) is not null)
            ? effect.Files.FirstOrDefault(file => file.Request == growth.Request)
            : null);

    /// <summary>What a request makes grow beyond what the causes explain; <see langword="null"/>: nothing by more than the margin.</summary>
    private static AloneGrowth? OwnOf(Part part, double margin, List<Cause> causes, Dictionary<Resource, double> perUnit)
    {
        if (part.Files is { } files && files.Low - Explained(files, causes.Where(cause => !IsConnection(cause.Resource)), perUnit) > margin)
        {
            return files;
        }

        return part.Growth.Low - Explained(part.Growth, causes, perUnit) > margin ? part.Growth : null;
    }

    /// <summary>
    /// Least of the effect that was seen per unit of the cause, within what a unit can hold: over the requests that leak
    /// this cause alone, or, where there are none, shared out evenly with the causes that the same request leaks.
    /// </summary>
    private static double HeldPerUnit(Cause cause, Growth effect, List<Part> parts, List<Cause> causes)
    {
        var most = MostPerUnit[(cause.Resource, effect.Resource)];
        if (cause.Resource == Resource.Memory)
        {
            // The heap is a part of memory: whatever share of it, here and there, it is the same bytes.
            return most;
        }

        var alone = new List<double>();
        var shared = new List<double>();
        foreach (var part in parts.Where(part => cause.At(part.Growth.Request) is not null))
        {
            var units = causes
                .Where(other => other.Resource != Resource.Memory)
                .Select(other => other.At(part.Growth.Request)?.Estimate ?? 0)
                .Where(unit => unit > 0)
                .ToList();
            (units.Count == 1 ? alone : shared).Add(Math.Max(0, part.Rest) / units.Sum());
        }

        return Math.Min(most, (alone.Count > 0 ? alone : shared).DefaultIfEmpty(0).Min());
    }

    private static double Explained(AloneGrowth growth, IEnumerable<Cause> causes, Dictionary<Resource, double> perUnit) =>
        causes.Sum(cause => Math.Max(0, cause.AnyOf(growth.Request)?.High ?? 0) * perUnit[cause.Resource]);

    private static bool IsConnection(Resource resource) =>
        resource == Resource.DatabaseConnections || resource == Resource.RedisConnections || resource == Resource.Connections;

    /// <summary>Growth of the effect with one request, and the part of it that is certain to be files.</summary>
    private sealed record Part(AloneGrowth Growth, AloneGrowth? Files)
    {
        public double Rest => Growth.Estimate - Math.Max(0, Files?.Estimate ?? 0);

        public double RestLow => Growth.Low - Math.Max(0, Files?.Estimate ?? 0);
    }

    /// <summary>A resource that was placed before, and the requests that leak it.</summary>
    private sealed record Cause(Growth Growth, IReadOnlyList<AloneGrowth> Own)
    {
        public Resource Resource => Growth.Resource;

        /// <summary>Its growth with a request that leaks it; <see langword="null"/>: that one does not.</summary>
        public AloneGrowth? At(int request) => Own.FirstOrDefault(own => own.Request == request);

        /// <summary>Its growth with a request, even if it is no more than noise.</summary>
        public AloneGrowth? AnyOf(int request) => At(request) ?? Growth.Alone.FirstOrDefault(growth => growth.Request == request);
    }
}
