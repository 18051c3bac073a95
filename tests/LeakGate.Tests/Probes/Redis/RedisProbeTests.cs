using LeakGate.Observation.Probes.Redis;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Redis;

public sealed class RedisProbeTests
{
    /// <summary>Lines of Redis 7 and of Redis 2.8, one of a Unix socket, and what is none.</summary>
    private const string Clients = """
        id=3 addr=127.0.0.1:52555 laddr=127.0.0.1:6379 fd=8 name=shop age=855 idle=71 flags=N db=0 sub=0 cmd=set user=default lib-name=SE.Redis(.NET) lib-ver=2.8
        addr=[::1]:4000 fd=9 name= age=1 idle=0 flags=N db=0 sub=0 cmd=ping
        id=4 addr=/run/redis.sock:0 fd=10 name= age=1 idle=0 flags=U db=0 cmd=ping
        addr=10.0.0.1:99999 idle=1
        idle=1
        addr=10.0.0.1:99 idle=x

        """;

    [Fact]
    public void Clients_are_told_by_name_last_command_and_how_long_they_have_been_idle() =>
        RedisProbe.Parse(Clients.ReplaceLineEndings("\n")).Select(one => FormattableString.Invariant($"{one.Address} {one.Port} {one.Kind} {one.Age.TotalSeconds}")).ShouldBe(
        [
            "127.0.0.1 52555 name shop, last command set 71",
            "::1 4000 no name, last command ping 0",
        ]);
}
