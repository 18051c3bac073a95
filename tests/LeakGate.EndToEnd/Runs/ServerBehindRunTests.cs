using System.Globalization;
using LeakGate.EndToEnd.Samples;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>What a run tells of the servers behind a target that itself keeps nothing.</summary>
[Collection<BusyRuns>]
public sealed class ServerBehindRunTests : IDisposable
{
    /// <summary>A key for each request, on a connection that is closed at once.</summary>
    private const string Session =
        """import socket; s = socket.create_connection(("127.0.0.1", int(sys.argv[2]))); s.sendall(b"SET session:%d:cart x\r\n" % len(kept)); s.recv(16); s.close(); kept.append(None)""";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Keys_without_expiry_that_each_request_leaves_are_told_with_their_prefix_and_decide_nothing()
    {
        var end = await RunAsync(Session, "services: [redis]", "${redis.port}", "probes: { redis: \"${redis.address}\" }");

        end.Code.ShouldBe(0, end.ToString());
        _workspace.Verdict().Verdict.ShouldBe(Outcome.Clean);
        end.Error.ShouldContain("Redis: keys without expiry from ");
        end.Error.ShouldContain(", most of those sampled with prefix `session:`.");
        end.Error.ShouldNotContain("does not tell");
    }

    [Fact]
    public async Task Servers_that_are_not_there_are_told_once_and_decide_nothing()
    {
        var port = SampleServers.FreePort().ToString(CultureInfo.InvariantCulture);

        var end = await RunAsync("pass", "", port, $"probes: {{ redis: \"127.0.0.1:{port}\", postgres: \"Host=127.0.0.1;Port={port};Username=nobody\" }}");

        end.Code.ShouldBe(0, end.ToString());
        foreach (var server in new[] { "Redis", "PostgreSQL" })
        {
            end.Error.Split('\n').Count(line => line.Contains($"warning [gap]: {server} does not tell its side: ", StringComparison.Ordinal)).ShouldBe(1, end.ToString());
        }
    }

    private Task<ToolEnd> RunAsync(string keeping, string services, string port, string probes)
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand([.. SmallServer.Command(url, keeping), port], url, probes, services);
        return LeakGateProcess.RunAsync(_workspace.Path, "run");
    }
}
