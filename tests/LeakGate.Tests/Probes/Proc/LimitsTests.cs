using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Proc;

public sealed class LimitsTests : IDisposable
{
    private const string Table =
        "Limit                     Soft Limit           Hard Limit           Units\n"
        + "Max processes             {0}           unlimited            processes\n"
        + "Max open files            {1}                 1048576              files\n";

    private readonly FakeProc _proc = new();
    private readonly FakeGroups _groups = new();

    public void Dispose()
    {
        _proc.Dispose();
        _groups.Dispose();
    }

    [Fact]
    public void Descriptors_run_out_at_the_lowest_soft_limit_of_a_member()
    {
        Process(100, "unlimited", "4096");
        Process(101, "unlimited", "1024");

        Read()["descriptors"].ShouldBe(new LimitRecord(1024, "RLIMIT_NOFILE"));
        Read()["connections"].ShouldBe(new LimitRecord(1024, "RLIMIT_NOFILE"));
        Read().ShouldNotContainKey("processes");
    }

    [Fact]
    public void Memory_runs_out_at_the_lowest_limit_on_the_way_up_in_version_2()
    {
        Process(100, "63000", "1024").Write("cgroup", "0::/a/b/c\n");
        Group("a/memory.max", "1000000\n");
        Group("a/b/memory.max", "max\n");
        Group("a/b/c/memory.max", "2000000\n");

        Read()["memory"].ShouldBe(new LimitRecord(1_000_000, "cgroup"));
        Read()["heap"].ShouldBe(new LimitRecord(1_000_000, "cgroup"));
        Read()["processes"].ShouldBe(new LimitRecord(63000, "RLIMIT_NPROC"));
    }

    [Fact]
    public void Memory_runs_out_at_the_lowest_limit_on_the_way_up_in_version_1()
    {
        Process(100, "63000", "1024").Write("cgroup", "4:memory:/a/b\n3:cpu,cpuacct:/\n0::/\n");
        Group("memory/a/b/memory.limit_in_bytes", "9223372036854771712\n");
        Group("memory/a/memory.limit_in_bytes", "3000000\n");

        Read()["memory"].ShouldBe(new LimitRecord(3_000_000, "cgroup"));
    }

    [Fact]
    public void A_path_of_the_host_that_is_not_mounted_here_ends_at_the_container_itself()
    {
        Process(100, "63000", "1024").Write("cgroup", "4:memory:/docker/0123\n");
        Group("memory/memory.limit_in_bytes", "5000000\n");

        Read()["memory"].ShouldBe(new LimitRecord(5_000_000, "cgroup"));
    }

    [Theory]
    [InlineData("9223372036854771712")]
    [InlineData("90000000000")]
    [InlineData("rubbish")]
    public void Without_a_lower_limit_memory_runs_out_with_the_machine(string group)
    {
        Process(100, "63000", "1024").Write("cgroup", "4:memory:/a\n");
        Group("memory/a/memory.limit_in_bytes", group);

        Read()["memory"].ShouldBe(new LimitRecord(8_000_000L * 1024, "machine"));
    }

    [Fact]
    public void A_process_that_is_gone_leaves_only_the_machine()
    {
        File.WriteAllText(Path.Combine(_proc.Root, "meminfo"), "MemTotal:        8000000 kB\n");

        Limits.Read(new ProcessTree([new ProcessId(5, 5)]), _proc.Root, _groups.Root).Keys.ShouldBe(["memory", "heap"]);
    }

    [Fact]
    public void The_limits_of_this_process_are_read_for_real()
    {
        var limits = Limits.Read(new ProcessTree([new ProcessId(Environment.ProcessId, 0)]));

        limits["descriptors"].Value.ShouldBeGreaterThan(0);
        limits["memory"].Value.ShouldBeInRange(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 64.0);
    }

    private FakeProcess Process(int pid, string processes, string files)
    {
        File.WriteAllText(Path.Combine(_proc.Root, "meminfo"), "MemTotal:        8000000 kB\n");
        return _proc.Process(pid)
            .Write("limits", Table.Replace("{0}", processes, StringComparison.Ordinal).Replace("{1}", files, StringComparison.Ordinal))
            .Write("cgroup", "0::/\n");
    }

    private void Group(string file, string text) => _groups.File(file, text);

    private Dictionary<string, LimitRecord> Read() => Limits.Read(_proc.Tree(), _proc.Root, _groups.Root);
}
