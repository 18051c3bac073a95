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
    public void Version_2_tells_memory_its_limit_events_pressure_and_throttling()
    {
        _proc.Process(100).Groups("0::/shop/web");
        _groups.New("shop/web", memory: 123_456, kills: 2, pressureMicroseconds: 1_500_000, throttledMicroseconds: 250_000, high: 7, max: 3, limit: "200000")
            .Pressure("shop/web", "cpu", 2_250_000)
            .Pressure("shop/web", "io", 125_000);

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Value("cgroup_memory_bytes").ShouldBe(123_456);
        tick.Value("cgroup_memory_limit_bytes").ShouldBe(200_000);
        tick.Value("cgroup_memory_high_events").ShouldBe(7);
        tick.Value("cgroup_memory_max_events").ShouldBe(3);
        tick.Value("cgroup_oom_kills").ShouldBe(2);
        tick.Value("cgroup_memory_pressure_seconds").ShouldBe(1.5);
        tick.Value("cgroup_cpu_pressure_seconds").ShouldBe(2.25);
        tick.Value("cgroup_io_pressure_seconds").ShouldBe(0.125);
        tick.Value("cgroup_throttled_seconds").ShouldBe(0.25);
    }

    [Fact]
    public void Version_1_tells_the_same_but_pressure_and_the_slowing_down()
    {
        _proc.Process(100).Groups("4:memory:/shop", "3:cpu,cpuacct:/shop", "0::/");
        _groups.Old("shop", memory: 654_321, kills: 1, throttledNanoseconds: 3_000_000_000, max: 12, limit: "700416");

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Readings.Keys.ShouldBe(
            ["cgroup_memory_bytes", "cgroup_memory_limit_bytes", "cgroup_memory_max_events", "cgroup_oom_kills", "cgroup_throttled_seconds"], ignoreOrder: true);
        tick.Value("cgroup_memory_limit_bytes").ShouldBe(700_416);
        tick.Value("cgroup_memory_max_events").ShouldBe(12);
        tick.Value("cgroup_memory_bytes").ShouldBe(654_321);
        tick.Value("cgroup_oom_kills").ShouldBe(1);
        tick.Value("cgroup_throttled_seconds").ShouldBe(3);
    }

    [Fact]
    public void A_limit_that_is_set_changed_and_taken_away_while_watching_is_seen_in_version_2()
    {
        _proc.Process(100).Groups("0::/a");
        _groups.New("a", memory: 5);
        Limit().ShouldBeNull();

        _groups.File("a/memory.max", "1048576\n");
        Limit().ShouldBe(1_048_576);

        _groups.File("a/memory.max", "2097152\n");
        Limit().ShouldBe(2_097_152);

        _groups.File("a/memory.max", "max\n");
        Limit().ShouldBeNull();
    }

    [Fact]
    public void A_limit_that_is_set_changed_and_taken_away_while_watching_is_seen_in_version_1()
    {
        _proc.Process(100).Groups("4:memory:/a");
        _groups.Old("a", memory: 5);
        Limit().ShouldBeNull();

        _groups.File("memory/a/memory.limit_in_bytes", "1048576\n");
        Limit().ShouldBe(1_048_576);

        // The same with pages of 64 KiB.
        _groups.File("memory/a/memory.limit_in_bytes", "9223372036854710272\n");
        Limit().ShouldBeNull();
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
    [InlineData("memory.events", "low 0\nhigh 0\nmax 1\noom_kill many\n", "cgroup_oom_kills", "memory.events: oom_kill is no number: 'many'")]
    [InlineData("memory.pressure", "some total=-4\n", "cgroup_memory_pressure_seconds", "memory.pressure: some is no number: '-4'")]
    [InlineData("memory.max", "lots\n", "cgroup_memory_limit_bytes", "memory.max: is no number: 'lots'")]
    [InlineData("memory.max", "", "cgroup_memory_limit_bytes", "memory.max: is no number: ''")]
    [InlineData("cpu.pressure", "some avg10=0.00\n", "cgroup_cpu_pressure_seconds", "cpu.pressure: some is no number: 'avg10=0.00'")]
    public void Garbage_is_a_gap_that_names_the_file_and_what_was_wrong(string file, string text, string column, string gap)
    {
        _proc.Process(100).Groups("0::/a");
        _groups.New("a", memory: 5).File("a/" + file, text);

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Gap(column).ShouldEndWith(gap);
        tick.Readings.Count(reading => reading.Value.Gap is not null).ShouldBe(1);
        tick.Readings.Count.ShouldBeGreaterThanOrEqualTo(8);
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

    [Theory]
    [InlineData("1048576", 9)]
    [InlineData("max", 8)]
    public void Reading_allocates_nothing_once_the_group_is_known(string limit, int columns)
    {
        _proc.Process(100).Groups("0::/a");
        _groups.New("a", memory: 5, limit: limit);
        var (tree, into) = (_proc.Tree(), new ReadingSet());
        var least = Enumerable.Range(0, 20).Min(_ => Allocated(() =>
        {
            into.Clear();
            Probe.ReadTick(tree, into);
        }));

        least.ShouldBe(0);
        into.Readings.Count.ShouldBe(columns);
    }

    private double? Limit()
    {
        var tick = Readings.Tick(Probe, _proc.Tree());
        return tick.Readings.ContainsKey("cgroup_memory_limit_bytes") ? tick.Value("cgroup_memory_limit_bytes") : null;
    }

    private static long Allocated(Action tick)
    {
        tick();
        var before = GC.GetAllocatedBytesForCurrentThread();
        tick();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
