using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// The cheap readings: three small files for each member. Memory comes from <c>status</c>, whose counters the kernel
/// updates in batches, so it may be off by megabytes: good for a curve, never for a floor.
/// </summary>
internal sealed class TickReading(ProcFiles files, LiveMembers members, DescriptorReader descriptors)
{
    private ColumnSum _anonymous;
    private ColumnSum _file;
    private ColumnSum _shared;
    private ColumnSum _resident;
    private ColumnSum _virtual;
    private ColumnSum _swap;
    private ColumnSum _cpu;
    private ColumnSum _minorFaults;
    private ColumnSum _majorFaults;
    private ColumnSum _threads;
    private ColumnSum _descriptors;
    private ColumnSum _processes;

    /// <summary>Sets every cheap column, as a value or as a gap.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        (_anonymous, _file, _shared, _resident, _virtual, _swap) = (default, default, default, default, default, default);
        (_minorFaults, _majorFaults) = (default, default);
        (_cpu, _threads, _descriptors, _processes) = (default, default, default, default);

        var live = members.Read(tree);
        if (live.Count == 0)
        {
            MissAll(LiveMembers.TargetIsGone);
        }

        foreach (var member in live)
        {
            _processes.Add(1);
            if (member.Problem is { } problem)
            {
                MissAll(problem);
                continue;
            }

            _cpu.Add(member.Stat.CpuTicks / ProcCalls.TicksPerSecond);
            _minorFaults.Add(member.Stat.MinorFaults);
            _majorFaults.Add(member.Stat.MajorFaults);
            ReadStatus(member);
            descriptors.Count(member.Id, ref _descriptors);
        }

        into.Set(ProcColumns.ResidentAnonymous, _anonymous.ToReading());
        into.Set(ProcColumns.ResidentFile, _file.ToReading());
        into.Set(ProcColumns.ResidentShared, _shared.ToReading());
        into.Set(ProcColumns.Resident, _resident.ToReading());
        into.Set(ProcColumns.Virtual, _virtual.ToReading());
        into.Set(ProcColumns.Swap, _swap.ToReading());
        into.Set(ProcColumns.CpuSeconds, _cpu.ToReading());
        into.Set(ProcColumns.MinorFaults, _minorFaults.ToReading());
        into.Set(ProcColumns.MajorFaults, _majorFaults.ToReading());
        into.Set(Resource.Threads.Column, _threads.ToReading());
        into.Set(Resource.Processes.Column, _processes.ToReading());
        into.Set(Resource.Descriptors.Column, _descriptors.ToReading());
    }

    private void ReadStatus(LiveMember member)
    {
        var status = files.Read(member.Id.Id, "status"u8);
        if (status.Outcome != ProcOutcome.Read)
        {
            if (status.Outcome == ProcOutcome.Failed || members.ShouldHave(member.Id))
            {
                MissStatus(status.Problem);
            }

            return;
        }

        Add(ref _threads, member, status.Text, "Threads:"u8);

        // A zombie has no memory, and so no line that tells of it.
        if (member.Stat.IsZombie)
        {
            return;
        }

        Add(ref _virtual, member, status.Text, "VmSize:"u8);
        Add(ref _resident, member, status.Text, "VmRSS:"u8);
        Add(ref _anonymous, member, status.Text, "RssAnon:"u8);
        Add(ref _file, member, status.Text, "RssFile:"u8);
        Add(ref _shared, member, status.Text, "RssShmem:"u8);
        Add(ref _swap, member, status.Text, "VmSwap:"u8);
    }

    private void Add(ref ColumnSum column, LiveMember member, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        if (ProcFields.Number(text, key, out var problem) is { } value)
        {
            column.Add(value);
        }
        else if (!EndedMeanwhile(text))
        {
            column.Miss($"{files.TextPath(member.Id.Id, "status")}: {problem}");
        }
    }

    /// <summary>It was no zombie a moment ago in <c>stat</c>, and is one now: the lines are rightly missing.</summary>
    private static bool EndedMeanwhile(ReadOnlySpan<byte> status)
    {
        var state = ProcFields.Line(status, "State:"u8, out _).Trim(" \t"u8);
        return state.StartsWith("Z"u8) || state.StartsWith("X"u8);
    }

    private void MissStatus(string reason)
    {
        _threads.Miss(reason);
        _virtual.Miss(reason);
        _resident.Miss(reason);
        _anonymous.Miss(reason);
        _file.Miss(reason);
        _shared.Miss(reason);
        _swap.Miss(reason);
    }

    private void MissAll(string reason)
    {
        MissStatus(reason);
        _cpu.Miss(reason);
        _minorFaults.Miss(reason);
        _majorFaults.Miss(reason);
        _descriptors.Miss(reason);
        _processes.Miss(reason);
    }
}
