using System.Buffers.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Reads who belongs to a tree at one instant: one pass over <c>/proc/*/stat</c>, which also sees children in sessions of their own.
/// <c>task/*/children</c> would touch fewer files, but the kernel promises its completeness only for frozen processes.
/// Not thread safe: it reuses its buffers, and allocates nothing while the tree stays as it is.
/// </summary>
/// <param name="procRoot">Where the proc file system is.</param>
public sealed class ProcessTreeReader(string procRoot = "/proc")
{
    private static readonly ProcessTree Nobody = new([]);

    private readonly ProcFiles _files = new(procRoot);
    private readonly List<Entry> _entries = [];
    private readonly List<int> _frontier = [];
    private readonly List<ProcessId> _members = [];
    private ProcessTree _last = Nobody;

    /// <summary>The tree of a process: itself and everything below it. Empty when it is gone, or its id belongs to another one now.</summary>
    /// <param name="root">The process.</param>
    /// <param name="without">A process that is left out with everything below it: LeakGate itself, when it runs below what it watches.</param>
    public ProcessTree Read(ProcessId root, int? without = null)
    {
        Scan();
        foreach (var entry in _entries)
        {
            if (entry.Process == root)
            {
                return entry.IsZombie ? Nobody : TreeOf(Descend(entry, keeper: null, without));
            }
        }

        return Nobody;
    }

    /// <summary>
    /// Everything below a keeper but the keeper itself, the root of the target first: orphans stay in, whichever session they are in.
    /// A zombie below the keeper is about to be reaped and not counted; one that the target fails to reap is.
    /// </summary>
    /// <returns>The tree; empty when the root is gone.</returns>
    public ProcessTree ReadKept(int keeper, ProcessId root)
    {
        Scan();
        var members = Descend(from: null, keeper, without: null);
        var at = members.IndexOf(root);
        if (at < 0)
        {
            return Nobody;
        }

        members.RemoveAt(at);
        members.Insert(0, root);
        return TreeOf(members);
    }

    /// <summary>A process with its start time, or <see langword="null"/> when there is none with that id.</summary>
    public ProcessId? Identify(int processId) => ReadEntry(processId) is { IsZombie: false } entry ? entry.Process : null;

    /// <summary>A child that is not reaped yet, so its entry stands even if it has ended.</summary>
    internal ProcessId IdentifyChild(int processId) => ReadEntry(processId)?.Process ?? new ProcessId(processId, 0);

    /// <summary>Everything below a keeper, without zombies that it is about to reap.</summary>
    internal List<ProcessId> ReadBelow(int keeper)
    {
        Scan();
        return [.. Descend(from: null, keeper, without: null)];
    }

    /// <summary>The tree of these members: the same object as before where they are the same.</summary>
    private ProcessTree TreeOf(List<ProcessId> members)
    {
        var same = _last.Members.Count == members.Count;
        for (var i = 0; same && i < members.Count; i++)
        {
            same = _last.Members[i] == members[i];
        }

        return same ? _last : _last = new ProcessTree([.. members]);
    }

    /// <summary>The members, valid until the next call.</summary>
    private List<ProcessId> Descend(Entry? from, int? keeper, int? without)
    {
        var members = _members;
        members.Clear();
        _frontier.Clear();
        if (from is { } root)
        {
            members.Add(root.Process);
            _frontier.Add(root.Process.Id);
        }
        else
        {
            _frontier.Add(keeper!.Value);
        }

        for (var i = 0; i < _frontier.Count; i++)
        {
            var parent = _frontier[i];
            foreach (var entry in _entries)
            {
                var id = entry.Process.Id;
                if (entry.Parent == parent && id != without && !(entry.IsZombie && parent == keeper))
                {
                    members.Add(entry.Process);
                    _frontier.Add(id);
                }
            }
        }

        return members;
    }

    private void Scan()
    {
        _entries.Clear();
        var folder = _files.OpenFolder(out var problem);
        if (folder == 0)
        {
            throw new IOException(problem);
        }

        try
        {
            while (true)
            {
                var name = ProcCalls.NextEntry(folder, out var error);
                if (name.IsEmpty)
                {
                    if (error != 0)
                    {
                        throw new IOException($"{procRoot}: {ProcCalls.Describe(error)}");
                    }

                    return;
                }

                if (Utf8Parser.TryParse(name, out int id, out var used) && used == name.Length && ReadEntry(id) is { } entry)
                {
                    _entries.Add(entry);
                }
            }
        }
        finally
        {
            ProcCalls.CloseFolder(folder);
        }
    }

    /// <summary>Nothing where it ended between the listing and the reading, is dead, or may not be read.</summary>
    private Entry? ReadEntry(int id)
    {
        var text = _files.Read(id, "stat"u8);
        return text.Outcome == ProcOutcome.Read && ProcessStat.TryParse(text.Text, out var stat, out _) && stat.State is not ('X' or 'x')
            ? new Entry(new ProcessId(id, stat.StartTicks), stat.Parent, stat.IsZombie)
            : null;
    }

    private readonly record struct Entry(ProcessId Process, int Parent, bool IsZombie);
}
