using System.Text.Json;
using LeakGate.Cli.Outcomes;
using LeakGate.Runs;
using LeakGate.Tests.Display;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

/// <summary><c>leakgate compare</c> and <c>leakgate baseline</c> on run folders and on an empty history.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_worse_run_exits_1_and_a_better_one_0()
    {
        Run("clean", MadeVerdicts.Clean());
        Run("leaky", MadeVerdicts.Leaky());

        (await _cli.RunAsync("compare", "clean", "leaky")).ShouldBe(ExitCodes.Leak);
        (await _cli.RunAsync("compare", "clean", "leaky", "--fail-on", "leak")).ShouldBe(ExitCodes.Clean);
        (await _cli.RunAsync("compare", "leaky", "clean")).ShouldBe(ExitCodes.Clean);
        _cli.Output.ShouldContain("shop is worse than the run before");
        _cli.Output.ShouldContain("shop is better than the run before");
    }

    [Fact]
    public async Task Json_names_every_figure_with_its_interval()
    {
        Run("one", MadeVerdicts.Clean());
        Run("two", MadeVerdicts.Clean());

        (await _cli.RunAsync("compare", "one", "two", "--json")).ShouldBe(ExitCodes.Clean);

        var baseline = JsonDocument.Parse(_cli.Output).RootElement[0].GetProperty("baseline");
        baseline.GetProperty("decision").GetString().ShouldBe("same");
        baseline.GetProperty("figures").EnumerateArray().ShouldAllBe(figure => figure.GetProperty("within").GetDouble() > 0);
    }

    [Fact]
    public async Task A_branch_without_runs_is_no_pass()
    {
        Run("one", MadeVerdicts.Clean());

        (await _cli.RunAsync("compare", "main", "one")).ShouldBe(ExitCodes.Inconclusive);
        _cli.Output.ShouldContain("nothing to compare with");
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("compare", "one")]
    [InlineData("compare", "one", "missing")]
    [InlineData("baseline")]
    [InlineData("baseline", "sett", "one")]
    [InlineData("baseline", "set")]
    [InlineData("baseline", "show", "one")]
    [InlineData("baseline", "set", "20261122-101402-ab12")]
    public async Task What_makes_no_sense_is_told_and_exits_2(params string[] words)
    {
        Run("one", MadeVerdicts.Clean());

        (await _cli.RunAsync(words)).ShouldBe(ExitCodes.Usage);
        _cli.Error.ShouldStartWith("leakgate: ");
    }

    private void Run(string name, VerdictDocument verdict)
    {
        var folder = Path.Combine(_cli.Folder, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "run.jsonl"), string.Concat(RecordedShop.Records("shop").Select(record => JsonSerializer.Serialize(record, RunJson.Line) + "\n")));
        File.WriteAllBytes(Path.Combine(folder, "verdict.json"), JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented));
    }
}
