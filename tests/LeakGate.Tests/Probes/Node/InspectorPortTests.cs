using System.Text;
using LeakGate.Observation.Probes.Node;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Node;

/// <summary>Where Node.js listens for a debugger, by its command line.</summary>
public sealed class InspectorPortTests
{
    [Theory]
    [InlineData("node server.js", 9229)]
    [InlineData("node --inspect server.js", 9229)]
    [InlineData("node --inspect=7000 server.js", 7000)]
    [InlineData("node --inspect=0.0.0.0:7001 server.js", 7001)]
    [InlineData("node --inspect=[::1]:7002 server.js", 7002)]
    [InlineData("node --inspect-port=7003 server.js", 7003)]
    [InlineData("node --inspect-brk=localhost:7004 server.js", 7004)]
    [InlineData("node --inspector=7005 --inspect=name server.js", 9229)]
    [InlineData("", 9229)]
    public void The_port_is_the_one_that_was_asked_for(string words, int port) =>
        InspectorPort.Of(Encoding.UTF8.GetBytes(words.Replace(' ', '\0') + "\0")).ShouldBe(port);
}
