using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Samples;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Go;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>The heap and the goroutines of real Go programs, asked from outside by their pprof.</summary>
public sealed class GoProbeTests(GoProgram program, ITestOutputHelper output)
{
    private const int Pages = 12 * 8192;

    private readonly int _port = SampleServers.FreePort();

    [Fact]
    public async Task What_is_held_is_in_the_heap_and_garbage_is_not()
    {
        await using var go = await program.StartAsync(_port);
        await using var probe = Probe();
        probe.Applies(go.ReadTree()).ShouldBeTrue();
        var before = await HeapAsync(probe, go);

        await go.OrderAsync(Order("drop", 1000));
        var dropped = await HeapAsync(probe, go) - before;
        await go.OrderAsync(Order("hold", 400));
        var held = await HeapAsync(probe, go) - before;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before:N0} B before, {dropped:N0} B more after 98 MB of garbage, {held:N0} B more with 400 × {Pages:N0} B"));
        Math.Abs(dropped).ShouldBeLessThan(50e3);
        held.ShouldBe(400 * Pages, tolerance: 50e3);
    }

    [Fact]
    public async Task Goroutines_are_counted_and_told_by_where_they_stand()
    {
        await using var go = await program.StartAsync(_port);
        await using var probe = Probe();
        var before = await CollectedAsync(probe, go.ReadTree());

        await go.OrderAsync("go 500 0");

        var after = await CollectedAsync(probe, go.ReadTree());
        (after.Readings["goroutines"].Value - before.Readings["goroutines"].Value).ShouldBe(500);
        var (place, count) = after.Details["goroutines"].MaxBy(pair => pair.Value);
        place.ShouldStartWith("main.wait main.go:");
        count.ShouldBe(500);
    }

    [Fact]
    public async Task Thirty_collections_leave_no_descriptor_no_goroutine_and_less_than_a_kilobyte_each_behind()
    {
        await using var go = await program.StartAsync(_port);
        await using var probe = Probe();
        await using var proc = new ProcProbe(new PeerNames());
        _ = await HeapAsync(probe, go);
        var heap = await HeapAsync(probe, go);
        var before = await CollectedAsync(probe, go.ReadTree());
        var descriptors = Tick(proc, go.ReadTree())["fds"];
        for (var round = 0; round < 28; round++)
        {
            _ = await HeapAsync(probe, go);
        }

        var after = await CollectedAsync(probe, go.ReadTree());
        var kept = (after.Readings["heap_bytes"].Value!.Value - heap) / 30;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kept:N0} B more for each collection"));
        kept.ShouldBeLessThan(1000);
        after.Readings["goroutines"].ShouldBe(before.Readings["goroutines"]);
        Tick(proc, go.ReadTree())["fds"].ShouldBe(descriptors);
    }

    [Fact]
    public async Task A_program_without_pprof_is_a_gap_that_names_the_remedy_though_the_question_hangs()
    {
        await using var go = await program.StartAsync(_port, pprof: false);
        await using var probe = Probe();

        var gap = await GapAsync(probe, go.ReadTree());

        gap.ShouldStartWith($"Go {Told(go.Id)}: no pprof answers at 127.0.0.1:{Told(_port)}, so neither its heap nor its goroutines can be read; `import _ \"net/http/pprof\"`");
        await go.OrderAsync("hold 1 1");
    }

    [Fact]
    public async Task A_process_in_another_network_is_a_gap()
    {
        await using var go = await program.StartAsync(_port, pprof: true, "unshare", "--net", "sh", "-c", "ip link set lo up; exec \"$@\"", "sh");
        await using var probe = Probe();

        (await GapAsync(probe, go.ReadTree())).ShouldContain("another network");
    }

    [Fact]
    public async Task A_program_that_is_gone_is_a_gap()
    {
        await using var probe = Probe();
        ProcessTree tree;
        await using (var go = await program.StartAsync(_port))
        {
            tree = go.ReadTree();
            _ = await HeapAsync(probe, go);
        }

        (await GapAsync(probe, tree)).ShouldBe("the target is gone");
    }

    [Fact]
    public async Task A_program_that_ends_in_exec_of_one_in_go_is_recognised_then_and_others_are_not()
    {
        using var sleep = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        try
        {
            var reader = new ProcessTreeReader();
            var tree = reader.Read(reader.Identify(sleep.Id)!.Value);
            await using var probe = Probe();

            probe.Applies(tree).ShouldBeFalse();
            (await CollectedAsync(probe, tree)).Readings.ShouldBeEmpty();

            await using var go = await program.StartAsync(_port, pprof: true, "sh", "-c", "exec \"$@\"", "sh");
            probe.Applies(go.ReadTree()).ShouldBeTrue();
        }
        finally
        {
            sleep.Kill();
        }
    }

    private static GoProbe Probe() => new(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));

    private static string Order(string word, int count) => string.Create(CultureInfo.InvariantCulture, $"{word} {count} {Pages}");

    private static string Told(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, LeakGate.Samples.Reading> Tick(ProcProbe proc, ProcessTree tree)
    {
        var set = new ReadingSet();
        proc.ReadTick(tree, set);
        return set.Readings;
    }

    private static async Task<string> GapAsync(GoProbe probe, ProcessTree tree)
    {
        var readings = (await CollectedAsync(probe, tree)).Readings;
        readings["goroutines"].ShouldBe(readings["heap_bytes"]);
        return readings["heap_bytes"].Gap.ShouldNotBeNull();
    }

    private static async Task<double> HeapAsync(GoProbe probe, OrderedProgram go)
    {
        var reading = (await CollectedAsync(probe, go.ReadTree())).Readings["heap_bytes"];
        return reading.Value ?? throw new ShouldAssertException(reading.Gap);
    }

    private static async Task<ReadingSet> CollectedAsync(GoProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        await probe.CollectAsync(tree, TestContext.Current.CancellationToken);
        await probe.ReadFloorAsync(tree, set, TestContext.Current.CancellationToken);
        await probe.ReadDetailsAsync(tree, set, TestContext.Current.CancellationToken);
        return set;
    }
}
