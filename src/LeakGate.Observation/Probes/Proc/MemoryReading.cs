using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// The exact memory of a quiet target. <c>smaps_rollup</c> walks the page tables, so it is exact where <c>status</c> is not
/// (proc_pid_smaps(5)); it costs milliseconds for each gigabyte and is read at block ends only. It waits for the lock of the process's
/// address space, and so may not answer at all.
/// </summary>
internal sealed class MemoryReading(ProcFiles files, LiveMembers members)
{
    private const string File = "smaps_rollup";

    private ColumnSum _anonymous;
    private ColumnSum _dirty;
    private ColumnSum _proportional;

    /// <summary>The columns that <see cref="Read"/> sets.</summary>
    public static IReadOnlyList<string> Columns { get; } = [Resource.Memory.Column, ProcColumns.PrivateDirty, ProcColumns.Pss];

    /// <summary>Sets every column, as a value or as a gap.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        (_anonymous, _dirty, _proportional) = (default, default, default);
        var live = members.Read(tree);
        if (live.Count == 0)
        {
            MissAll(LiveMembers.TargetIsGone);
        }

        foreach (var member in live)
        {
            if (member.Problem is { } problem)
            {
                MissAll(problem);
            }
            else if (!member.Stat.IsZombie)
            {
                ReadOne(member);
            }
        }

        into.Set(Resource.Memory.Column, _anonymous.ToReading());
        into.Set(ProcColumns.PrivateDirty, _dirty.ToReading());
        into.Set(ProcColumns.Pss, _proportional.ToReading());
    }

    private void ReadOne(LiveMember member)
    {
        var rollup = files.Read(member.Id.Id, "smaps_rollup"u8);
        if (rollup.Outcome == ProcOutcome.Read)
        {
            _anonymous.AddLine(files, member.Id.Id, File, rollup.Text, "Anonymous:"u8);
            _dirty.AddLine(files, member.Id.Id, File, rollup.Text, "Private_Dirty:"u8);
            _proportional.AddLine(files, member.Id.Id, File, rollup.Text, "Pss:"u8);
        }
        else if (rollup.Outcome == ProcOutcome.Failed || members.ShouldHave(member.Id))
        {
            MissAll(rollup.Problem);
        }
    }

    private void MissAll(string reason)
    {
        _anonymous.Miss(reason);
        _dirty.Miss(reason);
        _proportional.Miss(reason);
    }
}
