using LeakGate.EndToEnd.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Init;

/// <summary>The published schema of the configuration, asked by a validator that is not ours.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_configuration_of_the_repository_is_valid() =>
        (await SchemaValidator.ErrorsAsync("config", Path.Combine(Repository.Root, "leakgate.yml"))).ShouldBeEmpty();

    [Theory]
    [InlineData("docs/configuration.md")]
    [InlineData("docs/configuration.ru.md")]
    public async Task Every_whole_file_in_the_reference_is_valid(string page)
    {
        var files = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, page), TestContext.Current.CancellationToken))
            .Split("\n```yaml leakgate.yml\n").Skip(1).Select(rest => rest[..rest.IndexOf("\n```", StringComparison.Ordinal)]).ToList();

        files.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var file in files)
        {
            (await ErrorsAsync(file)).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public async Task The_example_of_the_contract_is_valid() => (await ErrorsAsync("""
        targets:
          shop:
            command: dotnet artifacts/shop/Shop.dll
            workdir: .
            env: { ASPNETCORE_URLS: "http://127.0.0.1:5000" }
            url: http://127.0.0.1:5000
            health: { path: /health, timeout: 60s }
            expect: clean
            probes: { metrics: /metrics, postgres: "Host=127.0.0.1;Database=shop;Username=shop", redis: "127.0.0.1:6379" }
        services: [postgres, redis]
        load:
          rate: max
          concurrency: 8
          requests:
            - { name: add to cache, method: POST, path: /api/cache, headers: { X-Tenant: a }, body: '{"key":"k{{seq}}","value":"{{text 1000}}"}', weight: 3 }
            - GET /api/database
        gate:
          memory: 1 KiB/request
          counts: 1/1000 requests
          thresholds: { growth: 50 MB, rate: 5 MB/min }
          ignore: [{ fingerprint: "1:7f3a…", reason: "fixed in 4.2", until: 2027-03-01 }]
        profiles: { quick: { budget: 2m }, full: { budget: 15m } }
        reports: [html, junit, allure, markdown]
        notify: { slack: { webhook: "${SLACK_WEBHOOK_URL}", on: [leak, recovered] } }
        history: sqlite
        """)).ShouldBeEmpty();

    [Theory]
    [InlineData("gates: {}", "")]
    [InlineData("targets: { a: { comand: ls } }\nload: { requests: [GET /] }", "/targets/a")]
    [InlineData("targets: { a: { command: ls, pid: 1 } }\nload: { requests: [GET /] }", "/targets/a")]
    [InlineData("targets: { a: { port: 99999, url: 'http://a:1' } }\nload: { requests: [GET /] }", "/targets/a/port")]
    [InlineData("targets: { a: { pid: 1, url: 'http://a:1' } }\nload: { concurrency: many, requests: [GET /] }", "/load/concurrency")]
    [InlineData("targets: { a: { pid: 1, url: 'http://a:1' } }\nload: { requests: [FETCH /] }", "/load/requests/0")]
    [InlineData("targets: { a: { pid: 1, url: 'http://a:1' } }\nload: { requests: [GET /] }\ngate: { memory: 1024 }", "/gate/memory")]
    [InlineData("targets: { a: { pid: 1, url: 'http://a:1' } }\nload: { requests: [GET /] }\nreports: [htm]", "/reports/0")]
    public async Task What_LeakGate_refuses_is_marked_where_it_stands(string yaml, string place) =>
        (await ErrorsAsync(yaml)).ShouldContain(place + " ");

    private Task<string> ErrorsAsync(string yaml)
    {
        _workspace.Configure(yaml);
        return SchemaValidator.ErrorsAsync("config", Path.Combine(_workspace.Path, "leakgate.yml"));
    }
}
