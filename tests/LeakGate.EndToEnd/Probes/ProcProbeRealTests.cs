using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

public sealed class ProcProbeRealTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tick_and_a_floor_of_a_process_with_500_descriptors_cost_this_much()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await child.HoldAsync("descriptors 500", Cancel);
        await using var probe = new ProcProbe(new PeerNames());
        var tree = child.ReadTree();
        var set = new ReadingSet();

        for (var warm = 0; warm < 50; warm++)
        {
            probe.ReadTick(tree, set);
            await probe.ReadFloorAsync(tree, set, Cancel);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < 200; round++)
        {
            probe.ReadTick(tree, set);
        }

        var tick = Stopwatch.GetElapsedTime(started) / 200;
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 200;
        set.Readings["fds"].Value!.Value.ShouldBeInRange(500, 560);

        started = Stopwatch.GetTimestamp();
        for (var round = 0; round < 200; round++)
        {
            await probe.ReadFloorAsync(tree, set, Cancel);
        }

        var floor = Stopwatch.GetElapsedTime(started) / 200;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"tick {tick.TotalMicroseconds:F0} us, {allocated} B allocated; floor {floor.TotalMicroseconds:F0} us"));
        set.Readings["fds"].Value!.Value.ShouldBeInRange(500, 560);
    }

    [Fact]
    public async Task The_socket_diagnostics_of_the_kernel_and_its_text_table_say_the_same()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var listenerV6 = new TcpListener(IPAddress.IPv6Loopback, 0);
        listenerV6.Start();
        await using var child = await HolderProcess.StartAsync(Cancel);
        await child.HoldAsync(Command("connections", ((IPEndPoint)listener.LocalEndpoint).Port, 7), Cancel);
        using var v6 = new TcpClient(AddressFamily.InterNetworkV6);
        await v6.ConnectAsync(IPAddress.IPv6Loopback, ((IPEndPoint)listenerV6.LocalEndpoint).Port, Cancel);

        var byNetlink = new List<TcpSocket>();
        var byText = new List<TcpSocket>();
        new SockDiag().Read(byNetlink).ShouldBeNull();
        new TcpTable(new ProcFiles("/proc")).Read(Environment.ProcessId, byText).ShouldBeNull();

        var ports = new[] { ((IPEndPoint)listener.LocalEndpoint).Port, ((IPEndPoint)listenerV6.LocalEndpoint).Port };
        Of(byNetlink).ShouldBe(Of(byText), ignoreOrder: true);
        Of(byNetlink).Length.ShouldBe(2 + (7 * 2) + 2);

        TcpSocket[] Of(List<TcpSocket> sockets) =>
            [.. sockets.Where(socket => ports.Contains(socket.Local.Port) || ports.Contains(socket.Remote.Port))];
    }

    [Fact]
    public async Task Connections_to_a_listener_are_one_kind_and_go_when_the_peer_goes()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var child = await HolderProcess.StartAsync(Cancel);
        await using var probe = new ProcProbe(new PeerNames([new KnownPeer("127.0.0.1", port, PeerKind.Redis)]));
        await child.HoldAsync(Command("connections", port, 5), Cancel);

        var set = new ReadingSet();
        await probe.ReadFloorAsync(child.ReadTree(), set, Cancel);
        await probe.ReadDetailsAsync(child.ReadTree(), set, Cancel);

        set.Readings["redis_connections"].Value.ShouldBe(5);
        set.Readings["connections"].Value.ShouldBe(0);
        set.Details["redis_connections"].ShouldBe(new Dictionary<string, long>
        {
            [string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port} Redis ESTABLISHED")] = 5,
        });
    }

    [Fact]
    public async Task A_real_process_that_ends_is_gone_and_not_zero()
    {
        await using var probe = new ProcProbe(new PeerNames());
        ProcessTree tree;
        await using (var child = await HolderProcess.StartAsync(Cancel))
        {
            tree = child.ReadTree();
        }

        var set = new ReadingSet();
        await probe.ReadFloorAsync(tree, set, Cancel);
        probe.ReadTick(tree, set);

        set.Readings.Values.ShouldAllBe(reading => reading.Gap == "the target is gone");
    }

    private static string Command(string what, int port, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {port} {count}");
}
