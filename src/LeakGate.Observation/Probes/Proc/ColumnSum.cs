using LeakGate.Observation.ProcFs;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// One column summed over the members of a tree. One member that cannot be read makes the whole sum a gap:
/// a sum of the rest would look like a fall.
/// </summary>
internal struct ColumnSum
{
    private double _sum;
    private string? _gap;

    /// <summary>Adds what one member holds.</summary>
    public void Add(double value) => _sum += value;

    /// <summary>States why a member could not be read; the first reason stands.</summary>
    public void Miss(string reason) => _gap ??= reason;

    /// <summary>Adds the number behind a key in a file of one member, or states that there is none.</summary>
    public void AddLine(ProcFiles files, int pid, string file, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        if (ProcFields.Number(text, key, out var problem) is { } value)
        {
            Add(value);
        }
        else
        {
            Miss($"{files.TextPath(pid, file)}: {problem}");
        }
    }

    /// <summary>The reading of the whole tree.</summary>
    public readonly Reading ToReading() => _gap is null ? Reading.Of(_sum) : Reading.Missing(_gap);
}
