using System.Diagnostics;
using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Jvm;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>The heap of real JVMs, asked from outside.</summary>
public sealed class JvmProbeTests(JavaProgram program, ITestOutputHelper output) : IClassFixture<JavaProgram>
{
    [Theory]
    [InlineData("-XX:+UseG1GC")]
    [InlineData("-XX:+UseSerialGC")]
    [InlineData("-XX:+UseParallelGC")]
    [InlineData("-XX:+UseZGC")]
    public async Task What_is_held_is_in_the_heap_and_garbage_is_not(string collector)
    {
        await using var java = await program.StartAsync(collector);
        await using var probe = new JvmProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        probe.Applies(java.ReadTree()).ShouldBeTrue();
        var before = await HeapAsync(probe, java);

        await java.OrderAsync("drop 1000 100000");
        var dropped = await HeapAsync(probe, java) - before;
        await java.OrderAsync("hold 400 100000");
        var held = await HeapAsync(probe, java) - before;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{collector}: {before:N0} B before, {dropped:N0} B more after 100 MB of garbage, {held:N0} B more with 400 arrays of 100,000 B"));
        Math.Abs(dropped).ShouldBeLessThan(2.2e6);
        held.ShouldBe(40e6, tolerance: 2.2e6);
    }

    [Fact]
    public async Task Class_loaders_that_are_held_appear_in_the_metaspace_and_the_classes()
    {
        await using var java = await program.StartAsync();
        await using var probe = new JvmProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await java.OrderAsync("load 1");
        var before = (await CollectedAsync(probe, java.ReadTree())).Readings;
        await java.OrderAsync("load 100");
        var after = (await CollectedAsync(probe, java.ReadTree())).Readings;

        double Grown(string column) => after[column].Value.ShouldNotBeNull(after[column].Gap) - before[column].Value.ShouldNotBeNull(before[column].Gap);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Grown(JvmColumns.Classes)} classes and {Grown(JvmColumns.Metaspace):N0} B more; {before[JvmColumns.Classes].Value} and {before[JvmColumns.Metaspace].Value:N0} B before"));
        Grown(JvmColumns.Classes).ShouldBe(100, tolerance: 5);
        Grown(JvmColumns.Metaspace).ShouldBeInRange(100 * 1024, 100 * 20 * 1024);
    }

    [Fact]
    public async Task Twenty_collections_leave_no_descriptor_and_no_thread_behind()
    {
        await using var java = await program.StartAsync();
        await using var probe = new JvmProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await using var proc = new ProcProbe(new PeerNames());
        _ = await HeapAsync(probe, java);
        var before = Tick(proc, java.ReadTree());
        for (var round = 0; round < 20; round++)
        {
            _ = await HeapAsync(probe, java);
        }

        var after = Tick(proc, java.ReadTree());
        after.Readings["fds"].ShouldBe(before.Readings["fds"]);
        after.Readings["threads"].Value.ShouldNotBeNull().ShouldBeInRange(0, before.Readings["threads"].Value!.Value + 3);
        Directory.GetFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{java.Id}/cwd"), ".attach_pid*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_jvm_that_would_die_of_the_signal_listens_from_its_start_and_is_asked_without_it()
    {
        await using var java = await program.StartAsync("-Xrs");
        await using var probe = new JvmProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));

        (await HeapAsync(probe, java)).ShouldBeGreaterThan(0);
        await java.OrderAsync("hold 1 1");
        java.Lives.ShouldBeTrue();
    }

    [Fact]
    public async Task A_jvm_that_does_not_listen_is_a_gap()
    {
        await using var java = await program.StartAsync("-XX:+DisableAttachMechanism");
        await using var probe = new JvmProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(1));

        (await CollectedAsync(probe, java.ReadTree())).Readings["heap_bytes"].Gap.ShouldNotBeNull().ShouldStartWith($"JVM {Told(java.Id)}: no answer within 1 s");
        await java.OrderAsync("hold 1 1");
        Directory.GetFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{java.Id}/cwd"), ".attach_pid*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_jvm_that_is_gone_is_a_gap()
    {
        await using var probe = new JvmProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        ProcessTree tree;
        await using (var java = await program.StartAsync())
        {
            tree = java.ReadTree();
            _ = await HeapAsync(probe, java);
        }

        (await CollectedAsync(probe, tree)).Readings.Values.Select(reading => reading.Gap).Distinct().ShouldBe(["the target is gone"]);
    }

    [Fact]
    public async Task Another_program_has_no_heap_column_and_gets_no_signal()
    {
        using var sleep = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        try
        {
            await using var probe = new JvmProbe(TimeProvider.System);
            var reader = new ProcessTreeReader();
            var tree = reader.Read(reader.Identify(sleep.Id)!.Value);

            probe.Applies(tree).ShouldBeFalse();
            (await CollectedAsync(probe, tree)).Readings.ShouldBeEmpty();
            sleep.HasExited.ShouldBeFalse();
        }
        finally
        {
            sleep.Kill();
        }
    }

    private static string Told(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static ReadingSet Tick(ProcProbe proc, ProcessTree tree)
    {
        var set = new ReadingSet();
        proc.ReadTick(tree, set);
        return set;
    }

    private static async Task<double> HeapAsync(JvmProbe probe, OrderedProgram java)
    {
        var reading = (await CollectedAsync(probe, java.ReadTree())).Readings["heap_bytes"];
        return reading.Value ?? throw new ShouldAssertException(reading.Gap);
    }

    private static async Task<ReadingSet> CollectedAsync(JvmProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        await probe.CollectAsync(tree, TestContext.Current.CancellationToken);
        await probe.ReadFloorAsync(tree, set, TestContext.Current.CancellationToken);
        return set;
    }
}
