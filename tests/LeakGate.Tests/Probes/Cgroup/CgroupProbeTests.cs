using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Cgroup;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Cgroup;

public sealed class CgroupProbeTests : IDisposable
{
    private readonly FakeProc _proc = new();
    private readonly FakeGroups _groups = new();

    private CgroupProbe Probe => field ??= new CgroupProbe(_proc.Root, _groups.Root);

    public void Dispose()
    {
        _proc.Dispose();
        _groups.Dispose();
    }

    [Fact]
    public void Version_2_tells_memory_kills_pressure_and_throttling()
    {
        _proc.Process(100).Groups("0::/shop/web");
        _groups.New("shop/web", memory: 123_456, kills: 2, pressureMicroseconds: 1_500_000, throttledMicroseconds: 250_000);

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Value("cgroup_memory_bytes").ShouldBe(123_456);
        tick.Value("cgroup_oom_kills").ShouldBe(2);
        tick.Value("cgroup_memory_pressure_seconds").ShouldBe(1.5);
        tick.Value("cgroup_throttled_seconds").ShouldBe(0.25);
    }

    [Fact]
    public void Version_1_tells_the_same_but_pressure()
    {
        _proc.Process(100).Groups("4:memory:/shop", "3:cpu,cpuacct:/shop", "0::/");
        _groups.Old("shop", memory: 654_321, kills: 1, throttledNanoseconds: 3_000_000_000);

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Readings.Keys.ShouldBe(["cgroup_memory_bytes", "cgroup_oom_kills", "cgroup_throttled_seconds"], ignoreOrder: true);
        tick.Value("cgroup_memory_bytes").ShouldBe(654_321);
        tick.Value("cgroup_oom_kills").ShouldBe(1);
        tick.Value("cgroup_throttled_seconds").ShouldBe(3);
    }

    [Fact]
    public void A_group_that_keeps_no_account_is_accounted_for_by_the_one_above_it()
    {
        _proc.Process(100).Groups("0::/shop/web");
        _groups.New("shop", memory: 1000).File("shop/web/cgroup.procs", "100\n").File("shop/web/cpu.stat", "usage_usec 5\n");

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Value("cgroup_memory_bytes").ShouldBe(1000);
        tick.Value("cgroup_throttled_seconds").ShouldBe(0);
    }

    [Fact]
    public void In_a_container_the_mount_itself_is_the_group()
    {
        _proc.Process(100).Groups("0::/kubepods/pod1/0123");
        _groups.New("", memory: 77);

        Readings.Tick(Probe, _proc.Tree()).Value("cgroup_memory_bytes").ShouldBe(77);
    }

    [Theory]
    [InlineData("memory.current", "max\n", "cgroup_memory_bytes", "memory.current: is no number: 'max'")]
    [InlineData("memory.events", "low 0\noom_kill many\n", "cgroup_oom_kills", "memory.events: oom_kill is no number: 'many'")]
    [InlineData("memory.pressure", "some total=-4\n", "cgroup_memory_pressure_seconds", "memory.pressure: some is no number: '-4'")]
    public void Garbage_is_a_gap_that_names_the_file_and_what_was_wrong(string file, string text, string column, string gap)
    {
        _proc.Process(100).Groups("0::/a");
        _groups.New("a", memory: 5).File("a/" + file, text);

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Gap(column).ShouldEndWith(gap);
        tick.Readings.Count(reading => reading.Value.Gap is null).ShouldBe(3);
    }

    [Fact]
    public void A_group_that_is_removed_is_a_gap_once_and_the_one_that_the_target_was_moved_to_is_read_then()
    {
        _proc.Process(100).Groups("0::/a");
        _groups.New("a", memory: 5);
        Readings.Tick(Probe, _proc.Tree()).Value("cgroup_memory_bytes").ShouldBe(5);

        _groups.New("b", memory: 6).Remove("a");
        _proc.Process(100).Groups("0::/b");

        Readings.Tick(Probe, _proc.Tree()).Gap("cgroup_memory_bytes").ShouldEndWith("/a/memory.current: does not exist");
        Readings.Tick(Probe, _proc.Tree()).Value("cgroup_memory_bytes").ShouldBe(6);
    }

    [Theory]
    [InlineData("0::/\n")]
    [InlineData("rubbish\n")]
    [InlineData("")]
    public void Without_a_group_there_is_no_column(string groups)
    {
        _proc.Process(100).Write("cgroup", groups);

        Readings.Tick(Probe, _proc.Tree()).Readings.ShouldBeEmpty();
        Readings.Tick(Probe, new ProcessTree([])).Readings.ShouldBeEmpty();
    }

    [Fact]
    public void Reading_allocates_nothing_once_the_group_is_known()
    {
        _proc.Process(100).Groups("0::/a");
        _groups.New("a", memory: 5);
        var (tree, into) = (_proc.Tree(), new ReadingSet());
        var least = Enumerable.Range(0, 20).Min(_ => Allocated(() =>
        {
            into.Clear();
            Probe.ReadTick(tree, into);
        }));

        least.ShouldBe(0);
        into.Readings.Count.ShouldBe(4);
    }

    private static long Allocated(Action tick)
    {
        tick();
        var before = GC.GetAllocatedBytesForCurrentThread();
        tick();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
