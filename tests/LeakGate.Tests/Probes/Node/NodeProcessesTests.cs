using System.Text;
using LeakGate.Observation.Probes.Node;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Node;

public sealed class NodeProcessesTests
{
    [Theory]
    [InlineData("npm start\0", true)]
    [InlineData("npm run serve -- --port 1\0", true)]
    [InlineData("node\0/usr/bin/npm\0start\0", true)]
    [InlineData("node\0--no-warnings\0/usr/share/nodejs/npm/bin/npm-cli.js\0start\0", true)]
    [InlineData("/usr/bin/node\0/usr/bin/yarn.js\0start\0", true)]
    [InlineData("node\0/usr/local/bin/pnpm.cjs\0start\0", true)]
    [InlineData("node\0server.js\0npm\0", false)]
    [InlineData("node\0--inspect-port=0\0npm/server.js\0", false)]
    [InlineData("node\0", false)]
    [InlineData("", false)]
    public void A_package_manager_is_told_from_the_service_that_it_started(string commandLine, bool expected) =>
        NodeProcesses.IsPackageManager(Encoding.UTF8.GetBytes(commandLine)).ShouldBe(expected);
}
