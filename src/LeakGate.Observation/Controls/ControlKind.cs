using LeakGate.Samples;

namespace LeakGate.Observation.Controls;

/// <summary>One kind of leak of the built-in control program: its request, and what each such request keeps.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Path">Path of the request.</param>
/// <param name="PerRequest">What one such request keeps, in the resource's unit.</param>
public sealed record ControlKind(Resource Resource, string Path, double PerRequest)
{
    /// <summary>Far above what the runtime of the control program itself takes and gives back.</summary>
    private const int NativeBytes = 512 * 1024;

    /// <summary>Less than the native kind, so that the memory of both is told apart from the heap.</summary>
    private const int HeapBytes = 128 * 1024;

    /// <summary>
    /// More than the uncertainty of the others explains: a process holds five, a connection one, and some of either within the noise of
    /// the block in which this request ran alone would account for a single one.
    /// </summary>
    private const int Files = 4;

    /// <summary>Every resource of <see cref="Resource.All"/>, in the order of causes.</summary>
    public static IReadOnlyList<ControlKind> All { get; } =
    [
        new(Resource.Processes, "/process", 1),
        new(Resource.Threads, "/thread", 1),
        new(Resource.DatabaseConnections, "/database-connection", 1),
        new(Resource.RedisConnections, "/redis-connection", 1),
        new(Resource.Connections, "/connection", 1),
        new(Resource.Descriptors, "/descriptor", Files),
        new(Resource.Memory, "/memory", NativeBytes),
        new(Resource.Heap, "/heap", HeapBytes),
    ];

    /// <summary>Name of the request in records and verdicts.</summary>
    public string Request => "GET " + Path;
}
