using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes;

/// <summary>
/// One source of readings about a target. Adding one is a folder here and a line in the wiring.
/// A probe never throws for what the target does: what cannot be read is a gap with a reason.
/// Used by one thread at a time.
/// </summary>
public interface IProbe : IAsyncDisposable
{
    /// <summary>Name for people: <c>proc</c>, <c>dotnet</c> …</summary>
    string Name { get; }

    /// <summary>Cheap readings, about once a second, also while requests are in flight.</summary>
    void ReadTick(ProcessTree tree, ReadingSet into);

    /// <summary>Asks the target's runtime to give back what it can; called with no request in flight, before the floor is read.</summary>
    ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel);

    /// <summary>Exact and dear readings, at the end of a block only; called several times, of which the lowest counts.</summary>
    ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel);

    /// <summary>Counts by kind (path pattern, peer and state, thread name) and dear readings that are no floor, once at the end of a block.</summary>
    ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel);
}
