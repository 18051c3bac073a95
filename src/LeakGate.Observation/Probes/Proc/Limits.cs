using System.Buffers.Text;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Records;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// What the resources of a target run out of: the limits of its processes, of its control group, of the machine.
/// Those of the servers behind it (<c>max_connections</c>, <c>maxclients</c>) come from others.
/// </summary>
public static class Limits
{
    /// <summary>Reads the limits now, by resource name; one that cannot be read, or that there is not, is left out.</summary>
    /// <param name="tree">The target; each limit is the lowest of any member's.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="controlGroupRoot">Where the control groups are mounted.</param>
    public static Dictionary<string, LimitRecord> Read(
        ProcessTree tree,
        string procRoot = "/proc",
        string controlGroupRoot = "/sys/fs/cgroup")
    {
        ArgumentNullException.ThrowIfNull(tree);
        var files = new ProcFiles(procRoot);
        var groups = new ControlGroups(files, controlGroupRoot);
        var limits = new Dictionary<string, LimitRecord>(StringComparer.Ordinal);
        foreach (var member in tree.Members)
        {
            Lower(limits, Resource.Descriptors, OfProcess(files, member.Id, "Max open files"u8), "RLIMIT_NOFILE");

            // A connection is a descriptor.
            Lower(limits, Resource.Connections, OfProcess(files, member.Id, "Max open files"u8), "RLIMIT_NOFILE");
            Lower(limits, Resource.Memory, groups.Lowest(member.Id, "memory", "memory.limit_in_bytes", "memory.max"), "cgroup");
            foreach (var counted in (Resource[])[Resource.Threads, Resource.Processes])
            {
                // The kernel counts threads for both: each is a task.
                Lower(limits, counted, OfProcess(files, member.Id, "Max processes"u8), "RLIMIT_NPROC");
                Lower(limits, counted, groups.Lowest(member.Id, "pids", "pids.max", "pids.max"), "cgroup");
            }
        }

        Lower(limits, Resource.Memory, OfMachine(files), "machine");
        if (limits.TryGetValue(Resource.Memory.Name, out var memory))
        {
            limits[Resource.Heap.Name] = memory;
        }

        return limits;
    }

    private static void Lower(Dictionary<string, LimitRecord> limits, Resource resource, double? value, string source)
    {
        if (value is { } limit && (!limits.TryGetValue(resource.Name, out var known) || limit < known.Value))
        {
            limits[resource.Name] = new LimitRecord(limit, source);
        }
    }

    /// <summary>The soft limit, the first number of the line; <see langword="null"/> for <c>unlimited</c>.</summary>
    private static double? OfProcess(ProcFiles files, int pid, ReadOnlySpan<byte> name)
    {
        var text = files.Read(pid, "limits"u8);
        return text.Outcome == ProcOutcome.Read
            && Utf8Parser.TryParse(ProcFields.Line(text.Text, name, out _).TrimStart((byte)' '), out long soft, out _)
            ? soft
            : null;
    }

    private static double? OfMachine(ProcFiles files)
    {
        var text = files.Read("meminfo"u8);
        return text.Outcome == ProcOutcome.Read ? ProcFields.Number(text.Text, "MemTotal:"u8, out _) : null;
    }
}
