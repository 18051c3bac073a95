using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>
/// <c>scripts/stack.sh</c> with a Docker that only writes down what it is asked for, in a folder where nothing else is installed: the base
/// images of the stack can't be had here.
/// </summary>
public sealed class StackScriptTests : IDisposable
{
    /// <summary>Answers as Docker does where all is well; FAKE_ variables make it fail. It has containers once `up` was called.</summary>
    private const string Docker = """
        #!/bin/bash
        echo "$(basename "$0") $*" >>"$CALLS"
        case "$*" in
          'compose version') exit "${FAKE_PLUGIN:-0}" ;;
          info*) [ -z "${FAKE_INFO-}" ] || { echo "$FAKE_INFO" >&2; exit 1; } ;;
          *'ps -q') ! grep -q 'up --detach' "$CALLS" || echo abc ;;
          inspect*) echo "/leakgate-leaky-1 ${FAKE_HEALTH:-healthy}" ;;
        esac
        """;

    private static readonly string[] Tools = ["bash", "env", "dirname", "basename", "sed", "od", "tr", "mkdir", "chmod", "id", "cat", "sleep", "grep"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal)
    {
        ["STACK"] = null,
        ["STACK_PATIENCE"] = "1",
        ["STACK_PORTS"] = "none:1",
        ["DISPLAY"] = null,
        ["WAYLAND_DISPLAY"] = null,
    };

    public StackScriptTests()
    {
        Directory.CreateDirectory(In("scripts"));
        Directory.CreateDirectory(In("deploy"));
        File.Copy(Path.Combine(Repository.Root, "scripts", "stack.sh"), In("scripts/stack.sh"));
        Directory.CreateDirectory(In("bin"));
        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(In("bin/" + tool), Observation.Targets.CommandPath.Find(tool, "/", "/usr/bin:/bin")!);
        }

