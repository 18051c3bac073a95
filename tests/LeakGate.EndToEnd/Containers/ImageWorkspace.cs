using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.Runs;

namespace LeakGate.EndToEnd.Containers;

/// <summary>A working folder whose target is the image of a <see cref="ContainerDaemon"/>, on the network of the machine.</summary>
internal sealed class ImageWorkspace : IDisposable
{
    /// <summary>What such a run shows is how it goes, not how well it judges.</summary>
    private const string Wide = """
        gate: { memory: 1 MiB/request, counts: 1/2 requests }
        profiles: { quick: { block: 300ms } }
        """;

    private readonly Workspace _workspace = new();

    public RunFolder Folder() => _workspace.Folder();

    public VerdictDocument Verdict() => _workspace.Verdict();

    public VerdictDocument Again() => _workspace.Again();

    /// <summary>A target <c>it</c>.</summary>
    /// <param name="arguments">In place of the image's command.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="more">Further keys of the target.</param>
    /// <param name="rate">The load.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="judged">Margins and profiles.</param>
    /// <param name="image">The image.</param>
    public void Configure(
        IReadOnlyList<string> arguments, string url, string more = "", string rate = "50/s", string request = "GET /cgi-bin/keep", string judged = Wide, string image = ContainerDaemon.Image) =>
        _workspace.Configure($"""
            targets:
              it:
                image: {image}
                {(arguments.Count > 0 ? "args: " + JsonSerializer.Serialize(arguments) : "")}
                network: host
                url: {url}
                {more}
            load:
              rate: {rate}
              requests: [ "{request}" ]
            {judged}
            """);

    /// <summary>A target that serves until it is ended, and leaks nothing.</summary>
    public void Serve()
    {
        var url = Workspace.FreeUrl();
        Configure(ContainerDaemon.Server(url), url, request: "GET /index.html");
    }

    /// <summary>Starts <c>leakgate run</c> with an engine.</summary>
    public LeakGateProcess Start(ContainerDaemon daemon) => LeakGateProcess.StartWith(
        _workspace.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_HOST"] = daemon.Host }, "run");

    public void Dispose() => _workspace.Dispose();
}
