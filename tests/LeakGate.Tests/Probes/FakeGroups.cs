namespace LeakGate.Tests.Probes;

/// <summary>A folder that looks like <c>/sys/fs/cgroup</c>; removed when disposed.</summary>
internal sealed class FakeGroups : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("leakgate-cgroup-").FullName;

    /// <summary>Writes a file of a group: <c>a/b/memory.max</c> in version 2, <c>memory/a/b/memory.limit_in_bytes</c> in version 1.</summary>
    public FakeGroups File(string path, string text)
    {
        var full = Path.Combine(Root, path.TrimStart('/'));
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, text);
        return this;
    }

    /// <summary>A group of version 2 with everything that is read of one.</summary>
    public FakeGroups New(
        string group, long memory, long kills = 0, long pressureMicroseconds = 0, long throttledMicroseconds = 0, long high = 0, long max = 9, string limit = "max") => this
        .File($"{group}/memory.current", FormattableString.Invariant($"{memory}\n"))
        .File($"{group}/memory.max", limit + "\n")
        .File($"{group}/memory.events", FormattableString.Invariant($"low 0\nhigh {high}\nmax {max}\noom 4\noom_kill {kills}\noom_group_kill 0\n"))
        .Pressure(group, "memory", pressureMicroseconds)
        .Pressure(group, "cpu", 0)
        .Pressure(group, "io", 0)
        .File($"{group}/cpu.stat", FormattableString.Invariant($"usage_usec 5\nnr_periods 3\nnr_throttled 2\nthrottled_usec {throttledMicroseconds}\n"));

    /// <summary>What the tasks of a group of version 2 waited for.</summary>
    public FakeGroups Pressure(string group, string what, long microseconds) => File(
        $"{group}/{what}.pressure",
        FormattableString.Invariant($"some avg10=0.12 avg60=0.00 avg300=0.00 total={microseconds}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=1\n"));

    /// <summary>A group of version 1 with everything that is read of one.</summary>
    public FakeGroups Old(string group, long memory, long kills = 0, long throttledNanoseconds = 0, long max = 0, string limit = "9223372036854771712") => this
        .File($"memory/{group}/memory.usage_in_bytes", FormattableString.Invariant($"{memory}\n"))
        .File($"memory/{group}/memory.limit_in_bytes", limit + "\n")
        .File($"memory/{group}/memory.failcnt", FormattableString.Invariant($"{max}\n"))
        .File($"memory/{group}/memory.oom_control", FormattableString.Invariant($"oom_kill_disable 0\nunder_oom 0\noom_kill {kills}\n"))
        .File($"cpu,cpuacct/{group}/cpu.stat", FormattableString.Invariant($"nr_periods 3\nnr_throttled 2\nthrottled_time {throttledNanoseconds}\n"));

    public void Remove(string group) => Directory.Delete(Path.Combine(Root, group), recursive: true);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
