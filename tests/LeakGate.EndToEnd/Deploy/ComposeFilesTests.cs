using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>
/// The compose files as Docker's own Compose reads them: Debian's 1.29, the older of the two lines that are in use. It checks them by its
/// schema and puts the shared part in place.
/// </summary>
public sealed class ComposeFilesTests
{
    private static readonly string[] Services = ["postgres", "redis", "leaky", "healthy", "leakgate", "prometheus", "grafana"];

    private static readonly Dictionary<string, string?> Secrets = new(StringComparer.Ordinal)
    {
        ["POSTGRES_PASSWORD"] = "password-of-the-test",
        ["GRAFANA_PASSWORD"] = "another-of-the-test",
        ["LEAKGATE_TOKEN"] = "a-token-of-the-test",
        ["LEAKGATE_BIND"] = null,
    };

    [Theory]
    [InlineData("compose.yml")]
    [InlineData("compose.host.yml")]
    public async Task Compose_accepts_it_with_all_seven_parts_each_with_a_limit_and_a_health_check(string file)
    {
        var services = await ServicesAsync(file, Secrets);

        services.Children.Keys.Select(key => key.ToString()).ShouldBe(Services, ignoreOrder: true);
        foreach (var (name, service) in services.Children.Select(pair => (pair.Key.ToString(), (YamlMappingNode)pair.Value)))
        {
            service.Children.ContainsKey("mem_limit").ShouldBeTrue(name);
            service["security_opt"].ToString().ShouldContain("no-new-privileges", customMessage: name);

            // Images of our own bring their health check with them.
            (service.Children.ContainsKey("healthcheck") || service.Children.ContainsKey("build")).ShouldBeTrue(name);

            // A tag with three numbers, or the one that is built here.
            service["image"].ToString().ShouldMatch(@":(v?\d+\.\d+(\.\d+)?(-\w+)?|local)$", name);
        }
    }

    [Fact]
    public async Task Every_port_is_of_this_machine_alone_unless_somebody_says_otherwise()
    {
        (await PortsAsync(Secrets)).ShouldBe(
            ["127.0.0.1:3000:3000/tcp", "127.0.0.1:5000:5000/tcp", "127.0.0.1:5001:5001/tcp", "127.0.0.1:5432:5432/tcp", "127.0.0.1:5555:5555/tcp", "127.0.0.1:6379:6379/tcp", "127.0.0.1:9090:9090/tcp"]);

        var open = await PortsAsync(new Dictionary<string, string?>(Secrets, StringComparer.Ordinal) { ["LEAKGATE_BIND"] = "0.0.0.0" });

        open.Where(port => !port.StartsWith("127.0.0.1:", StringComparison.Ordinal)).ShouldBe(["0.0.0.0:3000:3000/tcp", "0.0.0.0:5555:5555/tcp"]);
    }

    [Fact]
    public async Task With_host_networking_no_port_is_mapped_and_every_server_is_told_to_stay_on_loopback()
    {
        var services = await ServicesAsync("compose.host.yml", Secrets);

        foreach (var (name, service) in services.Children.Select(pair => (pair.Key.ToString(), (YamlMappingNode)pair.Value)))
        {
            service["network_mode"].ToString().ShouldBe("host", name);
            service.Children.ContainsKey("ports").ShouldBeFalse(name);
            if (name != "leakgate")
            {
                // The server of LeakGate stays there by itself; its image's command says otherwise, so this one is set.
                Written(service).ShouldContain("127.0.0.1", customMessage: name);
            }
        }

        services["leakgate"]["command"].ToString().ShouldNotContain("bind");
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("GRAFANA_PASSWORD")]
    [InlineData("LEAKGATE_TOKEN")]
    public async Task Without_a_secret_nothing_starts(string name)
    {
        foreach (var file in new[] { "compose.yml", "compose.host.yml" })
        {
            var end = await ConfigAsync(file, new Dictionary<string, string?>(Secrets, StringComparer.Ordinal) { [name] = null });

            end.Code.ShouldNotBe(0, file);
            end.Text.ShouldContain("make up");
        }
    }

    [Theory]
    [InlineData("compose.yml")]
    [InlineData("compose.host.yml")]
    public async Task Every_file_that_is_mounted_is_there(string file)
    {
        var services = await ServicesAsync(file, Secrets);
        var mounted = services.Children.Values.Cast<YamlMappingNode>().Where(service => service.Children.ContainsKey("volumes"))
            .SelectMany(service => (YamlSequenceNode)service["volumes"])
            .Select(volume => volume.ToString().Split(':')[0])
            .Where(path => path.StartsWith('/'))
            .ToList();

        mounted.ShouldNotBeEmpty();

        // The token's file is written by `make up`.
        mounted.Where(path => !Path.Exists(path) && !path.EndsWith("secrets/leakgate_token", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Written(YamlNode node) => string.Join(' ', node.AllNodes.OfType<YamlScalarNode>().Select(scalar => scalar.Value));

    private static async Task<List<string>> PortsAsync(Dictionary<string, string?> environment) =>
    [
        .. (await ServicesAsync("compose.yml", environment)).Children.Values.Cast<YamlMappingNode>()
            .SelectMany(service => (YamlSequenceNode)service["ports"])
            .Select(port => port.ToString())
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<YamlMappingNode> ServicesAsync(string file, Dictionary<string, string?> environment)
    {
        var end = await ConfigAsync(file, environment);
        end.Code.ShouldBe(0, end.Text);
        var stream = new YamlStream();
        stream.Load(new StringReader(end.Text));
        return (YamlMappingNode)stream.Documents[0].RootNode["services"];
    }

    private static Task<Called> ConfigAsync(string file, Dictionary<string, string?> environment) =>
        Called.RunAsync(Path.GetTempPath(), environment, "docker-compose", "--file", DeployFolder.Source(file), "config");
}
