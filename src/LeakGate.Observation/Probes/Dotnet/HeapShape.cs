using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>Where the live objects of one process lie after a collection, and what holds them in place; see <see cref="DotnetColumns"/>.</summary>
internal sealed record HeapShape
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        DotnetColumns.Young, DotnetColumns.Old, DotnetColumns.Large, DotnetColumns.PinnedHeap, DotnetColumns.Fragmentation, DotnetColumns.Collections,
        DotnetColumns.PinnedObjects, DotnetColumns.Handles, DotnetColumns.Pause,
    ];

    /// <summary>Live bytes of generations 0, 1, 2, of large and of pinned objects.</summary>
    public required IReadOnlyList<long> Live { get; init; }

    /// <summary>Free bytes between them.</summary>
    public required long Free { get; init; }

    /// <summary>Collections since the process began.</summary>
    public required int Collections { get; init; }

    /// <summary>Objects that were pinned during the collection; <see langword="null"/>: the runtime did not tell before the session ended.</summary>
    public required long? PinnedObjects { get; init; }

    /// <summary>Handles of all kinds; <see langword="null"/> likewise.</summary>
    public required long? Handles { get; init; }

    /// <summary>How long the program stood still for the collection; <see langword="null"/> likewise.</summary>
    public required TimeSpan? Pause { get; init; }

    /// <summary>Sets every column.</summary>
    public void AddTo(Dictionary<string, Reading> into)
    {
        into[DotnetColumns.Young] = Reading.Of(Live[0] + Live[1]);
        into[DotnetColumns.Old] = Reading.Of(Live[2]);
        into[DotnetColumns.Large] = Reading.Of(Live[3]);
        into[DotnetColumns.PinnedHeap] = Reading.Of(Live[4]);
        into[DotnetColumns.Fragmentation] = Reading.Of(Free);
        into[DotnetColumns.Collections] = Reading.Of(Collections);
        into[DotnetColumns.PinnedObjects] = Told(PinnedObjects);
        into[DotnetColumns.Handles] = Told(Handles);
        into[DotnetColumns.Pause] = Told(Pause?.TotalSeconds);
    }

    private static Reading Told(double? value) => value is { } known ? Reading.Of(known) : Reading.Missing("the runtime told it too late");
}
