namespace LeakGate.Observation.Targets;

/// <summary>
/// Reads who belongs to a tree at one instant. The first reading, and every sixtieth, goes through the table of all processes, which also sees
/// children in sessions of their own; those between read the members again, and the ids that the kernel has given since: nobody else can have
/// joined. (<c>task/*/children</c> would name the children, but the kernel promises its completeness only for frozen processes.)
/// A member whose parent ends stays one, wherever it is hung then. Not thread safe: it reuses its buffers, and allocates nothing while the tree stays as it is.
/// </summary>
/// <param name="procRoot">Where the proc file system is.</param>
public sealed class ProcessTreeReader(string procRoot = "/proc")
{
    /// <summary>Ids can be given out of order by who restores checkpoints: what was missed that way is found after a minute at one reading a second.</summary>
    private const int ReadingsBetweenListings = 60;

    private static readonly ProcessTree Nobody = new([]);

    private readonly ProcessTable _table = new(procRoot);
    private readonly List<ProcessEntry> _members = [];
    private readonly HashSet<ProcessId> _before = [];
    private readonly HashSet<int> _ids = [];
    private readonly List<ProcessId> _named = [];
    private Anchor? _anchor;
    private int? _lastId;
    private int _listed;
    private int _readings;
    private ProcessTree _last = Nobody;

    /// <summary>The tree of a process: itself and everything below it. Empty when it is gone, or its id belongs to another one now.</summary>
    /// <param name="root">The process.</param>
    /// <param name="without">A process that is left out with everything below it: LeakGate itself, when it runs below what it watches.</param>
    public ProcessTree Read(ProcessId root, int? without = null)
    {
        Refresh(new Anchor(root, Keeper: null, without));
        return Find(root) is { IsZombie: false } ? TreeOf(root) : Nobody;
    }

    /// <summary>
    /// Everything below a keeper but the keeper itself, the root of the target first: orphans stay in, whichever session they are in.
    /// A zombie below the keeper is about to be reaped and not counted; one that the target fails to reap is.
    /// </summary>
    /// <returns>The tree; empty when the root is gone.</returns>
    public ProcessTree ReadKept(int keeper, ProcessId root)
    {
        Refresh(new Anchor(Root: null, keeper, Without: null));
        return Find(root) is null ? Nobody : TreeOf(root);
    }

    /// <summary>A process with its start time, or <see langword="null"/> when there is none with that id.</summary>
    public ProcessId? Identify(int processId) => _table.Read(processId) is { IsZombie: false } entry ? entry.Process : null;

    /// <summary>A child that is not reaped yet, so its entry stands even if it has ended.</summary>
    internal ProcessId IdentifyChild(int processId) => _table.Read(processId)?.Process ?? new ProcessId(processId, 0);

    /// <summary>Everything below a keeper, without zombies that it is about to reap; always from the whole table.</summary>
    internal List<ProcessId> ReadBelow(int keeper)
    {
        _anchor = null;
        Refresh(new Anchor(Root: null, keeper, Without: null));
        return [.. _members.Select(member => member.Process)];
    }

    private ProcessEntry? Find(ProcessId process)
    {
        foreach (var member in _members)
        {
            if (member.Process == process)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The tree of the members, the root first: the same object as before where they are the same.</summary>
    private ProcessTree TreeOf(ProcessId root)
    {
        _named.Clear();
        _named.Add(root);
        foreach (var member in _members)
        {
            if (member.Process != root)
            {
                _named.Add(member.Process);
            }
        }

        var same = _last.Members.Count == _named.Count;
        for (var i = 0; same && i < _named.Count; i++)
        {
            same = _last.Members[i] == _named[i];
        }

        return same ? _last : _last = new ProcessTree([.. _named]);
    }

    private void Refresh(Anchor anchor)
    {
        // Before anything is read: who comes meanwhile has a higher id, and is found by the next reading.
        var last = _table.LastId();
        if (anchor == _anchor && last - _lastId is >= 0 and var given && given <= _listed && _readings < ReadingsBetweenListings)
        {
            _readings++;
            Follow(anchor, _lastId!.Value + 1, last!.Value);
        }
        else
        {
            List(anchor, isNew: anchor != _anchor);
            _readings = 0;
        }

        (_anchor, _lastId) = (anchor, last);
    }

    /// <summary>Members that still live, and who joined them among the new ids. Parents have lower ids than their children as long as ids rise.</summary>
    private void Follow(Anchor anchor, int from, int to)
    {
        _ids.Clear();
        var kept = 0;
        for (var i = 0; i < _members.Count; i++)
        {
            if (_table.Read(_members[i].Process.Id) is { } now && now.Process == _members[i].Process && !IsReaped(anchor, now))
            {
                _members[kept++] = now;
                _ids.Add(now.Process.Id);
            }
        }

        _members.RemoveRange(kept, _members.Count - kept);
        for (var id = from; id <= to; id++)
        {
            if (_table.Read(id) is { } entry && Joins(anchor, entry) && _table.IsProcess(id))
            {
                Add(anchor, entry);
            }
        }
    }

    private void List(Anchor anchor, bool isNew)
    {
        _before.Clear();
        for (var i = 0; i < _members.Count && !isNew; i++)
        {
            _before.Add(_members[i].Process);
        }

        _members.Clear();
        _ids.Clear();
        var entries = _table.ReadAll();
        _listed = entries.Count;
        foreach (var entry in entries)
        {
            if (entry.Process == anchor.Root || _before.Contains(entry.Process))
            {
                Add(anchor, entry);
            }
        }

        // Ids may have started again from below, so a child may stand before its parent.
        int found;
        do
        {
            found = _members.Count;
            foreach (var entry in entries)
            {
                if (Joins(anchor, entry))
                {
                    Add(anchor, entry);
                }
            }
        }
        while (_members.Count > found);
    }

    private bool Joins(Anchor anchor, ProcessEntry entry) =>
        !_ids.Contains(entry.Process.Id)
        && entry.Process.Id != anchor.Without
        && (entry.Parent == anchor.Keeper || _ids.Contains(entry.Parent))
        && !IsReaped(anchor, entry);

    private void Add(Anchor anchor, ProcessEntry entry)
    {
        if (!IsReaped(anchor, entry))
        {
            _members.Add(entry);
            _ids.Add(entry.Process.Id);
        }
    }

    private static bool IsReaped(Anchor anchor, ProcessEntry entry) => entry.IsZombie && entry.Parent == anchor.Keeper;

    /// <summary>What a tree hangs on: a root, or a keeper whose children all belong to it.</summary>
    private readonly record struct Anchor(ProcessId? Root, int? Keeper, int? Without);
}
