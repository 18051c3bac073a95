using LeakGate.Runs;
using Shouldly;

namespace LeakGate.EndToEnd.Runs;

/// <summary>Configurations of the samples, each on a free port.</summary>
internal static class SampleRuns
{
    /// <summary>The demo's own configuration: both samples, the whole mix.</summary>
    /// <param name="block">Least load of a block, where a test shows how a run goes and not how well it judges.</param>
    public static string Demo(string? block = null)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "demo", "leakgate.yml");
        var text = File.ReadAllText(file).Replace("dotnet samples/", $"dotnet {Path.GetDirectoryName(file)}/samples/", StringComparison.Ordinal);
        foreach (var port in new[] { "5000", "5001" })
        {
            var url = Workspace.FreeUrl();
            var line = $"    url: http://127.0.0.1:{port}\n";
            text.ShouldContain(line);
            var at = text.IndexOf(line, StringComparison.Ordinal);
            var environment = text.LastIndexOf("    env:\n", at, StringComparison.Ordinal) + "    env:\n".Length;
            text = text.Replace(line, $"    url: {url}\n", StringComparison.Ordinal).Insert(environment, $"      ASPNETCORE_URLS: {url}\n");
        }

        return block is null ? text : text + $"profiles: {{ quick: {{ block: {block} }} }}\n";
    }

    /// <summary>LeakyApp with one request and nothing said of what is expected.</summary>
    public static string LeakyAlone(string request)
    {
        var url = Workspace.FreeUrl();
        return $$"""
            services: [postgres, redis]
            targets:
              leaky:
                command: dotnet {{Workspace.Sample("LeakyApp")}}
                env: { ConnectionStrings__Postgres: "${postgres.connection}", Redis: "${redis.address}", ASPNETCORE_URLS: {{url}} }
                url: {{url}}
                health: { path: /health, timeout: 60s }
                probes: { postgres: "${postgres.connection}", redis: "${redis.address}" }
            load:
              rate: 600/s
              requests:
                - {{request}}
            gate:
              counts: 1/50 requests
            profiles:
              quick: { block: 500ms }
            """;
    }

    /// <summary>One line for a reader of the test's output.</summary>
    public static string Figures(VerdictDocument verdict) => FormattableString.Invariant(
        $"{verdict.Target}: {verdict.Verdict} [{string.Join(", ", verdict.LeakTypes)}] after {verdict.SecondsToVerdict} s and {verdict.Requests} requests; ")
        + string.Join("; ", verdict.Findings.SelectMany(finding => finding.Requests.Select(request => FormattableString.Invariant(
            $"{finding.Type} {request.Request} {request.PerRequest.Estimate} ({request.PerRequest.Low} to {request.PerRequest.High})"))));
}
