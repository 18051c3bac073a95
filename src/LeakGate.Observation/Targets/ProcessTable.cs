using System.Buffers.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Targets;

/// <summary>One line of the table of processes.</summary>
/// <param name="Process">Which one.</param>
/// <param name="Parent">Id of its parent.</param>
/// <param name="IsZombie">Ended, and not yet waited for.</param>
internal readonly record struct ProcessEntry(ProcessId Process, int Parent, bool IsZombie);

/// <summary>
/// The processes of this machine, or of this container: all of them, one of them, and the id that was given last. Not thread safe: it reuses
/// its buffers, and allocates nothing once they are large enough.
/// </summary>
/// <param name="procRoot">Where the proc file system is.</param>
internal sealed class ProcessTable(string procRoot)
{
    private readonly ProcFiles _files = new(procRoot);
    private readonly List<ProcessEntry> _entries = [];
    private bool? _isOwn;

    /// <summary>Every process, by one pass over <c>/proc/*/stat</c>; valid until the next call.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    public List<ProcessEntry> ReadAll()
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
                    return error == 0 ? _entries : throw new IOException($"{procRoot}: {ProcCalls.Describe(error)}");
                }

                if (Utf8Parser.TryParse(name, out int id, out var used) && used == name.Length && Read(id) is { } entry)
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

    /// <summary>One process, or one thread, which has an id and a file of its own; nothing where it has ended, is dead, or may not be read.</summary>
    public ProcessEntry? Read(int id)
    {
        var text = _files.Read(id, "stat"u8);
        return text.Outcome == ProcOutcome.Read && ProcessStat.TryParse(text.Text, out var stat, out _) && stat.State is not ('X' or 'x')
            ? new ProcessEntry(new ProcessId(id, stat.StartTicks), stat.Parent, stat.IsZombie)
            : null;
    }

    /// <summary>Whether an id is that of a process and not of one of its threads.</summary>
    public bool IsProcess(int id)
    {
        var status = _files.Read(id, "status"u8);
        return status.Outcome == ProcOutcome.Read && ProcFields.Number(status.Text, "Tgid:"u8, out _) is { } group && (int)group == id;
    }

    /// <summary>
    /// The id that the kernel gave last, to a process or a thread: the end of <c>/proc/loadavg</c>, see proc_loadavg(5). Ids are given in
    /// rising order until they start again from below. <see langword="null"/> where the table is not that of LeakGate's own namespace,
    /// for which the number would mean something else.
    /// </summary>
    public int? LastId()
    {
        _isOwn ??= IsOwnNamespace();
        if (!_isOwn.Value)
        {
            return null;
        }

        var load = _files.Read("loadavg"u8);
        if (load.Outcome != ProcOutcome.Read)
        {
            return null;
        }

        var text = load.Text.TrimEnd((byte)'\n');
        var last = text[(text.LastIndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(last, out int id, out var used) && used == last.Length ? id : null;
    }

    private bool IsOwnNamespace()
    {
        var self = _files.ReadLink("self"u8);
        return self.Outcome == ProcOutcome.Read && Utf8Parser.TryParse(self.Text, out int id, out _) && id == Environment.ProcessId;
    }
}
