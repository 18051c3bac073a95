using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;
using Xunit;

namespace LeakGate.Tests.Probes;

/// <summary>One round of a probe, for a test to look at.</summary>
internal static class Readings
{
    public static ReadingSet Tick(IProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        probe.ReadTick(tree, set);
        return set;
    }

    public static async Task<ReadingSet> Floor(IProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        await probe.ReadFloorAsync(tree, set, TestContext.Current.CancellationToken);
        return set;
    }

    public static async Task<ReadingSet> Details(IProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        await probe.ReadDetailsAsync(tree, set, TestContext.Current.CancellationToken);
        return set;
    }

    public static double Value(this ReadingSet set, string column) =>
        set.Readings[column].Value ?? throw new InvalidOperationException($"{column} is a gap: {set.Readings[column].Gap}");

    public static string Gap(this ReadingSet set, string column) =>
        set.Readings[column].Gap ?? throw new InvalidOperationException($"{column} has a value");
}
