using System.Diagnostics;
using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using Shouldly;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary>
/// What a runner gives a job: a checkout of a bare clone of this repository, the variables of the system and no others, and a shell. The
/// tool is the one that was built for these tests, under its name in PATH and in <c>LEAKGATE</c>.
/// </summary>
internal sealed class PipelineCheckout : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MarkedProcesses _marked = new();

    private PipelineCheckout()
    {
    }

    /// <summary>The checkout.</summary>
    public string Path => System.IO.Path.Combine(_folder.Path, "checkout");

    /// <summary>A folder of the runner outside of the checkout.</summary>
    public string Temporary => System.IO.Path.Combine(_folder.Path, "temporary");

    public static async Task<PipelineCheckout> CreateAsync()
    {
        var checkout = new PipelineCheckout();
        Directory.CreateDirectory(checkout.Temporary);
        Directory.CreateDirectory(System.IO.Path.Combine(checkout._folder.Path, "bin"));
        checkout._folder.WriteExecutable("bin/leakgate", $"#!/bin/sh\nexec dotnet '{System.IO.Path.Combine(AppContext.BaseDirectory, "leakgate.dll")}' \"$@\"\n");
        var bare = System.IO.Path.Combine(checkout._folder.Path, "repository.git");
        var (cloned, said) = await checkout.ShellAsync(
            $"git clone --quiet --bare '{Repository.Root}' '{bare}' && git clone --quiet '{bare}' '{checkout.Path}'", new Dictionary<string, string>(StringComparer.Ordinal), checkout._folder.Path);
        cloned.ShouldBe(0, said);
        return checkout;
    }

    /// <summary>
    /// Replaces the configuration by a small server that is no .NET program and keeps a file open for each <c>GET /leak</c>. Wide margins:
    /// what is tested here is what becomes of a verdict, and few requests bring one.
    /// </summary>
    public void Configure(string request, string budget = "2m")
    {
        var url = Workspace.FreeUrl();
        var command = SmallServer.Command(url, "if self.path == '/leak' and len(kept) < 20000: kept.append(open('/dev/null'))");
        File.WriteAllText(System.IO.Path.Combine(Path, "leakgate.yml"), $$"""
            targets:
              shop:
                command: {{JsonSerializer.Serialize(command)}}
                url: {{url}}
            load: { rate: 400/s, requests: [ {{request}} ] }
            gate: { memory: 64 KiB/request, counts: 1/10 requests }
            profiles: { quick: { budget: {{budget}}, block: 300ms } }
            """);
    }

    /// <summary>The same, with no time to come to a decision.</summary>
    public void ConfigureShort() => Configure("GET /", budget: "1s");

    /// <summary>A target that ends before it answers.</summary>
    public void ConfigureEnding() => File.WriteAllText(System.IO.Path.Combine(Path, "leakgate.yml"), """
        targets: { shop: { command: [python3, -c, "import sys; sys.exit(7)"], url: "http://127.0.0.1:9", health: { path: /, timeout: 5s } } }
        load: { requests: [ GET / ] }
        """);

    /// <summary>Runs commands in the checkout.</summary>
    public Task<Called> RunAsync(string command, IReadOnlyDictionary<string, string> environment) => ShellAsync(command, environment, Path);

    public async ValueTask DisposeAsync()
    {
        await _marked.ShouldBecomeAsync(0);
        _folder.Dispose();
    }

    /// <summary>As GitHub starts bash; GitLab's shell ends at the first failure likewise.</summary>
    private Task<Called> ShellAsync(string command, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", command])
        {
            WorkingDirectory = folder,
        };

        // A runner does not have the variables of whoever runs these tests, least of all those of the pipeline that they may run in.
        start.Environment.Clear();
        foreach (var name in new[] { "HOME", "DOTNET_ROOT" })
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["PATH"] = $"{System.IO.Path.Combine(_folder.Path, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["CI"] = "true";
        start.Environment["LEAKGATE"] = "leakgate";
        foreach (var (name, value) in _marked.Environment.Concat(environment))
        {
            start.Environment[name] = value;
        }

        return Called.RunAsync(start);
    }
}
