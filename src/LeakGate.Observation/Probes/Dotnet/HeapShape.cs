using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>Where the live objects of one process lie after a collection, and what holds them in place; see <see cref="DotnetColumns"/>.</summary>
internal sealed record HeapShape
{
    private static readonly string[] Columns =
    [
        DotnetColumns.Young, DotnetColumns.Old, DotnetColumns.Large, DotnetColumns.PinnedHeap, DotnetColumns.Fragmentation, DotnetColumns.Collections,
        DotnetColumns.PinnedObjects, DotnetColumns.Handles,
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

    /// <summary>Adds the columns of one process to those of the others.</summary>
    public void AddTo(ReadingSet into)
    {
        into.Add(DotnetColumns.Young, Reading.Of(Live[0] + Live[1]));
        into.Add(DotnetColumns.Old, Reading.Of(Live[2]));
        into.Add(DotnetColumns.Large, Reading.Of(Live[3]));
        into.Add(DotnetColumns.PinnedHeap, Reading.Of(Live[4]));
        into.Add(DotnetColumns.Fragmentation, Reading.Of(Free));
        into.Add(DotnetColumns.Collections, Reading.Of(Collections));
        into.Add(DotnetColumns.PinnedObjects, Told(PinnedObjects));
        into.Add(DotnetColumns.Handles, Told(Handles));
    }

    /// <summary>Makes all columns a gap: a sum that lacks one process would be no sum.</summary>
    public static void Miss(string gap, ReadingSet into)
    {
        foreach (var column in Columns)
        {
            into.Add(column, Reading.Missing(gap));
        }
    }

    private static Reading Told(long? count) => count is { } known ? Reading.Of(known) : Reading.Missing("the runtime told its statistics too late");
}
