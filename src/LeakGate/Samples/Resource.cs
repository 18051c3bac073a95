namespace LeakGate.Samples;

/// <summary>
/// One kind of thing that a program can fail to give back, and how it is read.
/// </summary>
/// <param name="Name">Name in the verdict and on every page: <c>memory</c>, <c>descriptors</c> …</param>
/// <param name="Column">Key of its readings in samples, blocks and CSV: <c>anonymous_bytes</c>, <c>fds</c> …</param>
/// <param name="Unit">Bytes or a count.</param>
/// <param name="LeakType">The <c>leak_types</c> entry that a finding on it gets.</param>
/// <param name="CauseOrder">
/// Place in the order of causes, 0 first: growth of a later resource may be explained by a leak of an earlier one,
/// never the other way round.
/// </param>
public sealed record Resource(string Name, string Column, Unit Unit, string LeakType, int CauseOrder)
{
    /// <summary>Live processes of the target's tree.</summary>
    public static Resource Processes { get; } = new("processes", "processes", Unit.Count, "process_leak", 0);

    /// <summary>Threads of the whole tree.</summary>
    public static Resource Threads { get; } = new("threads", "threads", Unit.Count, "thread_leak", 1);

    /// <summary>TCP connections whose peer is a database server (PostgreSQL).</summary>
    public static Resource DatabaseConnections { get; } =
        new("database connections", "database_connections", Unit.Count, "database_connection_leak", 2);

    /// <summary>TCP connections whose peer is a Redis server.</summary>
    public static Resource RedisConnections { get; } =
        new("redis connections", "redis_connections", Unit.Count, "redis_connection_leak", 2);

    /// <summary>All other TCP connections, in any state but LISTEN and TIME_WAIT.</summary>
    public static Resource Connections { get; } = new("connections", "connections", Unit.Count, "connection_leak", 3);

    /// <summary>Open file descriptors of every kind.</summary>
    public static Resource Descriptors { get; } = new("descriptors", "fds", Unit.Count, "file_descriptor_leak", 4);

    /// <summary>
    /// Goroutines of Go programs that serve <c>net/http/pprof</c>. What they hold is memory; a connection or a descriptor that is kept open
    /// keeps the goroutines that wait for it.
    /// </summary>
    public static Resource Goroutines { get; } = new("goroutines", "goroutines", Unit.Count, "thread_leak", 5);

    /// <summary>Anonymous memory: what the program itself holds, page cache and mapped files left out.</summary>
    public static Resource Memory { get; } = new("memory", "anonymous_bytes", Unit.Bytes, "memory_leak", 6);

    /// <summary>The managed heap after a forced collection, where the runtime offers one.</summary>
    public static Resource Heap { get; } = new("heap", "heap_bytes", Unit.Bytes, "memory_leak", 7);

    /// <summary>Every resource that any program may have, in the order of causes.</summary>
    public static IReadOnlyList<Resource> All { get; } =
        [Processes, Threads, DatabaseConnections, RedisConnections, Connections, Descriptors, Memory, Heap];

    /// <summary>Every built-in resource: <see cref="All"/>, and what one runtime alone has.</summary>
    public static IReadOnlyList<Resource> BuiltIn { get; } = [.. All, Goroutines];

    private const string GaugePrefix = "gauge ";

    /// <summary>
    /// A gauge of the target's own metrics. It is the last in the order of causes: what it counts is held in memory, in connections or in
    /// descriptors, and a leak of those names it.
    /// </summary>
    /// <param name="selector">What is read of the metrics: <c>cache_entries</c>, <c>pool_size{pool="db"}</c>.</param>
    /// <remarks>Its unit is bytes where the name of the metric ends in <c>_bytes</c>, as Prometheus asks for, and a count elsewhere.</remarks>
    public static Resource Gauge(string selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var bytes = selector.Split('{')[0].TrimEnd().EndsWith("_bytes", StringComparison.Ordinal);
        return new Resource(
            GaugePrefix + selector, "gauge:" + selector, bytes ? Unit.Bytes : Unit.Count, bytes ? "memory_leak" : "resource_leak", All.Count);
    }

    /// <summary>The resource of a name: built in, or a gauge; <see langword="null"/>: neither.</summary>
    /// <param name="name">Name as in the verdict.</param>
    public static Resource? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return BuiltIn.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal))
            ?? (name.StartsWith(GaugePrefix, StringComparison.Ordinal) ? Gauge(name[GaugePrefix.Length..]) : null);
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}
