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
    public async Task Sockets_of_this_process_that_are_no_TCP_are_told_by_where_they_are_bound_or_connected()
    {
        var folder = Directory.CreateTempSubdirectory("leakgate-sockets-");
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                var listening = Opened(AddressFamily.Unix, SocketType.Stream);
                listening.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"app-{i}.sock"))));
                listening.Listen();
            }

            // To be connected sends nothing.
            var far = new IPEndPoint(IPAddress.Parse("127.77.66.55"), 9);
            Opened(AddressFamily.InterNetwork, SocketType.Dgram).Connect(far);
            Opened(AddressFamily.InterNetwork, SocketType.Dgram).Connect(far);
            Opened(AddressFamily.InterNetworkV6, SocketType.Dgram).Connect(new IPEndPoint(IPAddress.IPv6Loopback, 9));
            var client = Opened(AddressFamily.Unix, SocketType.Stream);
            client.Connect(sockets[0].LocalEndPoint!);
            await using var probe = new ProcProbe(new PeerNames());

            var set = new ReadingSet();
            await probe.ReadDetailsAsync(new ProcessTree([new ProcessTreeReader().Identify(Environment.ProcessId)!.Value]), set, Cancel);

            var kinds = set.Details["fds"];
            kinds["unix " + DescriptorKind.PathPattern(Path.Combine(folder.FullName, "app-1.sock"))].ShouldBe(3);
            kinds["unix unnamed"].ShouldBeGreaterThanOrEqualTo(1);
            kinds["udp 127.77.66.55:9"].ShouldBe(2);
            kinds["udp [::1]:9"].ShouldBe(1);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
            folder.Delete(recursive: true);
        }

        Socket Opened(AddressFamily family, SocketType type)
        {
            var socket = new Socket(family, type, ProtocolType.Unspecified);
            sockets.Add(socket);
            return socket;
        }
    }

    [Fact]
    public async Task Context_switches_of_a_real_process_are_those_that_its_threads_tell()
    {
        await using var child = await HolderProcess.StartAsync(Cancel);
        await child.HoldAsync("threads 10", Cancel);
        await using var probe = new ProcProbe(new PeerNames());
        var set = new ReadingSet();

        var before = Switches(child.Id);
        await probe.ReadDetailsAsync(child.ReadTree(), set, Cancel);
        var after = Switches(child.Id);

        set.Readings["voluntary_context_switches"].Value!.Value.ShouldBeInRange(before.Voluntary, after.Voluntary);
        set.Readings["involuntary_context_switches"].Value!.Value.ShouldBeInRange(before.Involuntary, after.Involuntary);

        // Each of the ten waits, which the process's own file does not count.
        var main = Number(File.ReadLines($"/proc/{child.Id.ToString(CultureInfo.InvariantCulture)}/status"), "voluntary_ctxt_switches:");
        set.Readings["voluntary_context_switches"].Value!.Value.ShouldBeGreaterThanOrEqualTo(main + 10);
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

    private static (long Voluntary, long Involuntary) Switches(int pid)
    {
        var (voluntary, involuntary) = (0L, 0L);
        foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task")))
        {
            var lines = File.ReadAllLines(Path.Combine(thread, "status"));
            voluntary += Number(lines, "voluntary_ctxt_switches:");
            involuntary += Number(lines, "nonvoluntary_ctxt_switches:");
        }

        return (voluntary, involuntary);
    }

    private static long Number(IEnumerable<string> lines, string key) =>
        long.Parse(lines.Single(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);

    private static string Command(string what, int port, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {port} {count}");
}
