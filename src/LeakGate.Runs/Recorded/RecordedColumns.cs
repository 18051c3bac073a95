using LeakGate.Samples;

namespace LeakGate.Runs.Recorded;

/// <summary>What the columns of a recording mean, by their names.</summary>
public static class RecordedColumns
{
    /// <summary>Seconds since the recording began.</summary>
    public const string Elapsed = "elapsed_s";

    /// <summary>Seconds since 1970, or ISO 8601.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Completed requests so far.</summary>
    public const string Requests = "requests_total";

    /// <summary>How many readings a row stands for; without it, or where the cell is empty, one. Its values are their lowest.</summary>
    public const string Readings = "readings";

    /// <summary>Columns that grow by nature: never judged, but a fall of them shows a restart.</summary>
    public static IReadOnlyList<string> Counters { get; } =
    [
        "cpu_seconds", "minor_faults", "major_faults", "io_read_bytes", "io_write_bytes",
        "cgroup_oom_kills", "cgroup_memory_high_events", "cgroup_memory_max_events",
        "cgroup_memory_pressure_seconds", "cgroup_cpu_pressure_seconds", "cgroup_io_pressure_seconds", "cgroup_throttled_seconds",
        "dotnet_collections",
    ];

    /// <summary>
    /// Columns that are no holding of the program, and so are not judged either: a control group counts the cache of files, its limit is set
    /// from outside, a pause lasts a while. Context switches go with the thread that made them, so that a fall of theirs shows no restart.
    /// </summary>
    public static IReadOnlyList<string> Unjudged { get; } =
        ["cgroup_memory_bytes", "cgroup_memory_limit_bytes", "dotnet_gc_pause_seconds", "voluntary_context_switches", "involuntary_context_switches"];

    private static readonly Dictionary<string, Resource> Known = new(StringComparer.Ordinal)
    {
        ["rss_bytes"] = Resource.Memory,
        ["pss_bytes"] = Resource.Memory,
        ["uss_bytes"] = Resource.Memory,
        ["anonymous_rss_bytes"] = Resource.Memory,
        ["anonymous_bytes"] = Resource.Memory,
        ["vms_bytes"] = Resource.Memory,
        ["swap_bytes"] = Resource.Memory,
        ["heap_bytes"] = Resource.Heap,
        ["threads"] = Resource.Threads,
        ["goroutines"] = Resource.Goroutines,
        ["processes"] = Resource.Processes,
        ["fds"] = Resource.Descriptors,
        ["fds_file"] = Resource.Descriptors,
        ["fds_socket"] = Resource.Descriptors,
        ["fds_pipe"] = Resource.Descriptors,
        ["tcp_established"] = Resource.Connections,
        ["tcp_close_wait"] = Resource.Connections,
        ["connections"] = Resource.Connections,
        ["database_connections"] = Resource.DatabaseConnections,
        ["redis_connections"] = Resource.RedisConnections,
    };

    /// <summary>Names that map to a built-in resource.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>
    /// The resource of a column, with the column's name as its <see cref="Resource.Column"/>. Of a name that is not known,
    /// <c>*_bytes</c> is memory of that name and anything else a count of that name.
    /// </summary>
    public static Resource Of(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (Known.TryGetValue(column, out var known))
        {
            return known with { Column = column };
        }

        return column.EndsWith("_bytes", StringComparison.Ordinal)
            ? new Resource(column, column, Unit.Bytes, "memory_leak", Resource.All.Count)
            : new Resource(column, column, Unit.Count, "resource_leak", Resource.All.Count);
    }
}
