using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Cgroup;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>The control group that the tests themselves run in; which accounts it keeps is the machine's affair.</summary>
public sealed class CgroupProbeRealTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_the_kernel_tells_of_this_group_is_read_without_a_gap()
    {
        await using var probe = new CgroupProbe();
        var set = new ReadingSet();

        probe.ReadTick(new ProcessTree([new ProcessId(Environment.ProcessId, 0)]), set);

        foreach (var (column, reading) in set.Readings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column} {reading.Value} {reading.Gap}"));
        }

        set.Readings.Values.ShouldAllBe(reading => reading.Gap == null);
        if (set.Readings.ContainsKey(CgroupColumns.Memory))
        {
            set.Readings[CgroupColumns.Memory].Value!.Value.ShouldBeGreaterThan(0);
            set.Readings[CgroupColumns.MemoryMaxEvents].Value.ShouldNotBeNull();
        }

        // Where the kernel accounts for one pressure it does for all three.
        set.Readings.ContainsKey(CgroupColumns.CpuPressure).ShouldBe(set.Readings.ContainsKey(CgroupColumns.MemoryPressure));
        set.Readings.ContainsKey(CgroupColumns.StoragePressure).ShouldBe(set.Readings.ContainsKey(CgroupColumns.MemoryPressure));
    }
}
