using System.Globalization;
using LeakGate.Baselines;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Baselines;

/// <summary>A verdict against earlier ones, figure by figure, and how that is told.</summary>
public sealed class BaselineJudgeTests
{
    [Fact]
    public void The_same_verdict_is_no_different()
    {
        var baseline = Compare(MadeVerdicts.Clean(), MadeVerdicts.Clean());

        baseline.Decision.ShouldBe(Change.Same);
        baseline.Figures.ShouldAllBe(figure => figure.Change == Change.Same && figure.Within > 0);
    }

    [Fact]
    public void A_leak_after_a_clean_run_is_worse_where_it_leaks_and_only_there()
    {
        var baseline = Compare(MadeVerdicts.Leaky(), MadeVerdicts.Clean());

        baseline.Decision.ShouldBe(Change.Worse);
        baseline.Figures.Where(figure => figure is { Figure: "growth", Change: Change.Worse }).Select(figure => figure.Resource)
            .ShouldBe(["memory", "heap", "descriptors", "database connections", "redis connections"]);
        Compare(MadeVerdicts.Clean(), MadeVerdicts.Leaky()).Decision.ShouldBe(Change.Better);
    }

    [Fact]
    public void Without_earlier_runs_nothing_is_decided() =>
        BaselineJudge.Compare(MadeVerdicts.Clean(), [], "main", headIsNext: true).Decision.ShouldBe(Change.Unknown);

    [Fact]
    public void A_creep_that_no_single_run_shows_is_caught_over_many()
    {
        var points = Enumerable.Range(0, 40).Select(i => new BaselinePoint(
            "run-" + i.ToString(CultureInfo.InvariantCulture),
            "c" + i.ToString(CultureInfo.InvariantCulture),
            null,
            300e6 * Math.Pow(1.02, Math.Max(0, i - 25)) * (1 + (0.01 * Wave(i))))).ToList();
        var head = MadeVerdicts.Clean() with
        {
            Resources = [MadeVerdicts.Clean().Resources[0] with { PerRequest = null }],
        };
        var decisions = Enumerable.Range(20, 20).Select(count => BaselineJudge.Compare(
            head with { RunId = points[count].RunId, Resources = [head.Resources[0] with { Level = points[count].Level }] },
            [new BaselineSeries("memory", points[..count])],
            "main",
            headIsNext: true)).ToList();

        decisions.Take(5).ShouldAllBe(decision => decision.Decision == Change.Same);
        var drift = decisions.First(decision => decision.Drifts.Count > 0).Drifts[0];
        drift.Figure.ShouldBe("level");
        int.Parse(drift.SinceCommit[1..], CultureInfo.InvariantCulture).ShouldBeInRange(24, 32);
    }

    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("ru", Language.Russian)]
    public void It_is_told_in_80_columns(string code, Language language)
    {
        var baseline = Compare(MadeVerdicts.Leaky(), MadeVerdicts.Clean()) with
        {
            Branch = "main",
            Runs = 21,
            Drifts = [new BaselineDocument.DriftEntry("memory", "level", "bytes", "20261101-101402-ab12", "3f9c2a7d51e0b1f2", 310e6, 352e6)],
        };

        Snapshot.Matches("baseline." + code, () => Text(baseline, language));
        Text(baseline, language).Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    private static BaselineDocument Compare(VerdictDocument head, VerdictDocument before) => BaselineJudge.Compare(
        head,
        [.. before.Resources.Select(entry => new BaselineSeries(entry.Resource, [BaselinePoint.Of(before, entry)]))],
        branch: "",
        headIsNext: false);

    private static string Text(BaselineDocument baseline, Language language)
    {
        using var writer = new StringWriter();
        BaselineTable.Write(writer, "shop", baseline, new ConsoleStyle { Language = language });
        return writer.ToString();
    }

    /// <summary>A spread without chance: −1 to 1.</summary>
    private static double Wave(int i) => (((i * 37) % 19) / 9.0) - 1;
}
