using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Services;

/// <summary>A private PostgreSQL server on a free loopback port, in a folder that is thrown away with it.</summary>
internal sealed class PostgresService : IRunningService
{
    private const int Connections = 400;
    private const int SignalQuit = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly TargetProcess _server;
    private readonly PrivateFolder _folder;

    private PostgresService(string name, TargetProcess server, PrivateFolder folder, int port)
    {
        _server = server;
        _folder = folder;
        Values = ServerAddress.PostgresValues(name, "127.0.0.1", port, "postgres", password: null, "postgres");
    }

    public IReadOnlyDictionary<string, string> Values { get; }

    public long? MaxConnections => Connections;

    public Task Ended => _server.Exited;

    /// <summary>Makes a data folder and starts the server on it.</summary>
    /// <exception cref="TargetFailedException">It is not installed or did not start.</exception>
    public static async Task<PostgresService> StartAsync(ServiceContext context, CancellationToken cancel)
    {
        var programs = PostgresPrograms.Find(Environment.GetEnvironmentVariable("PATH"));
        // The server refuses to run as root.
        var user = UserSwitch.IsRoot ? FindUser() : null;
        var folder = new PrivateFolder(context.Name, user);
        try
        {
            var data = Path.Combine(folder.Path, "data");
            await InitializeAsync(programs, data, folder, user, context, cancel);
            return await FreePort.StartOnAsync(port => ServeAsync(programs, data, folder, user, port, context, cancel));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static string FindUser() =>
        UserSwitch.Find("postgres", File.ReadLines("/etc/passwd")) is null ? "nobody" : "postgres";

    private static async Task InitializeAsync(
        PostgresPrograms programs, string data, PrivateFolder folder, string? user, ServiceContext context, CancellationToken cancel)
    {
        context.Progress.Report("making a data folder");
        await using var initDb = await TargetProcess.StartAsync(
            Start([programs.InitDb, "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C"], folder, user, context, log: false),
            context.Time,
            cancel);
        try
        {
            await initDb.Exited.WaitAsync(StartTimeout, context.Time, cancel);
        }
        catch (TimeoutException)
        {
            throw TargetFailure.Of("not_started", initDb, "did not make its data folder within 60 s (initdb).");
        }

        if (await initDb.Exited is not { Code: 0, Error: null })
        {
            throw TargetFailure.OfExit(initDb);
        }
    }

    private static async Task<PostgresService> ServeAsync(
        PostgresPrograms programs, string data, PrivateFolder folder, string? user, int port, ServiceContext context, CancellationToken cancel)
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            string.Create(CultureInfo.InvariantCulture, $"max_connections={Connections}"),
            "shared_buffers=64MB",
            // Nothing has to survive a crash, and nothing of it may survive in /dev/shm.
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "dynamic_shared_memory_type=mmap",
        ];
        var server = await TargetProcess.StartAsync(
            Start(
                [programs.Server, "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), .. settings.SelectMany(s => new[] { "-c", s })],
                folder,
                user,
                context,
                log: true),
            context.Time,
            cancel);
        try
        {
            await ReadyWait.WaitAsync(
                server, StartTimeout, (_, _) => Task.FromResult(IsReady(data) ? null : "starting"), address: null, context.Progress, context.Time, cancel);
            return new PostgresService(context.Name, server, folder, port);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static TargetStart Start(IReadOnlyList<string> arguments, PrivateFolder folder, string? user, ServiceContext context, bool log) => new()
    {
        Name = context.Name,
        Arguments = arguments,
        WorkDir = folder.Path,
        // Its messages in English, so that a taken port can be told.
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LC_ALL"] = "C" },
        User = user,
        LogPath = log ? context.LogPath : null,
        TuneAllocator = false,
        // SIGTERM would wait for every client to leave. SIGQUIT does not, and still gives the shared memory back, which SIGKILL would not.
        StopSignal = SignalQuit,
        RemoveFolder = folder.Path,
    };

    // The server itself writes its state into the eighth line of its lock file; pg_ctl waits for the same.
    private static bool IsReady(string data)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(data, "postmaster.pid"));
            return lines.Length >= 8 && string.Equals(lines[7].Trim(), "ready", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
