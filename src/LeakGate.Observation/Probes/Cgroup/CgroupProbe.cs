using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Cgroup;

/// <summary>
/// Reads the control group, version 1 or 2, that the root of the target is in: its memory and the limit of it, what it waited for memory,
/// processors and storage and was throttled, how often it came to its limit and the kernel killed in it. What the group holds beside the
/// target counts too, and so does the cache of files: nothing of it is judged. Where there is no group, or it keeps no such account, there is
/// no column. Not thread safe.
/// </summary>
public sealed class CgroupProbe : IProbe
{
    private readonly ProcFiles _files;
    private readonly ControlGroups _groups;
    private readonly List<GroupFile> _found = [];
    private ProcessId _root;

    /// <summary>A probe of one target.</summary>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="controlGroupRoot">Where the control groups are mounted.</param>
    public CgroupProbe(string procRoot = "/proc", string controlGroupRoot = "/sys/fs/cgroup")
    {
        ArgumentException.ThrowIfNullOrEmpty(procRoot);
        ArgumentException.ThrowIfNullOrEmpty(controlGroupRoot);
        _files = new ProcFiles(procRoot);
        _groups = new ControlGroups(_files, controlGroupRoot);
    }

    /// <inheritdoc />
    public string Name => "cgroup";

    /// <inheritdoc />
    /// <remarks>Allocates nothing while the target stays in its group.</remarks>
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        if (tree.Members.Count == 0)
        {
            return;
        }

        if (_root != tree.Members[0])
        {
            _root = tree.Members[0];
            GroupFile.Find(_groups, _root.Id, _files, _found);
        }

        foreach (var file in _found)
        {
            if (!file.Read(_files, into))
            {
                // The group is gone: the target was moved to another, and what that one counts is another count.
                _root = default;
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>Nothing: a group has nothing to give back.</remarks>
    public ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    /// <remarks>Nothing: what a group holds is no floor of the target.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    /// <remarks>Nothing.</remarks>
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
