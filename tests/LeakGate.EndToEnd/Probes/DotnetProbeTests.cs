using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Dotnet;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

public sealed class DotnetProbeTests(ITestOutputHelper output)
{
    /// <summary><c>.NET Counter Poller</c>, as the kernel cuts it to 15 bytes.</summary>
    private const string Poller = ".NET Counter Po";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Arrays_that_are_held_appear_in_the_heap(string serverCollector)
    {
        await using var child = await HolderProcess.StartAsync(Cancel, ("DOTNET_gcServer", serverCollector), ("DOTNET_GCHeapCount", "2"));
        await using var probe = new DotnetProbe(TimeProvider.System);
        var before = await Heap(probe, child);
        await child.HoldAsync("managed 10000 1024", Cancel);
        var growth = await Heap(probe, child) - before;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"server {serverCollector}: {before:N0} B before, {growth:N0} B more, 10,000 arrays of 1,024 B"));
        (await Threads(child)).ContainsKey(".NET Server GC").ShouldBe(serverCollector == "1");
        growth.ShouldBe(10_000 * 1056, tolerance: 0.05 * 10_000 * 1056);
    }

    [Fact]
    public async Task Large_arrays_count_too()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System);
        var before = await Heap(probe, child);
        await child.HoldAsync("managed 20 1000000", Cancel);

        (await Heap(probe, child) - before).ShouldBe(20_000_000, tolerance: 1_000_000);
    }

    [Fact]
    public async Task What_grows_is_told_by_where_it_lies()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System);
        var before = await Shape(probe, child);
        await child.HoldAsync("managed 20 1000000", Cancel);
        var large = await Shape(probe, child);
        await child.HoldAsync("managed 10000 1024", Cancel);
        var small = await Shape(probe, child);

        output.WriteLine(string.Join("; ", small.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {before[pair.Key]:N0}, {large[pair.Key]:N0}, {pair.Value:N0}"))));
        (large[DotnetColumns.Large] - before[DotnetColumns.Large]).ShouldBe(20_000_000, tolerance: 1_000_000);
        (large[DotnetColumns.Old] - before[DotnetColumns.Old]).ShouldBeInRange(-500_000, 500_000);
        (small[DotnetColumns.Old] - large[DotnetColumns.Old]).ShouldBe(10_000 * 1056, tolerance: 0.05 * 10_000 * 1056);
        (small[DotnetColumns.Large] - large[DotnetColumns.Large]).ShouldBeInRange(-500_000, 500_000);
        small[DotnetColumns.Collections].ShouldBeGreaterThanOrEqualTo(before[DotnetColumns.Collections] + 4);
        small[DotnetColumns.Handles].ShouldBeGreaterThan(0);
        small[DotnetColumns.Pause].ShouldBeInRange(1e-5, 5);
    }

    [Fact]
    public async Task What_the_runtime_counts_of_the_process_is_told()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System);
        var before = await Shape(probe, child);
        await child.HoldAsync("timers 40", Cancel);
        await child.HoldAsync("assemblies 7", Cancel);
        await child.HoldAsync("work 500", Cancel);
        var after = await Shape(probe, child);

        string[] columns = [DotnetColumns.PoolThreads, DotnetColumns.PoolQueue, DotnetColumns.Timers, DotnetColumns.Assemblies];
        output.WriteLine(string.Join("; ", columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column} {before[column]:N0}, {after[column]:N0}"))));
        (after[DotnetColumns.Timers] - before[DotnetColumns.Timers]).ShouldBe(40, tolerance: 2);
        (after[DotnetColumns.Assemblies] - before[DotnetColumns.Assemblies]).ShouldBeInRange(7, 12);
        before[DotnetColumns.PoolQueue].ShouldBe(0);
        after[DotnetColumns.PoolQueue].ShouldBeInRange(300, 499);

        // Each piece of work holds a thread; the pool adds one now and then.
        (after[DotnetColumns.PoolThreads] + after[DotnetColumns.PoolQueue]).ShouldBe(500, tolerance: 10);
    }

    [Fact]
    public async Task Counting_leaves_one_thread_behind_and_never_another_and_the_heap_does_not_grow()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System);
        var never = await Threads(child);
        var bare = await Uncounted(child);
        var first = await Uncounted(child);
        _ = await Heap(probe, child);
        var once = await Threads(child);
        var counted = await Uncounted(child);
        for (var round = 0; round < 10; round++)
        {
            _ = await Heap(probe, child);
        }

        var often = await Threads(child);
        var last = await Uncounted(child);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heap {bare:N0} B, {first:N0} B; {counted:N0} B after it was counted once, {last:N0} B after ten times more"));
        output.WriteLine(string.Join("; ", new[] { never, once, often }.Select(threads => string.Join(", ", threads.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))))));
        never.Keys.ShouldNotContain(Poller);
        once[Poller].ShouldBe(1);
        often[Poller].ShouldBe(1);
        (last - counted).ShouldBeInRange(-50_000, 10_000);
    }

    [Fact]
    public async Task A_program_without_event_sources_tells_no_counters_and_its_heap_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var (dotnet, library) = SelfCommand.Resolve();
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(library[0], "runtimeconfig.json"), Cancel))!;
        settings["runtimeOptions"]!["configProperties"]!["System.Diagnostics.Tracing.EventSource.IsSupported"] = false;
        var file = Path.Combine(folder.Path, "runtimeconfig.json");
        await File.WriteAllTextAsync(file, settings.ToJsonString(), Cancel);
        using var child = Process.Start(new ProcessStartInfo(dotnet, ["exec", "--runtimeconfig", file, library[0], "hold"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            (await child.StandardOutput.ReadLineAsync(Cancel)).ShouldBe("ready");
            await using var probe = new DotnetProbe(TimeProvider.System);
            var reader = new ProcessTreeReader();
            var tree = reader.Read(reader.Identify(child.Id)!.Value);
            for (var round = 0; round < 2; round++)
            {
                var set = await Collected(probe, tree);

                set.Readings["heap_bytes"].Value.ShouldNotBeNull().ShouldBeGreaterThan(0);
                set.Readings[DotnetColumns.Old].Value.ShouldNotBeNull().ShouldBeGreaterThan(0);
                set.Readings[DotnetColumns.Timers].Gap.ShouldNotBeNull().ShouldContain("told no counters");
            }
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public async Task Files_that_nobody_refers_to_are_closed_and_their_objects_freed()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System);
        await using var proc = new ProcProbe(new PeerNames());
        await child.HoldAsync("abandoned 1", Cancel);
        var heap = await Heap(probe, child);
        var before = await Descriptors(proc, child);

        await child.HoldAsync("abandoned 1000", Cancel);
        var open = await Descriptors(proc, child);
        var left = await Heap(probe, child) - heap;
        var closed = await Descriptors(proc, child);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{open - before} descriptors more before the collection, {closed - before} after; {left:N0} B of heap left"));
        open.ShouldBe(before + 1000);
        closed.ShouldBe(before);
        Math.Abs(left).ShouldBeLessThan(100 * 1000);
    }

    [Fact]
    public async Task Fifty_collections_leave_nothing_behind_in_the_target_or_here()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System);
        await using var proc = new ProcProbe(new PeerNames());
        for (var warm = 0; warm < 10; warm++)
        {
            _ = await Heap(probe, child);
        }

        var target = await Lowest(proc, child);
        var ownDescriptors = OwnDescriptors();
        var times = new List<double>();
        for (var round = 0; round < 50; round++)
        {
            var started = Stopwatch.GetTimestamp();
            _ = await Heap(probe, child);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var after = await Lowest(proc, child);
        var grown = after["anonymous_bytes"] - target["anonymous_bytes"];
        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CollectAsync: median {times[25]:F0} ms, worst {times[^1]:F0} ms; target grew {grown:N0} B of anonymous memory over 50"));
        after["fds"].ShouldBe(target["fds"]);
        after["threads"].ShouldBe(target["threads"]);

        // One session that stays holds a buffer of at least 100 KB: fifty of them would show.
        grown.ShouldBeLessThan(50 * 20_000);
        // And each that stays here a descriptor: a hundred of them.
        OwnDescriptors().ShouldBeLessThan(ownDescriptors + 50);
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_a_gap_and_can_be_collected_again_later()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new DotnetProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(0.5));
        Signal(child.Id, "-STOP");
        var set = await Collected(probe, child.ReadTree());

        set.Readings["heap_bytes"].Gap.ShouldBe($".NET process {child.Id.ToString(CultureInfo.InvariantCulture)}: no answer to the request to collect within 0.5 s");
        set.Readings[DotnetColumns.Old].Gap.ShouldBe(set.Readings["heap_bytes"].Gap);

        Signal(child.Id, "-CONT");
        await using var patient = new DotnetProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        (await Heap(patient, child)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_target_that_is_gone_is_a_gap()
    {
        await using var probe = new DotnetProbe(TimeProvider.System);
        ProcessTree tree;
        await using (var child = await HolderProcess.StartAsync(Cancel))
        {
            tree = child.ReadTree();
            _ = await Heap(probe, child);
        }

        (await Collected(probe, tree)).Readings["heap_bytes"].Gap.ShouldBe("the target is gone");
    }

    [Fact]
    public async Task A_target_that_is_not_dotnet_has_no_heap_column()
    {
        using var child = Process.Start(new ProcessStartInfo("sleep") { ArgumentList = { "60" } })!;
        try
        {
            await using var probe = new DotnetProbe(TimeProvider.System);
            var reader = new ProcessTreeReader();
            var tree = reader.Read(reader.Identify(child.Id)!.Value);

            probe.Applies(tree).ShouldBeFalse();
            (await Collected(probe, tree)).Readings.ShouldBeEmpty();
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public async Task A_socket_that_a_dead_process_with_the_same_id_left_is_not_taken_for_the_living()
    {
        var folder = Directory.CreateTempSubdirectory("leakgate-test-");
        using var child = Process.Start(new ProcessStartInfo("sleep") { ArgumentList = { "60" }, Environment = { ["TMPDIR"] = folder.FullName } })!;
        try
        {
            var left = string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{child.Id}-1-socket");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, left), "", Cancel);
            await using var probe = new DotnetProbe(TimeProvider.System);
            var reader = new ProcessTreeReader();

            probe.Applies(reader.Read(reader.Identify(child.Id)!.Value)).ShouldBeFalse();
        }
        finally
        {
            child.Kill();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_child_that_ends_leaves_no_socket()
    {
        var folder = Directory.CreateTempSubdirectory("leakgate-test-");
        try
        {
            await using (var child = await HolderProcess.StartAsync(Cancel, ("TMPDIR", folder.FullName)))
            {
                await child.HoldAsync("processes 1", Cancel);
                folder.GetFileSystemInfos("dotnet-diagnostic-*").Length.ShouldBe(2);
            }

            folder.GetFileSystemInfos().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_target_with_a_temporary_folder_of_its_own_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("leakgate-test-");
        try
        {
            await using var child = await HolderProcess.StartAsync(Cancel, ("TMPDIR", folder.FullName));
            await using var probe = new DotnetProbe(TimeProvider.System);

            probe.Applies(child.ReadTree()).ShouldBeTrue();
            (await Heap(probe, child)).ShouldBeGreaterThan(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, double>> Shape(DotnetProbe probe, HolderProcess child) =>
        (await Collected(probe, child.ReadTree())).Readings.ToDictionary(pair => pair.Key, pair => pair.Value.Value.ShouldNotBeNull(pair.Value.Gap), StringComparer.Ordinal);

    private static async Task<double> Heap(DotnetProbe probe, HolderProcess child)
    {
        var reading = (await Collected(probe, child.ReadTree())).Readings["heap_bytes"];
        return reading.Value ?? throw new InvalidOperationException(reading.Gap);
    }

    /// <summary>The heap, collected without a question for counters.</summary>
    private static async Task<long> Uncounted(HolderProcess child)
    {
        var socket = new DiagnosticSocket("/proc").Find(child.ReadTree().Members[0]).ShouldNotBeNull();
        var result = await InducedCollection.RunAsync(socket, counters: null, TimeProvider.System, Cancel);
        result.Gap.ShouldBeNull();
        return result.LiveBytes;
    }

    private static async Task<ReadingSet> Collected(DotnetProbe probe, ProcessTree tree)
    {
        await probe.CollectAsync(tree, Cancel);
        return await Floor(probe, tree);
    }

    private static async Task<ReadingSet> Floor(IProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        await probe.ReadFloorAsync(tree, set, Cancel);
        return set;
    }

    private static async Task<double> Descriptors(ProcProbe proc, HolderProcess child) =>
        (await Floor(proc, child.ReadTree())).Readings["fds"].Value!.Value;

    /// <summary>As at the end of a block: of five readings the lowest counts, since a runtime closes a session a moment later.</summary>
    private static async Task<Dictionary<string, double>> Lowest(ProcProbe proc, HolderProcess child)
    {
        var lowest = new Dictionary<string, double>();
        for (var reading = 0; reading < 5; reading++)
        {
            foreach (var (column, value) in (await Floor(proc, child.ReadTree())).Readings)
            {
                lowest[column] = Math.Min(lowest.GetValueOrDefault(column, double.MaxValue), value.Value!.Value);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }

        return lowest;
    }

    private static async Task<Dictionary<string, long>> Threads(HolderProcess child)
    {
        await using var proc = new ProcProbe(new PeerNames());
        var set = new ReadingSet();
        await proc.ReadDetailsAsync(child.ReadTree(), set, Cancel);
        return set.Details["threads"];
    }

    private static int OwnDescriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static void Signal(int pid, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill")
        {
            ArgumentList = { signal, pid.ToString(CultureInfo.InvariantCulture) },
        })!;
        kill.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        kill.ExitCode.ShouldBe(0);
    }
}
