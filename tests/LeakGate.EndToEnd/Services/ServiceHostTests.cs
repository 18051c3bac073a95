using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation;
using LeakGate.Observation.Services;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;
using Npgsql;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Services;

/// <summary>Runs while no other test of this process has servers: these tests count the folders of all of them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class NoOtherServers;

[Collection<NoOtherServers>]
public sealed class ServiceHostTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly ServicePlan Postgres = new() { Name = "postgres" };
    private static readonly ServicePlan Redis = new() { Name = "redis" };

    private readonly Told _told = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_built_in_servers_serve_and_leave_neither_process_nor_folder_nor_shared_memory()
    {
        using var logs = new TemporaryFolder();
        var host = await StartAsync([Postgres, Redis], logs.Path);
        var folders = Folders();
        folders.Count.ShouldBe(2);
        var segment = SharedMemorySegment(folders.Single(f => f.Contains("postgres", StringComparison.Ordinal)));
        SharedMemorySegments().ShouldContain(segment);

        await using (var connection = new NpgsqlConnection(host.Values.Resolve("${postgres.connection};Pooling=false")))
        {
            await connection.OpenAsync(Cancel);
            await using var command = new NpgsqlCommand("show max_connections", connection);
            (await command.ExecuteScalarAsync(Cancel)).ShouldBe("400");
        }

        (await AskRedisAsync(host.Values.All["redis.address"])).ShouldBe("+PONG\r\n");
        host.MaxConnections["postgres"].ShouldBe(400);
        host.MaxConnections["redis"].ShouldBeGreaterThan(0);
        host.Ended().ShouldBeEmpty();

        await host.DisposeAsync();

        folders.ShouldAllBe(f => !Directory.Exists(f));
        SharedMemorySegments().ShouldNotContain(segment);
        PortListener.Find(int.Parse(host.Values.All["postgres.port"], CultureInfo.InvariantCulture)).ShouldBeEmpty();
        PortListener.Find(int.Parse(host.Values.All["redis.port"], CultureInfo.InvariantCulture)).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(logs.Path, "service-postgres.log")).ShouldContain("ready to accept connections");
        File.Exists(Path.Combine(logs.Path, "service-redis.log")).ShouldBeTrue();
    }

    [Fact]
    public async Task When_a_later_service_fails_the_earlier_ones_are_gone()
    {
        var failing = new ServicePlan { Name = "queue", Command = ["sh", "-c", "echo no licence; exit 4"], Health = "127.0.0.1:1" };

        var failure = await Should.ThrowAsync<TargetFailedException>(() => StartAsync([Redis, failing], logFolder: null));

        failure.Code.ShouldBe("exited");
        failure.Message.ShouldBe("queue exited with code 4. Its last output:\n  no licence");
        Folders().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_the_start_leaves_nothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var starting = ServiceHost.StartAsync(
            [Postgres], logFolder: null, new Told(cancel.Cancel), TimeProvider.System, static _ => null, cancel.Token);

        await Should.ThrowAsync<OperationCanceledException>(starting.WaitAsync(Bound, Cancel));

        Folders().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_with_a_health_url_gets_the_values_of_the_services_before_it()
    {
        const string Program = """
            import http.server, os, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write((os.environ["REDIS"] + " " + sys.argv[2]).encode())
                def log_message(self, *_): pass
            http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
            """;
        var port = FreePortNow();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health");
        var stub = new ServicePlan
        {
            Name = "stub",
            Command = ["python3", "-c", Program, port.ToString(CultureInfo.InvariantCulture), "${redis.port}"],
            Health = url,
            Environment = new Dictionary<string, Secret> { ["REDIS"] = new("${redis.address}") },
        };
        await using var host = await StartAsync([Redis, stub], logFolder: null);
        using var http = new HttpClient();

        (await http.GetStringAsync(new Uri(url), Cancel)).ShouldBe(host.Values.Resolve("${redis.address} ${redis.port}"));
        _told.Reasons.ShouldContain("stub: connection refused");
    }

    [Fact]
    public async Task A_service_that_ends_by_itself_is_named()
    {
        await using var host = await StartAsync([new ServicePlan { Name = "shortlived", Command = ["sleep", "0.2"] }], logFolder: null);

        await Eventually.TrueAsync(() => host.Ended() is ["shortlived"], () => "never ended");
    }

    [Fact]
    public async Task Running_servers_named_in_the_environment_are_used_and_left_running()
    {
        await using var own = await StartAsync([Redis, Postgres], logFolder: null);
        var given = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["LEAKGATE_REDIS"] = own.Values.All["redis.address"],
            ["LEAKGATE_POSTGRES"] = own.Values.All["postgres.connection"] + ";Password=p@ss;Timeout=7",
        };
        var folders = Folders();

        var host = await ServiceHost.StartAsync(
            [Postgres, Redis], logFolder: null, _told, TimeProvider.System, name => given.GetValueOrDefault(name), Cancel);
        Folders().ShouldBe(folders);
        host.Values.All["postgres.connection"].ShouldBe(given["LEAKGATE_POSTGRES"]);
        host.Values.All["postgres.url"].ShouldBe($"postgresql://postgres:p%40ss@127.0.0.1:{own.Values.All["postgres.port"]}/postgres");
        host.MaxConnections.Keys.ShouldBe(["redis"]);
        await host.DisposeAsync();

        (await AskRedisAsync(own.Values.All["redis.address"])).ShouldBe("+PONG\r\n");
    }

    [Theory]
    [InlineData("postgres", "LEAKGATE_POSTGRES", "Host=127.0.0.1;Port=1;Password=hunter2")]
    [InlineData("postgres", "LEAKGATE_POSTGRES", "hunter2")]
    [InlineData("redis", "LEAKGATE_REDIS", "127.0.0.1:1")]
    [InlineData("redis", "LEAKGATE_REDIS", "nonsense")]
    public async Task A_given_server_that_cannot_be_reached_is_named_without_its_password(string service, string variable, string value)
    {
        var failure = await Should.ThrowAsync<TargetFailedException>(() => ServiceHost.StartAsync(
            [new ServicePlan { Name = service }], logFolder: null, _told, TimeProvider.System, name => string.Equals(name, variable, StringComparison.Ordinal) ? value : null, Cancel));

        failure.Code.ShouldBe("not_started");
        failure.Message.ShouldStartWith(variable);
        failure.Message.ShouldNotContain("hunter2");
    }

    private Task<ServiceHost> StartAsync(IReadOnlyList<ServicePlan> plans, string? logFolder) =>
        ServiceHost.StartAsync(plans, logFolder, _told, TimeProvider.System, static _ => null, Cancel);

    private static async Task<string> AskRedisAsync(string address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(address), Cancel);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PING\r\n"), Cancel);
        var answer = new byte[100];
        return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, Cancel));
    }

    private static int FreePortNow()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The folders of this very process: the tests of this class run one after another, and no other test at the same time.
    private static List<string> Folders() => [.. Directory.GetDirectories(
        Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"leakgate-*-{Environment.ProcessId}-*")).Order(StringComparer.Ordinal)];

    // The seventh line of the server's lock file: key and id of its System V segment.
    private static string SharedMemorySegment(string folder) =>
        File.ReadAllLines(Path.Combine(folder, "data", "postmaster.pid"))[6].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static IEnumerable<string> SharedMemorySegments() =>
        File.ReadAllLines("/proc/sysvipc/shm").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
