using System.Buffers.Text;
using System.Globalization;
using System.IO.Enumeration;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Reads who belongs to a tree at one instant: one pass over <c>/proc/*/stat</c>, which also sees children in sessions of their own.
/// <c>task/*/children</c> would touch fewer files, but the kernel promises its completeness only for frozen processes.
/// Not thread safe: it reuses its buffers.
/// </summary>
/// <param name="procRoot">Where the proc file system is.</param>
public sealed class ProcessTreeReader(string procRoot = "/proc")
{
    private readonly byte[] _buffer = new byte[1024];
    private readonly List<Entry> _entries = [];
    private readonly List<int> _frontier = [];

    /// <summary>The tree of a process: itself and everything below it. Empty when it is gone, or its id belongs to another one now.</summary>
    /// <param name="root">The process.</param>
    /// <param name="without">A process that is left out with everything below it: LeakGate itself, when it runs below what it watches.</param>
    public ProcessTree Read(ProcessId root, int? without = null)
    {
        Scan();
        var found = _entries.Find(e => e.Process == root);
        return found is null || found.IsZombie ? new ProcessTree([]) : new ProcessTree(Descend(found, keeper: null, without));
    }

    /// <summary>
    /// Everything below a keeper but the keeper itself, the root of the target first: orphans stay in, whichever session they are in.
    /// A zombie below the keeper is about to be reaped and not counted; one that the target fails to reap is.
    /// </summary>
    /// <returns>The tree; empty when the root is gone.</returns>
    public ProcessTree ReadKept(int keeper, ProcessId root)
    {
        var members = ReadBelow(keeper);
        var at = members.IndexOf(root);
        if (at < 0)
        {
            return new ProcessTree([]);
        }

        members.RemoveAt(at);
        members.Insert(0, root);
        return new ProcessTree(members);
    }

    /// <summary>A process with its start time, or <see langword="null"/> when there is none with that id.</summary>
    public ProcessId? Identify(int processId) => ReadEntry(processId) is { IsZombie: false } entry ? entry.Process : null;

    /// <summary>A child that is not reaped yet, so its entry stands even if it has ended.</summary>
    internal ProcessId IdentifyChild(int processId) => ReadEntry(processId)?.Process ?? new ProcessId(processId, 0);

    /// <summary>Everything below a keeper, without zombies that it is about to reap.</summary>
    internal List<ProcessId> ReadBelow(int keeper)
    {
        Scan();
        return Descend(from: null, keeper, without: null);
    }

    private List<ProcessId> Descend(Entry? from, int? keeper, int? without)
    {
        var members = new List<ProcessId>();
        _frontier.Clear();
        if (from is not null)
        {
            members.Add(from.Process);
            _frontier.Add(from.Process.Id);
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
        var folders = new FileSystemEnumerable<int>(
            procRoot,
            static (ref FileSystemEntry entry) => int.Parse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture))
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) =>
                char.IsAsciiDigit(entry.FileName[0]) && int.TryParse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        };
        foreach (var id in folders)
        {
            if (ReadEntry(id) is { } entry)
            {
                _entries.Add(entry);
            }
        }
    }

    private Entry? ReadEntry(int id)
    {
        try
        {
            using var file = File.OpenHandle(
                string.Create(CultureInfo.InvariantCulture, $"{procRoot}/{id}/stat"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Parse(id, _buffer.AsSpan(0, RandomAccess.Read(file, _buffer, 0)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended between the listing and the reading, which is how processes are.
            return null;
        }
    }

    private static Entry? Parse(int id, ReadOnlySpan<byte> stat)
    {
        // The name is in brackets and may itself hold brackets and blanks: the fields begin after the last one.
        var end = stat.LastIndexOf((byte)')');
        if (end < 0 || end + 4 > stat.Length)
        {
            return null;
        }

        var rest = stat[(end + 2)..];
        var state = rest[0];
        if (state is (byte)'X' or (byte)'x')
        {
            return null;
        }

        var field = 3;
        var parent = 0;
        foreach (var range in rest.Split((byte)' '))
        {
            if (field == 4 && !Utf8Parser.TryParse(rest[range], out parent, out _))
            {
                return null;
            }

            if (field == 22)
            {
                return Utf8Parser.TryParse(rest[range], out long start, out _)
                    ? new Entry(new ProcessId(id, start), parent, state == (byte)'Z')
                    : null;
            }

            field++;
        }

        return null;
    }

    private sealed record Entry(ProcessId Process, int Parent, bool IsZombie);
}
