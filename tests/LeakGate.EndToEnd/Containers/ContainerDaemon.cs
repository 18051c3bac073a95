using System.Diagnostics;
using System.Formats.Tar;
using LeakGate.EndToEnd.Samples;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Containers;

/// <summary>
/// A real Docker daemon with a folder and a socket of its own, and one image: a static busybox with a server that leaves a process
/// behind with each request for <c>/cgi-bin/keep</c> and none with one for <c>/index.html</c>. It needs root. Ended by its id after its containers, so that none of them outlives it.
/// </summary>
public sealed class ContainerDaemon : IAsyncLifetime
{
    private const int Terminate = 15;
    internal const string Image = "leaky";

    /// <summary>A CGI program of the server: answers, and leaves a process that sleeps.</summary>
    private const string Keep = """
        #!/bin/busybox sh
        /bin/busybox sleep 1000 >/dev/null 2>&1 </dev/null &
        printf 'Content-Type: text/plain\r\n\r\nok\n'

        """;

    private readonly TemporaryFolder _folder = new();
    private Process? _daemon;

    /// <summary>Whether containers go on while the daemon is away; default: it ends them with itself.</summary>
    public bool LiveRestore { get; init; }

    /// <summary>Where it listens, as <c>DOCKER_HOST</c> says it.</summary>
    public string Host => "unix://" + Path.Combine(_folder.Path, "d.sock");

    /// <summary>Starts it and makes the image; it answers when this returns.</summary>
    public async ValueTask InitializeAsync()
    {
        await BeginAsync();
        await ImportAsync();
    }

    /// <summary>Starts it, also again after <see cref="LeaveAsync"/>; it answers when this returns.</summary>
    public async Task BeginAsync()
    {
        // No network of its own: nothing of the machine's is changed for it.
        _daemon?.Dispose();
        _daemon = Process.Start(new ProcessStartInfo("sh",
        [
            "-c", "exec \"$@\" >\"$0\" 2>&1", Path.Combine(_folder.Path, "log"),
            "dockerd", "--storage-driver=vfs", "--bridge=none", "--iptables=false", "--ip6tables=false", "--host", Host,
            "--data-root", Path.Combine(_folder.Path, "data"),
            "--exec-root", Path.Combine(_folder.Path, "exec"),
            "--pidfile", Path.Combine(_folder.Path, "pid"),
            .. LiveRestore ? ["--live-restore"] : Array.Empty<string>(),
        ]))!;
        await Patience.UntilAsync("the container daemon answers", async () =>
        {
            _daemon.HasExited.ShouldBeFalse($"dockerd ended (it needs root): {await File.ReadAllTextAsync(Path.Combine(_folder.Path, "log"))}");
            return (await DockerAsync("version")).Code == 0;
        });
    }

    /// <summary>Ends the daemon as a system does that stops its service, and nothing else.</summary>
    public async Task LeaveAsync()
    {
        LinuxCalls.Kill(_daemon!.Id, Terminate).ShouldBe(0);
        await _daemon.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
    }

