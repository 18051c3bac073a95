using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Proc;

public sealed class TickAllocationTests
{
    [Fact]
    public async Task Reading_the_tree_and_the_cheap_columns_allocates_nothing_once_the_tree_stands_still()
    {
        var reader = new ProcessTreeReader();
        var self = reader.Identify(Environment.ProcessId).ShouldNotBeNull();
        await using var probe = new ProcProbe(new PeerNames());
        var into = new ReadingSet();

        // Other tests may start a child of this very process meanwhile: the least of several rounds is what a tick needs.
        var least = Enumerable.Range(0, 20).Min(_ => Allocated(() => Tick(reader, self, probe, into), 10));

        least.ShouldBe(0);
        into.Readings.Count.ShouldBeGreaterThan(7);
        into.Readings.Values.ShouldAllBe(reading => reading.Gap == null);
    }

    private static void Tick(ProcessTreeReader reader, ProcessId self, ProcProbe probe, ReadingSet into)
    {
        into.Clear();
        probe.ReadTick(reader.Read(self), into);
    }

    private static long Allocated(Action tick, int times)
    {
        tick();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            tick();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
