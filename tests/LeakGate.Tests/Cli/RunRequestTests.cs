using LeakGate.Cli.Outcomes;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class RunRequestTests : IDisposable
{
    private const string Two = """
        targets:
          shop: { command: dotnet Shop.dll, url: "http://127.0.0.1:5000" }
          stock: { command: dotnet Stock.dll, url: "http://127.0.0.1:5001" }
        load: { requests: [GET /] }
        profiles: { full: { budget: 20m } }
        notify: { slack: { webhook: "https://hooks.test/x", on: [leak] } }
        """;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_takes_the_file_of_the_current_folder()
    {
        (await _cli.File(Two).RunAsync("run")).ShouldBe(0);

        _cli.Plan!.Targets.Select(target => target.Name).ShouldBe(["shop", "stock"]);
        _cli.Plan.Targets[0].WorkDir.ShouldBe(_cli.Folder);
        _cli.Plan.Profile.ShouldBe(new ProfilePlan("quick", TimeSpan.FromMinutes(2)));
        _cli.Options!.OutputFolder.ShouldBe(Path.Combine(_cli.Folder, ".leakgate", "runs"));
        _cli.Options.Exit.ShouldBe(new ExitPolicy(FailOn.All, 1));
        _cli.Options.Language.ShouldBe(Language.English);
        (_cli.Options.Parallel || _cli.Options.Json || _cli.Options.Quiet || _cli.Options.Explain).ShouldBeFalse();
        _cli.Error.ShouldBeEmpty();
        _cli.Plan.Notify!.ShouldHaveSingleItem().Rules.On.ShouldBe(["leak"]);
    }

    [Fact]
    public async Task A_file_elsewhere_brings_its_own_folder()
    {
        (await _cli.File(Two, "conf/gate.yml").RunAsync("run", "-c", "conf/gate.yml", "--quiet")).ShouldBe(0);

        _cli.Plan!.Targets[0].WorkDir.ShouldBe(Path.Combine(_cli.Folder, "conf"));
        _cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_stand_over_the_file()
    {
        int code = await _cli.File(Two).RunAsync(
            "run", "--target", "stock", "--profile", "full", "--budget", "90s", "--rate", "5/min", "--concurrency", "3", "--parallel",
            "--url", "http://127.0.0.1:6001", "--fail-on", "leak,regression", "--leak-exit-code", "9", "--out", "o", "--report", "html,json",
            "--json", "--quiet", "--explain", "--lang", "ru");

        code.ShouldBe(0, _cli.Error);
        _cli.Plan!.Targets.ShouldHaveSingleItem().Url.ShouldBe(new Uri("http://127.0.0.1:6001"));
        _cli.Plan.Profile.ShouldBe(new ProfilePlan("full", TimeSpan.FromSeconds(90)));
        _cli.Plan.Load.Rate!.Value.ShouldBe(5.0 / 60, 1e-12);
        _cli.Plan.Load.Concurrency.ShouldBe(3);
        _cli.Plan.Reports.ShouldBe(["html", "json"]);
        _cli.Options!.Exit.ShouldBe(new ExitPolicy(FailOn.Leak | FailOn.Regression, 9));
        _cli.Options.OutputFolder.ShouldBe(Path.Combine(_cli.Folder, "o"));
        _cli.Options.Language.ShouldBe(Language.Russian);
        (_cli.Options.Parallel && _cli.Options.Json && _cli.Options.Quiet && _cli.Options.Explain).ShouldBeTrue();
    }

    [Fact]
    public async Task The_profile_takes_its_budget_from_the_file()
    {
        await _cli.File(Two).RunAsync("run", "-p", "full");

        _cli.Plan!.Profile.ShouldBe(new ProfilePlan("full", TimeSpan.FromMinutes(20)));
    }

    [Fact]
    public async Task A_target_without_an_address_is_refused_before_anything_starts()
    {
        (await _cli.File("targets: { shop: { pid: 1 } }").RunAsync("run")).ShouldBe(2);

        _cli.Error.ShouldContain("`shop` has no `url`");
        _cli.Plan.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_needs_no_file_and_keeps_its_own_options()
    {
        int code = await _cli.RunAsync(
            "run", "--url", "http://127.0.0.1:5000/api/{{int 1 9}}?x=1", "--", "dotnet", "out/My Shop.dll", "--rate", "$${x}", "--", "${redis.port}");

        code.ShouldBe(0, _cli.Error);
        TargetPlan target = _cli.Plan!.Resolve(new Dictionary<string, string>(StringComparer.Ordinal)).Targets.ShouldHaveSingleItem();
        target.Name.ShouldBe("My-Shop");
        ((TargetSource.Command)target.Source).Arguments.ShouldBe(["dotnet", "out/My Shop.dll", "--rate", "$${x}", "--", "${redis.port}"]);
        target.WorkDir.ShouldBe(_cli.Folder);
        target.Url.ShouldBe(new Uri("http://127.0.0.1:5000"));
        RequestPlan request = _cli.Plan!.Load.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("GET", "/api/{{int 1 9}}?x=1"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", "/")]
    [InlineData("http://127.0.0.1:5000/", "/")]
    [InlineData("http://127.0.0.1:5000?a=1", "/?a=1")]
    public async Task The_load_of_a_command_is_GET_of_its_url(string url, string path)
    {
        (await _cli.RunAsync("run", "--url", url, "--", "ls")).ShouldBe(0, _cli.Error);

        _cli.Plan!.Load.Requests.ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("ls", "ls")]
    [InlineData("/usr/bin/my-app --x", "my-app")]
    [InlineData("dotnet run --project x", "x")]
    [InlineData("java -jar a/b.jar", "b")]
    [InlineData("python3 app.py", "app")]
    [InlineData("dotnet", "dotnet")]
    [InlineData("./", "target")]
    public async Task A_command_is_named_by_its_program(string command, string name)
    {
        (await _cli.RunAsync(["run", "--url", "http://127.0.0.1:1", "--", .. command.Split(' ')])).ShouldBe(0, _cli.Error);

        _cli.Plan!.Targets[0].Name.ShouldBe(name);
    }

    [Fact]
    public async Task Demo_takes_the_two_samples_one_after_the_other()
    {
        (await _cli.RunAsync("demo")).ShouldBe(0, _cli.Error);

        _cli.Plan!.Targets.Select(target => target.Name).ShouldBe(["leaky", "healthy"]);
        _cli.Options!.Parallel.ShouldBeFalse();
    }
}
