using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

/// <summary>A private PostgreSQL and a private Redis for all tests of the samples, gone with their folder at the end.</summary>
public sealed class SampleServers : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-samples-").FullName;
    private readonly List<Process> _started = [];

    public string Postgres { get; private set; } = "";

    public string Redis { get; private set; } = "";

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var redisPort = FreePort();
        Start("redis-server", "--port", Text(redisPort), "--bind", "127.0.0.1", "--save", "", "--dir", _folder);
        Redis = $"127.0.0.1:{Text(redisPort)}";

        string[] asOwner = [];
        if (string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            // PostgreSQL refuses to run as root.
            asOwner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"];
            await RunAsync(limit.Token, "chown", "postgres", _folder);
        }

        var data = Path.Combine(_folder, "data");
        var port = FreePort();
        await RunAsync(limit.Token, [.. asOwner, Binary("initdb"), "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C"]);
        Start([.. asOwner, Binary("postgres"), "-D", data, "-p", Text(port), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder}", "-c", "fsync=off"]);
        Postgres = $"Host=127.0.0.1;Port={Text(port)};Username=postgres;Database=postgres";
        await Patience.UntilAsync("PostgreSQL and Redis accept connections", async () =>
        {
            using var redis = new TcpClient();
            await redis.ConnectAsync(IPAddress.Loopback, redisPort, limit.Token);
            await SessionsAsync("nobody");
            return true;
        });
    }

    /// <summary>Open sessions of one application, as PostgreSQL itself counts them.</summary>
    public async Task<long> SessionsAsync(string application)
    {
        await using var connection = new NpgsqlConnection(Postgres + ";Pooling=false;Application Name=the test");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = application });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Debian keeps the programs of the server out of PATH, in a folder for each version.</summary>
    private static string Binary(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin", name)).Last(File.Exists)
            : name;

    private Process Start(params string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _folder,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _started.Add(process);
        return process;
    }

    private async Task RunAsync(CancellationToken cancel, params string[] command)
    {
        var process = Start(command);
        await process.WaitForExitAsync(cancel);
        _started.Remove(process);
        process.ExitCode.ShouldBe(0, string.Join(' ', command));
        process.Dispose();
    }
}

/// <summary>Tests that share the servers, one after the other: they count what the servers hold.</summary>
[CollectionDefinition]
public sealed class SampleTests : ICollectionFixture<SampleServers>;
