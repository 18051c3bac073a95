using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

public sealed class InterpolationTests
{
    private static readonly Dictionary<string, string> Services = new(StringComparer.Ordinal)
    {
        ["redis.address"] = "127.0.0.1:7777",
        ["redis.port"] = "7777",
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("${TOKEN}", "s3cret")]
    [InlineData("a-${TOKEN}-${TOKEN}", "a-s3cret-s3cret")]
    [InlineData("${NOPE:-other}", "other")]
    [InlineData("${EMPTY}", "")]
    [InlineData("${EMPTY:-other}", "other")]
    [InlineData("${TOKEN:-other}", "s3cret")]
    [InlineData("$HOME and $", "$HOME and $")]
    [InlineData("$${TOKEN}", "${TOKEN}")]
    [InlineData("$$${TOKEN}", "$s3cret")]
    [InlineData("${redis.address}", "127.0.0.1:7777")]
    [InlineData("$${redis.address}", "${redis.address}")]
    [InlineData("$$${redis.port}", "$7777")]
    [InlineData("$$$${redis.port}", "$${redis.port}")]
    [InlineData("${DOLLARS}", "pa$${redis.port}$")]
    [InlineData("${DOLLARS}${redis.port}", "pa$${redis.port}$7777")]
    public void A_value_is_filled_in_from_the_environment_now_and_from_services_later(string written, string expected)
    {
        RunPlan plan = Yaml.Plan($$"""
            services: [redis]
            targets: { a: { command: ls, env: { A: '{{written}}' } } }
            """);

        plan.Resolve(Services).Targets[0].Environment["A"].Reveal().ShouldBe(expected);
    }

    [Fact]
    public void A_variable_with_blanks_stays_one_argument()
    {
        var command = (TargetSource.Command)Yaml.Plan("targets: { a: { command: 'run ${BLANKS} ${NOPE:-x y}' } }").Targets[0].Source;

        command.Arguments.ShouldBe(["run", "two words", "x y"]);
    }

    [Fact]
    public void What_may_be_shown_of_a_command_and_a_request_holds_no_variable_filled_in()
    {
        RunPlan plan = Yaml.Plan("""
            targets: { a: { command: [run, "--token=${TOKEN}"], url: "http://127.0.0.1:5000" } }
            load: { requests: ["GET /x?key=${TOKEN}"] }
            """);

        var command = (TargetSource.Command)plan.Targets[0].Source;
        command.Arguments.ShouldBe(["run", "--token=s3cret"]);
        command.AsWritten.ShouldBe(["run", "--token=${TOKEN}"]);
        plan.Load.Requests[0].Path.ShouldBe("/x?key=s3cret");
        plan.Load.Requests[0].Name.ShouldBe("GET /x?key=${TOKEN}");
    }

    [Fact]
    public void Every_text_that_may_wait_for_a_service_is_resolved()
    {
        RunPlan plan = Yaml.Plan("""
            services: [redis]
            targets: { a: { command: "run ${redis.port}", url: "http://127.0.0.1:5000", probes: { redis: "${redis.address}", postgres: "Port=${redis.port}" } } }
            load: { requests: [{ path: "/${redis.port}", body: "${redis.port}", headers: { A: "${redis.port}" } }] }
            """).Resolve(Services);

        ((TargetSource.Command)plan.Targets[0].Source).Arguments.ShouldBe(["run", "7777"]);
        plan.Targets[0].Probes.Redis.ShouldBe("127.0.0.1:7777");
        plan.Targets[0].Probes.Postgres!.Reveal().ShouldBe("Port=7777");
        plan.Load.Requests[0].Path.ShouldBe("/7777");
        plan.Load.Requests[0].Body.ShouldBe("7777");
        plan.Load.Requests[0].Headers["A"].Reveal().ShouldBe("7777");
    }

    [Fact]
    public void A_service_that_gives_no_value_is_a_fault_of_the_caller() =>
        Should.Throw<InvalidOperationException>(() => ServiceText.Resolve("${redis.port}", new Dictionary<string, string>(StringComparer.Ordinal)))
            .Message.ShouldContain("${redis.port}");
}