    /// <summary>Names of the containers that LeakGate started, running or not.</summary>
    public async Task<string[]> OfLeakGateAsync()
    {
        var end = await DockerAsync("ps", "--all", "--filter", "label=leakgate.run", "--format", "{{.Names}}");
        end.Code.ShouldBe(0, end.Text);
        return end.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Starts a container and returns its id.</summary>
    public async Task<string> RunAsync(string name, params string[] command)
    {
        var end = await DockerAsync(["run", "--detach", "--pull", "never", "--network", "host", "--memory", "256m", "--name", name, Image, .. command]);
        end.Code.ShouldBe(0, end.Text);
        return end.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
    }

    /// <summary>The command of a server that leaves a process behind with each <c>GET /cgi-bin/keep</c>.</summary>
    public static string[] Server(string url) => ["/bin/busybox", "httpd", "-f", "-p", new Uri(url).Authority, "-h", "/www"];

    /// <summary>
    /// The command of a program that leaves twelve or thirteen processes behind each second of the machine's clock, and serves nobody. What a busy machine
    /// kept it from it makes up for, so the growth per hour is the same everywhere.
    /// </summary>
    public static string[] Forking() =>
    [
        "/bin/busybox", "sh", "-c", """
            now() { read -r up rest </proc/uptime; echo "${up%.*}${up#*.}"; }
            began=$(now); n=0
            while :; do
              due=$(( ($(now) - began) / 8 ))
              while [ $n -lt $due ]; do /bin/busybox sleep 1000 & n=$((n + 1)); done
              /bin/busybox sleep 0.25
            done
            """,
    ];

    /// <summary>Whether a container runs.</summary>
    public async Task<bool> RunsAsync(string name) =>
        (await DockerAsync("inspect", "--format", "{{.State.Running}}", name)).Text.Trim() == "true";

    /// <summary>Ends a container and keeps it.</summary>
    public async Task KillAsync(string name) => (await DockerAsync("kill", name)).Code.ShouldBe(0);

    /// <summary>Runs <c>docker</c> on this daemon to its end.</summary>
    internal Task<(int Code, string Text)> DockerAsync(params string[] arguments) => CalledAsync("docker", arguments);

    /// <summary>Runs a line of shell whose <c>docker</c> is this daemon's.</summary>
    internal Task<(int Code, string Text)> ShellAsync(string line) => CalledAsync("sh", "-c", line);

    private async Task<(int Code, string Text)> CalledAsync(string program, params string[] arguments)
    {
        using var docker = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The older builder: the newer one is a plugin that Debian does not have.
            Environment = { ["DOCKER_HOST"] = Host, ["DOCKER_BUILDKIT"] = "0" },
        })!;
        var error = docker.StandardError.ReadToEndAsync();
        var output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        return (docker.ExitCode, await error + output);
    }

    /// <summary>Ends the containers, then the daemon, and sees that nothing of it is left.</summary>
    public async Task StopAsync()
    {
        if (_daemon is { HasExited: true } && LiveRestore)
        {
            // Only a daemon ends what went on without it.
            await BeginAsync();
        }

        if (_daemon is null || _daemon.HasExited)
        {
            return;
        }

        var names = (await DockerAsync("ps", "--all", "--quiet")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > 0)
        {
            var removed = await DockerAsync(["rm", "--force", .. names]);
            removed.Code.ShouldBe(0, removed.Text);
        }

        await LeaveAsync();
        await Eventually.TrueAsync(() => Left().Count == 0, () => "left of the container daemon: " + string.Join("; ", Left()));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await UnmountAsync();
        _daemon?.Dispose();
        _folder.Dispose();
    }

    /// <summary>The daemon leaves the name of a network namespace mounted in its folder.</summary>
    private async Task UnmountAsync()
    {
        var mounts = (await File.ReadAllLinesAsync("/proc/self/mounts", CancellationToken.None))
            .Select(line => line.Split(' ')[1])
            .Where(path => path.StartsWith(_folder.Path + "/", StringComparison.Ordinal))
            .ToArray();
        if (mounts.Length > 0)
        {
            using var unmount = Process.Start("umount", mounts);
            await unmount.WaitForExitAsync(CancellationToken.None);
            unmount.ExitCode.ShouldBe(0);
        }
    }

    private async Task ImportAsync()
    {
        var root = Path.Combine(_folder.Path, "root");
        var programs = Directory.CreateDirectory(Path.Combine(root, "bin")).FullName;
        File.Copy(CommandPath.Find("busybox", root, Environment.GetEnvironmentVariable("PATH"))!, Path.Combine(programs, "busybox"));
        var script = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "www", "cgi-bin")).FullName, "keep");
        await File.WriteAllTextAsync(script, Keep);
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        await File.WriteAllTextAsync(Path.Combine(root, "www", "index.html"), "ok\n");
        var archive = Path.Combine(_folder.Path, "root.tar");
        await TarFile.CreateFromDirectoryAsync(root, archive, includeBaseDirectory: false);
        var end = await DockerAsync("import", archive, Image);
        end.Code.ShouldBe(0, end.Text);
    }

    /// <summary>Command lines of processes that name its folder: its parts, and the keepers of its containers.</summary>
    private List<string> Left() =>
    [
        .. Process.GetProcesses()
            .Select(process => ReadCommand(process.Id))
            .Where(command => command.Contains(_folder.Path, StringComparison.Ordinal)),
    ];

    private static string ReadCommand(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            // It ended meanwhile: nothing is left of it.
            return "";
        }
    }
}
