namespace LeakGate.Observation.Probes.Cgroup;

/// <summary>Columns of the control group that the target is in. None is judged: the group may hold more than the target.</summary>
public static class CgroupColumns
{
    /// <summary>Memory charged to the group, its cache of files included, bytes (<c>memory.current</c>, <c>memory.usage_in_bytes</c>).</summary>
    public const string Memory = "cgroup_memory_bytes";

    /// <summary>
    /// Memory that the group may hold, bytes (<c>memory.max</c>, <c>memory.limit_in_bytes</c>); none while it has no limit of its own. A group
    /// above it may have a lower one.
    /// </summary>
    public const string MemoryLimit = "cgroup_memory_limit_bytes";

    /// <summary>How often the group was slowed down for holding more than it should (<c>high</c> of <c>memory.events</c>, version 2); grows by nature.</summary>
    public const string MemoryHighEvents = "cgroup_memory_high_events";

    /// <summary>How often the group was about to hold more than its limit (<c>max</c> of <c>memory.events</c>, <c>memory.failcnt</c>); grows by nature.</summary>
    public const string MemoryMaxEvents = "cgroup_memory_max_events";

    /// <summary>Processes of the group that the kernel killed for lack of memory (<c>oom_kill</c>); grows by nature.</summary>
    public const string Kills = "cgroup_oom_kills";

    /// <summary>Time in which some task of the group waited for memory, seconds (<c>some</c> of <c>memory.pressure</c>, version 2); grows by nature.</summary>
    public const string MemoryPressure = "cgroup_memory_pressure_seconds";

    /// <summary>Time in which some task of the group waited for a processor, seconds (<c>some</c> of <c>cpu.pressure</c>, version 2); grows by nature.</summary>
    public const string CpuPressure = "cgroup_cpu_pressure_seconds";

    /// <summary>Time in which some task of the group waited for storage, seconds (<c>some</c> of <c>io.pressure</c>, version 2); grows by nature.</summary>
    public const string StoragePressure = "cgroup_io_pressure_seconds";

    /// <summary>Time in which the group had used up its share of processors and was held, seconds (<c>cpu.stat</c>); grows by nature.</summary>
    public const string Throttled = "cgroup_throttled_seconds";
}
