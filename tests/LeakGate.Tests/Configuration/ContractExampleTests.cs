using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

public sealed class ContractExampleTests
{
    private const string Example = """
        targets:
          shop:
            command: dotnet artifacts/shop/Shop.dll     # or: pid, container, port
            workdir: .
            env: { ASPNETCORE_URLS: "http://127.0.0.1:5000" }
            url: http://127.0.0.1:5000
            health: { path: /health, timeout: 60s }
            expect: clean                                # or: leak, for a program that is known to leak
            probes:                                      # all optional; the runtime is recognised by itself
              metrics: /metrics
              postgres: "Host=127.0.0.1;Database=shop;Username=shop"
              redis: 127.0.0.1:6379
        services: [postgres, redis]                      # what a target needs
        load:
          rate: max                                      # the default, with concurrency 8; or 200/s
          concurrency: 8
          requests:
            - { name: add to cache, method: POST, path: /api/cache, headers: { X-Tenant: a }, body: '{"key":"k{{seq}}","value":"{{text 1000}}"}', weight: 3 }
            - GET /api/database
        gate:
          memory: 1 KiB/request                          # the margin
          counts: 1/1000 requests                        # descriptors, connections, threads, processes
          thresholds: { growth: 50 MB, rate: 5 MB/min }  # optional: the simple rule
          ignore:                                        # known leaks
            - { fingerprint: "1:7f3a…", reason: "fixed in 4.2", until: 2027-03-01 }
        profiles:
          quick: { budget: 2m }
          full: { budget: 15m }
        reports: [html, junit, allure, markdown]
        notify:
          slack: { webhook: "${HOOK}", on: [leak, recovered] }
        history: sqlite                                  # or a PostgreSQL connection string
        """;

    [Fact]
    public void The_example_of_the_contract_becomes_a_plan()
    {
        RunPlan plan = Yaml.Plan(Example);

        TargetPlan shop = plan.Targets.ShouldHaveSingleItem();
        shop.Name.ShouldBe("shop");
        shop.Source.ShouldBeOfType<TargetSource.Command>().Arguments.ShouldBe(["dotnet", "artifacts/shop/Shop.dll"]);
        shop.WorkDir.ShouldBe(Yaml.Folder);
        shop.Environment["ASPNETCORE_URLS"].Reveal().ShouldBe("http://127.0.0.1:5000");
        shop.Url.ShouldBe(new Uri("http://127.0.0.1:5000"));
        shop.Health.ShouldBe(new HealthPlan { Path = "/health", Timeout = TimeSpan.FromSeconds(60) });
        shop.Expect.ShouldBe(Expectation.Clean);
        shop.Probes.Metrics.ShouldBe("/metrics");
        shop.Probes.Postgres!.Reveal().ShouldBe("Host=127.0.0.1;Database=shop;Username=shop");
        shop.Probes.Redis.ShouldBe("127.0.0.1:6379");
        plan.Services.Select(service => service.Name).ShouldBe(["postgres", "redis"]);
    }

    [Fact]
    public void The_load_and_the_gate_of_the_example_are_read_in_their_units()
    {
        RunPlan plan = Yaml.Plan(Example);

        plan.Load.Rate.ShouldBeNull();
        plan.Load.Concurrency.ShouldBe(8);
        plan.Load.Requests.Select(request => (request.Name, request.Method, request.Path, request.Weight))
            .ShouldBe([("add to cache", "POST", "/api/cache", 3), ("GET /api/database", "GET", "/api/database", 1)]);
        plan.Load.Requests[0].Headers["X-Tenant"].Reveal().ShouldBe("a");
        plan.Load.Requests[0].Body.ShouldBe("""{"key":"k{{seq}}","value":"{{text 1000}}"}""");
        plan.Gate.BytesPerRequest.ShouldBe(1024);
        plan.Gate.CountPerRequest.ShouldBe(0.001);
        plan.Gate.Thresholds.ShouldBe(new ThresholdsPlan(50e6, 5e6));
        plan.Gate.Ignore.ShouldBe([new IgnoredFinding("1:7f3a…", "fixed in 4.2", new DateOnly(2027, 3, 1))]);
    }

    [Theory]
    [InlineData(null, "quick", 2)]
    [InlineData("full", "full", 15)]
    [InlineData("performance", "performance", 5)]
    public void The_profile_asked_for_is_planned(string? asked, string name, int minutes) =>
        Yaml.Plan(Example, asked).Profile.ShouldBe(
            new ProfilePlan(name, TimeSpan.FromMinutes(minutes)) { Block = name == "performance" ? TimeSpan.FromSeconds(5) : null });

    [Fact]
    public void The_load_of_a_block_may_be_given() =>
        Yaml.Plan(Example.Replace("quick: { budget: 2m }", "quick: { block: 300ms }", StringComparison.Ordinal)).Profile.ShouldBe(
            new ProfilePlan("quick", TimeSpan.FromMinutes(2)) { Block = TimeSpan.FromMilliseconds(300) });

    [Fact]
    public void What_this_version_does_not_do_yet_is_told_and_kept()
    {
        RunPlan plan = Yaml.Plan(Example);

        plan.Warnings.ShouldBe(
        [
            "probes.metrics alone judges nothing: name what of it to judge in probes.gauges",
        ]);
        plan.Reports.ShouldBe(["html", "junit", "allure", "markdown"]);
        NotifyPlan slack = plan.Notify!.ShouldHaveSingleItem();
        slack.Settings["webhook"].ShouldBe([new Secret("https://hooks.example.com/s3cret")]);
        slack.Rules.On.ShouldBe(["leak", "recovered"]);
        plan.History.ShouldBe(new Secret("sqlite"));
    }
}
