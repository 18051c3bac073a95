using System.Globalization;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Experiments;

/// <summary>Processor time of the whole machine, from the first line of <c>/proc/stat</c> (proc(5)).</summary>
internal sealed class MachineCpu(string procRoot = "/proc")
{
    /// <summary>Ticks since boot: all, and those in which nothing ran.</summary>
    public readonly record struct Ticks(long All, long Free);

    /// <summary>Reads now; <see langword="null"/> where the file can't be read or is not as documented.</summary>
    public Ticks? Read()
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(procRoot, "stat"));
            return Parse(reader.ReadLine());
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Share of the time between two readings in which nothing ran, 0 to 1; <see langword="null"/>: not known.</summary>
    public static double? FreeBetween(Ticks? before, Ticks? after) =>
        before is { } from && after is { } to && to.All > from.All ? (double)(to.Free - from.Free) / (to.All - from.All) : null;

    /// <summary>
    /// Share of the time between two readings that was taken by others than <paramref name="ours"/>, processor time of the target and
    /// of LeakGate, 0 to 1; <see langword="null"/>: not known.
    /// </summary>
    public static double? OthersBetween(Ticks? before, Ticks? after, TimeSpan ours) =>
        before is { } from && after is { } to && to.All > from.All
            ? Math.Clamp((to.All - to.Free - from.All + from.Free - (ours.TotalSeconds * ProcCalls.TicksPerSecond)) / (to.All - from.All), 0, 1)
            : null;

    private static Ticks? Parse(string? line)
    {
        var fields = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (fields.Length < 6 || fields[0] != "cpu")
        {
            return null;
        }

        // user nice system idle iowait irq softirq steal; guest time is in user already.
        var ticks = new long[Math.Min(8, fields.Length - 1)];
        for (var i = 0; i < ticks.Length; i++)
        {
            if (!long.TryParse(fields[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out ticks[i]))
            {
                return null;
            }
        }

        return new Ticks(ticks.Sum(), ticks[3] + ticks[4]);
    }
}
