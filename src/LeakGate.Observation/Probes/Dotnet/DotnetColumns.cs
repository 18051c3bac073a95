namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// Columns that the .NET probe reads at floors beside the heap: what an induced collection left, by where it lies, and what the runtime counts.
/// None of them is judged; they tell where a heap that grows does so. Exceptions are not among them: the runtime tells only those that are thrown
/// while a session listens, and at the end of a block nothing runs.
/// </summary>
public static class DotnetColumns
{
    /// <summary>Live bytes of generations 0 and 1: what was made since the collection began, or is held by a pin.</summary>
    public const string Young = "dotnet_young_bytes";

    /// <summary>Live bytes of generation 2.</summary>
    public const string Old = "dotnet_gen2_bytes";

    /// <summary>Live bytes of large objects, of 85,000 bytes and more.</summary>
    public const string Large = "dotnet_loh_bytes";

    /// <summary>Live bytes of objects that were made pinned.</summary>
    public const string PinnedHeap = "dotnet_poh_bytes";

    /// <summary>Free bytes between live objects, of all generations.</summary>
    public const string Fragmentation = "dotnet_fragmentation_bytes";

    /// <summary>Objects that a pin held in their place during the collection.</summary>
    public const string PinnedObjects = "dotnet_pinned_objects";

    /// <summary>Handles of all kinds through which the runtime and native code hold objects.</summary>
    public const string Handles = "dotnet_gc_handles";

    /// <summary>Collections since the process began, those that LeakGate induced among them.</summary>
    public const string Collections = "dotnet_collections";

    /// <summary>Seconds for which the last induced collection stopped the program, from the request to stop until all threads ran again.</summary>
    public const string Pause = "dotnet_gc_pause_seconds";

    /// <summary>Threads of the thread pool.</summary>
    public const string PoolThreads = "dotnet_threadpool_threads";

    /// <summary>Work that waits for a thread of the pool.</summary>
    public const string PoolQueue = "dotnet_threadpool_queue";

    /// <summary>Timers that are set to fire.</summary>
    public const string Timers = "dotnet_timers";

    /// <summary>Assemblies that are loaded.</summary>
    public const string Assemblies = "dotnet_assemblies";
}
