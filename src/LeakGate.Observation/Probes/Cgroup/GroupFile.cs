using System.Buffers.Text;
using System.Text;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Cgroup;

/// <summary>One number in one file of a control group.</summary>
/// <param name="column">The column that it is.</param>
/// <param name="path">The file.</param>
/// <param name="key">What stands before the number; empty: the file is the number.</param>
/// <param name="perUnit">Units of the file in one of the column.</param>
/// <param name="isLimit">Whether it is a limit, which a group may be without.</param>
internal sealed class GroupFile(string column, string path, string key, double perUnit, bool isLimit)
{
    /// <summary>What is read: column, controller, file and key of version 1 (<see langword="null"/>: it has none) and of version 2, units in each.</summary>
    private static readonly (string Column, string Controller, (string Name, string Key, double PerUnit)? Old, (string Name, string Key, double PerUnit) New)[] Known =
    [
        (CgroupColumns.Memory, "memory", ("memory.usage_in_bytes", "", 1), ("memory.current", "", 1)),
        (CgroupColumns.MemoryLimit, "memory", ("memory.limit_in_bytes", "", 1), ("memory.max", "", 1)),
        (CgroupColumns.MemoryHighEvents, "memory", null, ("memory.events", "high ", 1)),
        (CgroupColumns.MemoryMaxEvents, "memory", ("memory.failcnt", "", 1), ("memory.events", "max ", 1)),
        (CgroupColumns.Kills, "memory", ("memory.oom_control", "oom_kill ", 1), ("memory.events", "oom_kill ", 1)),
        (CgroupColumns.MemoryPressure, "memory", null, ("memory.pressure", "some ", 1e6)),
        (CgroupColumns.CpuPressure, "cpu", null, ("cpu.pressure", "some ", 1e6)),
        (CgroupColumns.StoragePressure, "io", null, ("io.pressure", "some ", 1e6)),
        (CgroupColumns.Throttled, "cpu", ("cpu.stat", "throttled_time ", 1e9), ("cpu.stat", "throttled_usec ", 1e6)),
    ];

    private readonly byte[] _path = Encoding.UTF8.GetBytes(path + "\0");
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <summary>
    /// The files of a process's groups. A group that does not keep an account itself is accounted for by the one above it: the kernel
    /// charges the nearest that does.
    /// </summary>
    public static void Find(ControlGroups groups, int pid, ProcFiles files, List<GroupFile> into)
    {
        into.Clear();
        foreach (var (column, controller, old, now) in Known)
        {
            foreach (var (folder, isNew) in groups.Folders(pid, controller))
            {
                if ((isNew ? now : old) is not { } place)
                {
                    continue;
                }

                var file = new GroupFile(column, Path.Combine(folder, place.Name), place.Key, place.PerUnit, column == CgroupColumns.MemoryLimit);
                if (file.IsKept(files))
                {
                    into.Add(file);
                    break;
                }
            }
        }
    }

    /// <summary>Sets the column, as a value or as a gap, but for a limit that there is not; <see langword="false"/>: the file is gone.</summary>
    public bool Read(ProcFiles files, ReadingSet into)
    {
        var text = files.ReadAt(_path);
        if (isLimit && text.Outcome == ProcOutcome.Read && IsUnlimited(text.Text))
        {
            return true;
        }

        into.Set(column, text.Outcome == ProcOutcome.Read ? NumberIn(text.Text) : Reading.Missing(text.Problem));
        return text.Outcome != ProcOutcome.Gone;
    }

    /// <summary>Whether the group keeps this account; one that may not be read is kept, and a gap says why it has no value.</summary>
    private bool IsKept(ProcFiles files)
    {
        var text = files.ReadAt(_path);
        var found = _key.Length == 0;
        if (text.Outcome == ProcOutcome.Read && !found)
        {
            _ = ProcFields.Line(text.Text, _key, out found);
        }

        return text.Outcome == ProcOutcome.Failed || (text.Outcome == ProcOutcome.Read && found);
    }

    /// <summary>The word in version 2, in version 1 the largest number of whole pages.</summary>
    private static bool IsUnlimited(ReadOnlySpan<byte> text) =>
        text.TrimEnd((byte)'\n').SequenceEqual("max"u8) || (Utf8Parser.TryParse(text, out long value, out _) && value >= ControlGroups.Unlimited);

    private Reading NumberIn(ReadOnlySpan<byte> text)
    {
        var line = _key.Length == 0 ? text : ProcFields.Line(text, _key, out _);

        // some avg10=0.00 avg60=0.00 avg300=0.00 total=0
        var total = line.LastIndexOf("total="u8);
        line = total < 0 ? line : line[(total + "total="u8.Length)..];
        line = line.Trim(" \n"u8);
        return Utf8Parser.TryParse(line, out long value, out var used) && used == line.Length && value >= 0
            ? Reading.Of(value / perUnit)
            : Reading.Missing($"{path}: {(_key.Length == 0 ? "is" : key.TrimEnd() + " is")} no number: '{ProcFields.Shown(line)}'");
    }
}
