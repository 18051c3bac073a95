using System.Buffers.Text;

namespace LeakGate.Observation.ProcFs;

/// <summary>The fields of <c>/proc/PID/stat</c> that are used here; see proc_pid_stat(5).</summary>
/// <param name="State">Field 3: R, S, D, Z, T …</param>
/// <param name="Parent">Field 4: id of the parent.</param>
/// <param name="StartTicks">Field 22: clock ticks after boot.</param>
/// <param name="CpuTicks">Fields 14 to 17: user and system time of the process and of the children that it has waited for.</param>
/// <param name="MinorFaults">Fields 10 and 11: page faults of the same that needed no page from a disk.</param>
/// <param name="MajorFaults">Fields 12 and 13: page faults of the same that did.</param>
internal readonly record struct ProcessStat(char State, int Parent, long StartTicks, long CpuTicks, long MinorFaults, long MajorFaults)
{
    /// <summary>Ended, and not yet waited for by its parent: it holds a place in the process table and nothing else.</summary>
    public bool IsZombie => State is 'Z' or 'X';

    /// <summary>Reads the line; <see langword="false"/> with a problem when it is not one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessStat stat, out string problem)
    {
        stat = default;

        // The name stands in brackets and may itself hold brackets and blanks: the last bracket ends it.
        var nameEnd = text.LastIndexOf((byte)')');
        if (nameEnd < 0 || nameEnd + 2 >= text.Length)
        {
            problem = $"is no stat line: '{ProcFields.Shown(text)}'";
            return false;
        }

        var rest = text[(nameEnd + 2)..];
        var state = (char)rest[0];
        var parent = 0;
        var (cpu, minor, major) = (0L, 0L, 0L);
        for (var field = 3; field <= 22; field++)
        {
            var end = rest.IndexOf((byte)' ');
            var token = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\n');
            if (field is 4 or (>= 10 and <= 17) or 22)
            {
                if (!Utf8Parser.TryParse(token, out long value, out var used) || used != token.Length)
                {
                    problem = string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"field {field} is no number: '{ProcFields.Shown(token)}'");
                    return false;
                }

                if (field == 22)
                {
                    stat = new ProcessStat(state, parent, value, cpu, minor, major);
                    problem = "";
                    return true;
                }

                switch (field)
                {
                    case 4:
                        parent = (int)value;
                        break;
                    case 10 or 11:
                        minor += value;
                        break;
                    case 12 or 13:
                        major += value;
                        break;
                    default:
                        cpu += value;
                        break;
                }
            }

            if (end < 0)
            {
                break;
            }

            rest = rest[(end + 1)..];
        }

        problem = "has fewer than 22 fields";
        return false;
    }
}
