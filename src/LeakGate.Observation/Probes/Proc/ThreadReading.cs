using System.Text;
using LeakGate.Observation.ProcFs;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// The threads of a tree by name, and their context switches. The process's own <c>status</c> counts the switches of its main thread only,
/// so each thread is asked for its own; those of threads that ended are lost.
/// </summary>
internal sealed class ThreadReading(ProcFiles files, LiveMembers members)
{
    private readonly KindCache _ofName = new(NamePattern.WithoutDigits);
    private readonly KindCounts _kinds = new();
    private ColumnSum _voluntary;
    private ColumnSum _involuntary;
    private bool _accounts;

    /// <summary>The columns that <see cref="AddTo"/> sets where the kernel keeps the account.</summary>
    public static IReadOnlyList<string> Columns { get; } = [ProcColumns.VoluntarySwitches, ProcColumns.InvoluntarySwitches];

    /// <summary>Forgets everything, for the next reading.</summary>
    public void Clear()
    {
        _kinds.Clear();
        (_voluntary, _involuntary, _accounts) = (default, default, false);
    }

    /// <summary>States why the switches can't be told.</summary>
    public void Miss(string reason)
    {
        _accounts = true;
        _voluntary.Miss(reason);
        _involuntary.Miss(reason);
    }

    /// <summary>Adds the threads of one process.</summary>
    public void Add(LiveMember member)
    {
        var folder = files.OpenFolder(member.Id.Id, "task"u8, out var outcome, out var problem);
        if (folder == 0)
        {
            if (outcome == ProcOutcome.Failed || members.ShouldHave(member.Id))
            {
                Miss(problem);
            }

            return;
        }

        try
        {
            AddAll(member.Id.Id, folder);
        }
        finally
        {
            ProcCalls.CloseFolder(folder);
        }
    }

    /// <summary>Adds the counts by name and sets the switches, as values or as gaps.</summary>
    public void AddTo(ReadingSet into)
    {
        _kinds.AddTo(into, Resource.Threads.Column);
        if (_accounts)
        {
            into.Set(ProcColumns.VoluntarySwitches, _voluntary.ToReading());
            into.Set(ProcColumns.InvoluntarySwitches, _involuntary.ToReading());
        }
    }

    private void AddAll(int pid, nint folder)
    {
        Span<byte> path = stackalloc byte[32];
        "task/"u8.CopyTo(path);
        while (ProcCalls.NextEntry(folder, out _) is { IsEmpty: false } thread)
        {
            // Names of threads are numbers of at most ten digits; what else there is are the folder itself and the one above.
            if (thread[0] == '.' || thread.Length > 10)
            {
                continue;
            }

            thread.CopyTo(path[5..]);
            "/status"u8.CopyTo(path[(5 + thread.Length)..]);
            AddOne(pid, path[..(12 + thread.Length)]);
        }
    }

    /// <summary>The name is in <c>status</c> as well: one file is cheaper than two.</summary>
    private void AddOne(int pid, ReadOnlySpan<byte> path)
    {
        var status = files.Read(pid, path);
        if (status.Outcome == ProcOutcome.Failed)
        {
            Miss(status.Problem);
        }

        // A thread that ended meanwhile is no more.
        if (status.Outcome != ProcOutcome.Read)
        {
            return;
        }

        var name = ProcFields.Line(status.Text, "Name:\t"u8, out var named);
        if (named)
        {
            _kinds.Add(_ofName.Of(name));
        }

        // Both stand at the end; what answers in a kernel's place may keep no such account.
        var switches = status.Text.LastIndexOf("\nvoluntary_ctxt_switches:"u8);
        if (switches >= 0)
        {
            _accounts = true;
            AddNumber(ref _voluntary, pid, path, status.Text[(switches + 1)..], "voluntary_ctxt_switches:"u8);
            AddNumber(ref _involuntary, pid, path, status.Text[(switches + 1)..], "nonvoluntary_ctxt_switches:"u8);
        }
    }

    private void AddNumber(ref ColumnSum column, int pid, ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        if (ProcFields.Number(text, key, out var problem) is { } value)
        {
            column.Add(value);
        }
        else
        {
            column.Miss($"{files.TextPath(pid, Encoding.UTF8.GetString(path))}: {problem}");
        }
    }
}
