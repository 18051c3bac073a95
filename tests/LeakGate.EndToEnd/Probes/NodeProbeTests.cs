using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Node;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>The heap of real Node.js processes, asked from outside.</summary>
public sealed class NodeProbeTests(ITestOutputHelper output) : IDisposable
{
    private readonly NodeProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("hold", "drop")]
    [InlineData("hold-buffer", "drop-buffer")]
    public async Task What_is_held_is_in_the_heap_and_garbage_is_not(string hold, string drop)
    {
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        probe.Applies(node.ReadTree()).ShouldBeTrue();
        _ = await HeapAsync(probe, node);
        var before = await HeapAsync(probe, node);

        await node.OrderAsync(drop + " 1000 100000");
        var dropped = await HeapAsync(probe, node) - before;
        await node.OrderAsync(hold + " 400 100000");
        var held = await HeapAsync(probe, node) - before;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hold}: {before:N0} B before, {dropped:N0} B more after 100 MB of garbage, {held:N0} B more with 400 × 100,000 B"));
        Math.Abs(dropped).ShouldBeLessThan(0.3e6);
        held.ShouldBe(40e6, tolerance: 0.3e6);
        node.Lives.ShouldBeTrue();
    }

    [Theory]
    [InlineData("hold", 0)]
    [InlineData("hold-buffer", 40e6)]
    public async Task Memory_outside_of_the_heap_is_told_apart(string hold, double outside)
    {
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        _ = await HeapAsync(probe, node);
        var before = (await CollectedAsync(probe, node.ReadTree())).Readings;
        await node.OrderAsync(hold + " 400 100000");
        var after = (await CollectedAsync(probe, node.ReadTree())).Readings;

        double Grown(string column) => after[column].Value.ShouldNotBeNull(after[column].Gap) - before[column].Value.ShouldNotBeNull(before[column].Gap);
        Grown(NodeColumns.External).ShouldBe(outside, tolerance: 0.3e6);
        Grown(NodeColumns.ArrayBuffers).ShouldBe(outside, tolerance: 0.3e6);
    }

    [Fact]
    public async Task The_inspector_is_opened_once_and_closed_at_the_end()
    {
        await using var node = await _program.StartAsync();
        await using (var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30)))
        {
            Listening(_program.Port).ShouldBeFalse();
            _ = await HeapAsync(probe, node);
            Listening(_program.Port).ShouldBeTrue();
        }

        Listening(_program.Port).ShouldBeFalse();
        await node.OrderAsync("hold 1 8");
    }

    [Fact]
    public async Task Thirty_collections_leave_no_descriptor_no_thread_and_less_than_a_kilobyte_each_behind()
    {
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await using var proc = new ProcProbe(new PeerNames());
        _ = await HeapAsync(probe, node);
        var heap = await HeapAsync(probe, node);
        var before = Tick(proc, node.ReadTree());
        for (var round = 0; round < 29; round++)
        {
            _ = await HeapAsync(probe, node);
        }

        var kept = (await HeapAsync(probe, node) - heap) / 30;
        var after = Tick(proc, node.ReadTree());

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kept:N0} B more for each collection"));
        kept.ShouldBeLessThan(1000);
        after.Readings["fds"].ShouldBe(before.Readings["fds"]);
        after.Readings["threads"].ShouldBe(before.Readings["threads"]);
    }

    [Fact]
    public async Task Processes_with_a_port_each_are_summed()
    {
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await node.OrderAsync("ports");
        await node.OrderAsync("fork hold 1 8");
        _ = await HeapAsync(probe, node);
        var before = await HeapAsync(probe, node);

        await node.OrderAsync("hold 100 100000");
        await node.OrderAsync("fork hold 100 100000");

        node.ReadTree().Members.Count.ShouldBe(2);
        (await HeapAsync(probe, node) - before).ShouldBe(20e6, tolerance: 0.3e6);
    }

    [Fact]
    public async Task Of_processes_that_want_the_same_port_the_second_is_a_gap_that_names_the_remedy()
    {
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await node.OrderAsync("fork hold 1 8");

        (await GapAsync(probe, node)).ShouldContain($"its port for the inspector, {Told(_program.Port)}, is taken by another process; `--inspect-port=0`");
        await node.OrderAsync("fork hold 1 8");
        await node.OrderAsync("hold 1 8");
    }

    [Fact]
    public async Task A_process_that_started_it_as_npm_does_is_left_alone()
    {
        var port = string.Create(CultureInfo.InvariantCulture, $"--inspect-port={_program.Port}");
        await using var node = await _program.StartAsync(null, port, "--title=npm start");
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await node.OrderAsync("fork hold 1 8");
        _ = await HeapAsync(probe, node);
        var before = await HeapAsync(probe, node);

        await node.OrderAsync("hold 100 100000");
        await node.OrderAsync("fork hold 100 100000");

        (await HeapAsync(probe, node) - before).ShouldBe(10e6, tolerance: 0.3e6);
    }

    [Fact]
    public async Task An_inspector_that_listens_already_is_asked_without_a_signal_and_left_open()
    {
        var option = string.Create(CultureInfo.InvariantCulture, $"--inspect=127.0.0.1:{_program.Port}");
        await using var node = await _program.StartAsync(null, option);
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));

        (await HeapAsync(probe, node)).ShouldBeGreaterThan(0);
        (await HeapAsync(probe, node)).ShouldBeGreaterThan(0);

        Listening(_program.Port).ShouldBeTrue();
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_a_gap_and_the_program_there_is_not_asked()
    {
        using var other = new TcpListener(IPAddress.Loopback, _program.Port);
        other.Start();
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(1));

        (await GapAsync(probe, node)).ShouldStartWith($"Node.js {Told(node.Id)}: its port for the inspector, {Told(_program.Port)}, is taken");
        other.Pending().ShouldBeFalse();
        await node.OrderAsync("hold 1 8");
    }

    [Fact]
    public async Task A_program_that_takes_the_signal_for_itself_is_a_gap()
    {
        await using var node = await _program.StartAsync();
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(1));
        await node.OrderAsync("signal");

        (await GapAsync(probe, node)).ShouldContain("takes SIGUSR1 for itself");
        (await GapAsync(probe, node)).ShouldContain("did not open its inspector when it was asked");
        await node.OrderAsync("hold 1 8");
    }

    [Fact]
    public async Task A_process_in_another_network_is_a_gap_and_gets_no_signal()
    {
        await using var node = await _program.StartAsync(["unshare", "--net"]);
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        await node.OrderAsync("signal");

        (await GapAsync(probe, node)).ShouldContain("another network");
        await node.OrderAsync("hold 1 8");
    }

    [Fact]
    public async Task A_process_that_is_gone_is_a_gap()
    {
        await using var probe = new NodeProbe(TimeProvider.System, timeout: TimeSpan.FromSeconds(30));
        ProcessTree tree;
        await using (var node = await _program.StartAsync())
        {
            tree = node.ReadTree();
            _ = await HeapAsync(probe, node);
        }

        (await CollectedAsync(probe, tree)).Readings.Values.Select(reading => reading.Gap).Distinct().ShouldBe(["the target is gone"]);
    }

    private static string Told(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static bool Listening(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(at => at.Port == port);

    private static ReadingSet Tick(ProcProbe proc, ProcessTree tree)
    {
        var set = new ReadingSet();
        proc.ReadTick(tree, set);
        return set;
    }

    private static async Task<double> HeapAsync(NodeProbe probe, OrderedProgram node)
    {
        var reading = (await CollectedAsync(probe, node.ReadTree())).Readings["heap_bytes"];
        return reading.Value ?? throw new ShouldAssertException(reading.Gap);
    }

    private static async Task<string> GapAsync(NodeProbe probe, OrderedProgram node) =>
        (await CollectedAsync(probe, node.ReadTree())).Readings["heap_bytes"].Gap.ShouldNotBeNull();

    private static async Task<ReadingSet> CollectedAsync(NodeProbe probe, ProcessTree tree)
    {
        var set = new ReadingSet();
        await probe.CollectAsync(tree, TestContext.Current.CancellationToken);
        await probe.ReadFloorAsync(tree, set, TestContext.Current.CancellationToken);
        return set;
    }
}
