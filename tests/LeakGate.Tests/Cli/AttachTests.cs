using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class AttachTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Watching_takes_ten_minutes_sends_nothing_and_collects_nothing()
    {
        (await _cli.RunAsync("attach", "--pid", "42", "--no-load")).ShouldBe(0, _cli.Error);

        var plan = _cli.Plan.ShouldNotBeNull();
        plan.Watch.ShouldBe(new WatchPlan { Duration = TimeSpan.FromMinutes(10), Collect = false });
        plan.Load.Requests.ShouldBeEmpty();
        plan.Targets.ShouldHaveSingleItem().Source.ShouldBe(new TargetSource.Pid(42));
    }

    [Fact]
    public async Task A_url_alone_is_the_load_as_with_run()
    {
        (await _cli.RunAsync("attach", "--container", "shop_1", "--url", "http://127.0.0.1:5000/api?x=1")).ShouldBe(0, _cli.Error);

        var plan = _cli.Plan.ShouldNotBeNull();
        plan.Watch.ShouldBeNull();
        plan.Load.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api?x=1");
        plan.Targets[0].Source.ShouldBe(new TargetSource.Container("shop_1"));
        plan.Targets[0].Url.ShouldBe(new Uri("http://127.0.0.1:5000"));
    }

    [Fact]
    public async Task Of_a_file_load_and_gate_are_used_and_targets_and_services_are_not()
    {
        _cli.File("""
            targets: { a: { command: x, url: "http://127.0.0.1:1" }, b: { command: y, url: "http://127.0.0.1:2" } }
            services: [redis]
            load: { requests: [ GET /one, GET /two ] }
            gate: { memory: 3 KiB/request }
            """);

        (await _cli.RunAsync("attach", "--port", "8080", "-c", "leakgate.yml")).ShouldBe(0, _cli.Error);

        var plan = _cli.Plan.ShouldNotBeNull();
        plan.Targets.ShouldHaveSingleItem().Url.ShouldBe(new Uri("http://127.0.0.1:8080"));
        plan.Services.ShouldBeEmpty();
        plan.Load.Requests.Count.ShouldBe(2);
        plan.Gate.BytesPerRequest.ShouldBe(3072);
    }

    [Theory]
    [InlineData("nothing is named to attach to", "--no-load")]
    [InlineData("only one of --pid, --port can be attached to", "--pid", "1", "--port", "2", "--no-load")]
    [InlineData("nothing says what to send", "--pid", "1")]
    [InlineData("`--pid`: `0` is not a whole number from 1", "--pid", "0", "--no-load")]
    [InlineData("`--port`: `70000` is not a whole number from 1 to 65535", "--port", "70000", "--no-load")]
    [InlineData("`--container` takes no `a/b`", "--container", "a/b", "--no-load")]
    [InlineData("`--collect` goes only with `--no-load`", "--pid", "1", "--url", "http://127.0.0.1:1", "--collect")]
    [InlineData("`--url` does not go with `--no-load`", "--pid", "1", "--no-load", "--url", "http://127.0.0.1:1")]
    [InlineData("`--duration` is too short", "--pid", "1", "--no-load", "--duration", "17s")]
    [InlineData("did you mean `--no-load`?", "--pid", "1", "--noload")]
    public async Task What_does_not_fit_is_refused_with_what_to_do(string words, params string[] arguments)
    {
        (await _cli.RunAsync(["attach", .. arguments])).ShouldBe(2);

        _cli.Error.ShouldContain(words);
        _cli.Error.ShouldContain("nothing was started.");
        _cli.Plan.ShouldBeNull();
    }

    [Fact]
    public async Task All_errors_of_one_call_are_told_at_once()
    {
        (await _cli.RunAsync("attach", "--pid", "x", "--no-load", "--rate", "5/s", "--duration", "1s", "--fail-on", "leek")).ShouldBe(2);

        _cli.Error.ShouldContain("4 errors; nothing was started.");
    }

    [Fact]
    public async Task A_file_without_an_address_is_told_what_is_missing()
    {
        _cli.File("targets: { a: { command: x, url: \"http://127.0.0.1:1\" } }\nload: { requests: [ GET / ] }\n");

        (await _cli.RunAsync("attach", "--pid", "1", "-c", "leakgate.yml")).ShouldBe(2);

        _cli.Error.ShouldContain("add `--url http://127.0.0.1:5000`, or attach with `--port N`");
    }
}
