using LeakGate.Cli.Outcomes;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class HelpTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Help_lists_the_verbs_that_work_and_no_others()
    {
        (await _cli.RunAsync("--help")).ShouldBe(0);

        _cli.Output.ShouldContain("  run ");
        _cli.Output.ShouldContain("  demo ");
        _cli.Output.ShouldContain("  attach ");
        _cli.Output.ShouldContain("  analyze ");
        _cli.Output.ShouldContain("  serve ");
        foreach (string later in new[] { "keep", "hold", "detached" })
        {
            _cli.Output.ShouldNotContain($"  {later} ");
        }

        _cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_of_run_lists_its_options_examples_and_every_exit_code()
    {
        (await _cli.RunAsync("run", "--help")).ShouldBe(0);

        foreach (string option in new[]
        {
            "--config", "--target", "--profile", "--parallel", "--url", "--rate", "--concurrency", "--budget", "--duration",
            "--fail-on", "--leak-exit-code", "--out", "--report", "--json", "--quiet", "--explain", "--lang",
        })
        {
            _cli.Output.ShouldContain(option);
        }

        _cli.Output.ShouldContain("leakgate run --url http://127.0.0.1:5000/api -- dotnet Shop.dll");
        string[] lines = _cli.Output.Split(Environment.NewLine);
        ExitCodes.Order.ShouldAllBe(code => lines.Any(line => line.StartsWith(FormattableString.Invariant($"  {code} "), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Help_speaks_Russian()
    {
        (await _cli.RunAsync("run", "--help", "--lang", "ru")).ShouldBe(0);

        _cli.Output.ShouldContain("Примеры:");
        _cli.Output.ShouldContain("Сколько смотреть");
    }

    [Fact]
    public async Task Version_is_a_number_alone()
    {
        (await _cli.RunAsync("--version")).ShouldBe(0);

        Version.TryParse(_cli.Output.Trim(), out _).ShouldBeTrue(_cli.Output);
    }
}
