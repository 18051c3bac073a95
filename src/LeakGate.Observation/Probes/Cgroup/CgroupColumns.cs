namespace LeakGate.Observation.Probes.Cgroup;

/// <summary>Columns of the control group that the target is in. None is judged: the group may hold more than the target.</summary>
public static class CgroupColumns
{
    /// <summary>Memory charged to the group, its cache of files included, bytes (<c>memory.current</c>, <c>memory.usage_in_bytes</c>).</summary>
    public const string Memory = "cgroup_memory_bytes";

    /// <summary>Processes of the group that the kernel killed for lack of memory (<c>oom_kill</c>); grows by nature.</summary>
    public const string Kills = "cgroup_oom_kills";

    /// <summary>Time in which some task of the group waited for memory, seconds (<c>some</c> of <c>memory.pressure</c>, version 2); grows by nature.</summary>
    public const string MemoryPressure = "cgroup_memory_pressure_seconds";

    /// <summary>Time in which the group had used up its share of processors and was held, seconds (<c>cpu.stat</c>); grows by nature.</summary>
    public const string Throttled = "cgroup_throttled_seconds";
}
