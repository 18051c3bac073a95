using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.Observation;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Targets;

public sealed class HealthWaitTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Told _told = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_target_that_answers_503_and_then_200_is_ready_and_said_why_it_was_not()
    {
        const string Program = """
            import http.server
            answers = [503, 503, 200]
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(answers.pop(0) if self.path == "/ready" else 404)
                    self.end_headers()
                def log_message(self, *_): pass
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """;
        await using var target = await StartAsync("python3", "-c", Program);
        var url = await PrintedPortAsync(target);

        await HealthWait.WaitAsync(target, url, new HealthPlan { Path = "/ready", Timeout = Bound }, _told, TimeProvider.System, Cancel);

        _told.Reasons.ShouldBe(["GET /ready answered 503"]);
    }

    [Fact]
    public async Task Without_a_path_a_404_is_ready()
    {
        await using var target = await StartAsync(
            "python3", "-c", "import http.server as h; s = h.HTTPServer(('127.0.0.1', 0), h.BaseHTTPRequestHandler); print(s.server_port, flush=True); s.serve_forever()");
        var url = await PrintedPortAsync(target);

        await HealthWait.WaitAsync(target, url, new HealthPlan { Path = null, Timeout = Bound }, _told, TimeProvider.System, Cancel);

        _told.Reasons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_never_answers_is_unhealthy_with_its_last_output()
    {
        await using var target = await StartAsync("sh", "-c", "echo still thinking; exec sleep 300");
        await Eventually.TrueAsync(() => target.LastOutput(1).Count == 1, () => "no output");

        var url = ClosedPort();
        var failure = await Should.ThrowAsync<TargetFailedException>(() => HealthWait.WaitAsync(
            target, url, new HealthPlan { Path = "/health", Timeout = TimeSpan.FromMilliseconds(300) }, _told, TimeProvider.System, Cancel));

        failure.Code.ShouldBe("unhealthy");
        failure.Message.ShouldBe($"t was not ready within 0.3 s at {url}health: connection refused. Its last output:\n  still thinking");
        _told.Reasons.ShouldBe(["connection refused"]);
    }

    [Fact]
    public async Task A_target_that_takes_the_connection_and_stays_silent_is_unhealthy()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var target = await StartAsync("sleep", "300");

        var failure = await Should.ThrowAsync<TargetFailedException>(() => HealthWait.WaitAsync(
            target, Url(silent), new HealthPlan { Path = "/health", Timeout = TimeSpan.FromMilliseconds(300) }, _told, TimeProvider.System, Cancel));

        failure.Code.ShouldBe("unhealthy");
        failure.Message.ShouldContain("GET /health did not answer within 0.3 s");
    }

    [Theory]
    [InlineData("echo cannot bind; exit 3", "exited", "t exited with code 3. Its last output:\n  cannot bind")]
    [InlineData("echo oops; kill -SEGV $$", "killed", "t was killed by SIGSEGV. Its last output:\n  oops")]
    public async Task A_target_that_ends_instead_is_told_at_once(string script, string code, string message)
    {
        // The health time-out is far longer than the test: only the end of the target can end the waiting.
        await using var target = await StartAsync("sh", "-c", script);

        var failure = await Should.ThrowAsync<TargetFailedException>(() => HealthWait.WaitAsync(
            target, ClosedPort(), new HealthPlan { Timeout = TimeSpan.FromHours(1) }, _told, TimeProvider.System, Cancel)).WaitAsync(Bound, Cancel);

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_target_that_does_not_exist_is_told_by_the_same_way()
    {
        await using var target = await StartAsync("no-such-program");

        var failure = await Should.ThrowAsync<TargetFailedException>(() => HealthWait.WaitAsync(
            target, ClosedPort(), new HealthPlan(), _told, TimeProvider.System, Cancel));

        failure.Code.ShouldBe("not_found");
        failure.Message.ShouldBe("t: no-such-program: no such program in PATH.");
    }

    [Fact]
    public async Task An_answer_from_somebody_else_does_not_make_a_dead_target_ready()
    {
        await using var other = await StartAsync(
            "python3", "-c", "import http.server as h; s = h.HTTPServer(('127.0.0.1', 0), h.BaseHTTPRequestHandler); print(s.server_port, flush=True); s.serve_forever()");
        var url = await PrintedPortAsync(other);
        await using var target = await StartAsync("sh", "-c", "echo address already in use; exit 1");
        await target.Exited.WaitAsync(Bound, Cancel);

        var failure = await Should.ThrowAsync<TargetFailedException>(() => HealthWait.WaitAsync(
            target, url, new HealthPlan { Path = null }, _told, TimeProvider.System, Cancel));

        failure.Code.ShouldBe("exited");
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var target = await StartAsync("sleep", "300");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = HealthWait.WaitAsync(target, Url(silent), new HealthPlan { Timeout = TimeSpan.FromHours(1) }, _told, TimeProvider.System, cancel.Token);
        using var taken = await silent.AcceptSocketAsync(Cancel);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting.WaitAsync(Bound, Cancel));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("::", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("127.0.0.1", "0.0.0.0", true)]
    [InlineData("127.0.0.2", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "192.0.2.1", false)]
    public void A_port_that_is_taken_is_told_with_who_has_it(string listener, string host, bool taken)
    {
        using var socket = new TcpListener(IPAddress.Parse(listener), 0);
        socket.Start();
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{((IPEndPoint)socket.LocalEndpoint).Port}"));

        if (taken)
        {
            var failure = Should.Throw<TargetFailedException>(() => PortListener.ThrowIfTaken("shop", url));
            failure.Code.ShouldBe("port_taken");
            failure.Message.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"port {url.Port} is taken: process {Environment.ProcessId} ("));
        }
        else
        {
            Should.NotThrow(() => PortListener.ThrowIfTaken("shop", url));
        }
    }

    [Fact]
    public void A_free_port_is_free() => Should.NotThrow(() => PortListener.ThrowIfTaken("shop", ClosedPort()));

    [Fact]
    public async Task Attaching_to_a_port_follows_its_process_and_does_not_end_it()
    {
        await using var server = await StartAsync(
            "python3", "-c", "import http.server as h, subprocess; c = subprocess.Popen(['sleep', '300']); s = h.HTTPServer(('127.0.0.1', 0), h.BaseHTTPRequestHandler); print(s.server_port, flush=True); s.serve_forever()");
        var url = await PrintedPortAsync(server);

        var attached = AttachedTarget.ToPort("shop", url.Port, TimeProvider.System);
        attached.RootPid.ShouldBe(server.RootPid);
        attached.ReadTree().Members.ShouldBe(server.ReadTree().Members);
        await attached.DisposeAsync();
        server.Exited.IsCompleted.ShouldBeFalse();

        await using var again = AttachedTarget.ToProcess("shop", server.RootPid, TimeProvider.System);
        await server.StopAsync(TimeSpan.Zero);
        (await again.Exited.WaitAsync(Bound, Cancel)).ToString().ShouldBe("ended");
        again.ReadTree().Members.ShouldBeEmpty();
        Should.Throw<TargetFailedException>(() => AttachedTarget.ToPort("shop", url.Port, TimeProvider.System)).Code.ShouldBe("not_found");
    }

    private static Task<TargetProcess> StartAsync(params string[] arguments) =>
        TargetProcess.StartAsync(new TargetStart { Name = "t", Arguments = arguments }, TimeProvider.System, Cancel);

    private static async Task<Uri> PrintedPortAsync(TargetProcess target)
    {
        await Eventually.TrueAsync(() => target.LastOutput(1).Count == 1, () => "no port was printed");
        return new Uri($"http://127.0.0.1:{target.LastOutput(1)[0]}");
    }

    private static Uri Url(TcpListener listener) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return Url(listener);
    }
}