        Install("docker");
        _environment["PATH"] = In("bin");
        _environment["CALLS"] = In("calls");
    }

    private string[] Calls => File.ReadAllLines(In("calls"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Up_makes_the_secrets_once_starts_everything_and_says_where()
    {
        var end = await StackAsync("up");

        end.Code.ShouldBe(0, end.Text);
        end.Text.ShouldContain("http://127.0.0.1:5555");
        Calls.ShouldContain("docker compose --project-name leakgate --project-directory deploy --env-file deploy/.env --file deploy/compose.yml up --detach");
        var secrets = File.ReadAllLines(In("deploy/.env"));
        secrets.Select(line => line.Split('=')[0]).ShouldBe(["POSTGRES_PASSWORD", "GRAFANA_PASSWORD", "LEAKGATE_TOKEN"]);
        secrets.Select(line => line.Split('=')[1]).ShouldAllBe(value => value.Length == 48);
        secrets.Select(line => line.Split('=')[1]).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        File.GetUnixFileMode(In("deploy/.env")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(In("deploy/secrets")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.ReadAllText(In("deploy/secrets/leakgate_token")).ShouldBe(secrets[2].Split('=')[1]);
        end.Text.ShouldNotContain(secrets[2].Split('=')[1]);

        (await StackAsync("up")).Code.ShouldBe(0);

        File.ReadAllLines(In("deploy/.env")).ShouldBe(secrets);
    }

    [Fact]
    public async Task Where_only_the_older_compose_is_there_it_is_taken()
    {
        Install("docker-compose");
        _environment["FAKE_PLUGIN"] = "1";

        (await StackAsync("up")).Code.ShouldBe(0);

        Calls.ShouldContain("docker-compose --project-name leakgate --project-directory deploy --env-file deploy/.env --file deploy/compose.yml up --detach");
    }

    [Fact]
    public async Task The_variant_without_a_network_has_its_own_file()
    {
        _environment["STACK"] = "host";

        (await StackAsync("up")).Code.ShouldBe(0);

        Calls.ShouldContain(call => call.EndsWith("--file deploy/compose.host.yml up --detach", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("down", "down")]
    [InlineData("restart", "restart")]
    [InlineData("status", "ps")]
    [InlineData("logs", "logs --follow --tail 100")]
    [InlineData("logs leaky", "logs --follow --tail 100 leaky")]
    [InlineData("images", "build")]
    public async Task The_other_words_are_passed_on(string words, string passed)
    {
        await StackAsync("up");

        (await StackAsync(words.Split(' '))).Code.ShouldBe(0);

        Calls.ShouldContain("docker compose --project-name leakgate --project-directory deploy --env-file deploy/.env --file deploy/compose.yml " + passed);
    }

    [Theory]
    [InlineData("down")]
    [InlineData("restart")]
    [InlineData("status")]
    [InlineData("logs")]
    public async Task Before_the_first_start_there_is_nothing_to_do_and_no_secret_is_made(string word)
    {
        var end = await StackAsync(word);

        end.Code.ShouldBe(1);
        end.Text.ShouldContain("make up");
        File.Exists(In("deploy/.env")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.", "sudo systemctl start docker")]
    [InlineData("permission denied while trying to connect to the Docker daemon socket", "sudo usermod -aG docker ")]
    public async Task A_daemon_that_can_not_be_used_is_told_with_what_to_do(string said, string remedy)
    {
        _environment["FAKE_INFO"] = said;

        var end = await StackAsync("up");

        end.Code.ShouldBe(1);
        end.Text.ShouldContain(remedy);
        Calls.ShouldNotContain(call => call.Contains("up --detach", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "Docker is not installed")]
    [InlineData(false, "without Compose")]
    public async Task What_is_not_installed_is_told_with_what_to_do(bool all, string said)
    {
        _environment["FAKE_PLUGIN"] = "1";
        if (all)
        {
            File.Delete(In("bin/docker"));
        }

        var end = await StackAsync("up");

        end.Code.ShouldBe(1);
        end.Text.ShouldContain(said);
        end.Text.ShouldContain("docker-compose");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_before_anything_starts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        _environment["STACK_PORTS"] = $"none:1 Redis:{port}";

        var end = await StackAsync("up");

        end.Code.ShouldBe(1);
        end.Text.ShouldContain($"port {port} (Redis) is taken; see by what: sudo ss -ltnp 'sport = :{port}'");
        end.Text.ShouldNotContain("(none)");
        Calls.ShouldNotContain(call => call.Contains("up --detach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_become_healthy_is_named()
    {
        _environment["FAKE_HEALTH"] = "unhealthy";

        var end = await StackAsync("up");

        end.Code.ShouldBe(1);
        end.Text.ShouldContain("leakgate-leaky-1 unhealthy");
        end.Text.ShouldContain("make logs");
    }

    [Theory]
    [InlineData("grafana", "http://127.0.0.1:3000/")]
    [InlineData("dashboards", "http://127.0.0.1:3000/d/leakgate-history")]
    [InlineData("prometheus", "http://127.0.0.1:9090/")]
    public async Task Pages_are_named_where_there_is_no_browser(string page, string address)
    {
        var end = await StackAsync("open", page);

        end.Code.ShouldBe(0, end.Text);
        end.Text.ShouldContain(address);
    }

    [Fact]
    public async Task The_addresses_of_the_dashboards_are_theirs()
    {
        var text = (await StackAsync("open", "dashboards")).Text;

        foreach (var board in DashboardFile.All())
        {
            text.ShouldContain($"http://127.0.0.1:3000/d/{board.Uid}\n", customMessage: board.Title);
        }
    }

    [Theory]
    [InlineData("bridge", "nonsense", 2, "scripts/stack.sh up")]
    [InlineData("nonsense", "up", 1, "STACK is \"nonsense\"")]
    public async Task What_is_not_known_is_said_so(string stack, string word, int code, string said)
    {
        _environment["STACK"] = stack;

        var end = await StackAsync(word);

        end.Code.ShouldBe(code);
        end.Text.ShouldContain(said);
    }

    [Theory]
    [InlineData("images", "scripts/stack.sh images")]
    [InlineData("up", "scripts/stack.sh up")]
    [InlineData("down", "scripts/stack.sh down")]
    [InlineData("restart", "scripts/stack.sh restart")]
    [InlineData("status", "scripts/stack.sh status")]
    [InlineData("logs", "scripts/stack.sh logs")]
    [InlineData("logs-leak", "scripts/stack.sh logs leaky")]
    [InlineData("logs-no-leak", "scripts/stack.sh logs healthy")]
    [InlineData("grafana-dashboard", "scripts/stack.sh open dashboards")]
    [InlineData("open-grafana", "scripts/stack.sh open grafana")]
    [InlineData("open-prometheus", "scripts/stack.sh open prometheus")]
    public async Task Each_target_of_make_is_one_of_its_words(string target, string command) =>
        (await Called.RunAsync(Repository.Root, new Dictionary<string, string?>(StringComparer.Ordinal) { ["MAKEFLAGS"] = null }, "make", "--dry-run", "--no-print-directory", target))
            .Text.Trim().ShouldBe(command);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private void Install(string name)
    {
        File.WriteAllText(In("bin/" + name), Docker);
        File.SetUnixFileMode(In("bin/" + name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<Called> StackAsync(params string[] words) => Called.RunAsync(_folder.Path, _environment, "/bin/bash", [In("scripts/stack.sh"), .. words]);
}
