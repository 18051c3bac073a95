using System.Net;
using LeakGate.Observation.Targets;
using LeakGate.Tests.Probes;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

public sealed class PortListenerTests : IDisposable
{
    private const string Header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private readonly FakeProc _proc = new FakeProc()
        .Text("net/tcp", Header
            + "   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1 0 100 0 0 10 0\n"
            + "   1: 0100007F:1389 0100007F:1388 01 00000000:00000000 00:00000000 00000000     0        0 778 1 0 100 0 0 10 0\n")
        .Text("net/tcp6", Header
            + "   0: 00000000000000000000000001000000:1388 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 779 1 0 100 0 0 10 0\n")
        .Text("42/comm", "shop\n")
        .Link("42/fd/0", "/dev/null")
        .Link("42/fd/7", "socket:[777]");

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void Who_listens_is_told_with_address_process_and_name() =>
        PortListener.Find(5000, _proc.Root).ShouldBe(
            [new PortListener(IPAddress.Loopback, 42, "shop"), new PortListener(IPAddress.IPv6Loopback, null, null)]);

    [Fact]
    public void A_connection_on_a_port_is_no_listener() => PortListener.Find(5001, _proc.Root).ShouldBeEmpty();
}
