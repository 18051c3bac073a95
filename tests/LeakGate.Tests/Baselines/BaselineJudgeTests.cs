using System.Globalization;
using LeakGate.Baselines;
using LeakGate.Reports.Cases;
using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using LeakGate.Verdicts;
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
        baseline.Figures.Where(figure => figure.Figure == "growth").ShouldAllBe(figure => figure.Change == Change.Same && figure.Within > 0);
        baseline.Figures.ShouldContain(figure => figure.Figure == "growth");
    }

    [Theory]
    [InlineData(1, Change.Unknown)]
    [InlineData(4, Change.Unknown)]
    [InlineData(5, Change.Worse)]
    public void A_level_is_judged_once_there_are_runs_enough_to_know_its_scatter(int runs, Change expected)
    {
        var resource = MadeVerdicts.Clean().Resources[0] with { PerRequest = null, Level = 28e6 };
        var points = Enumerable.Range(0, runs).Select(i => new BaselinePoint("run", "", null, 21e6 + i)).ToList();

        var compared = BaselineJudge.Compare(MadeVerdicts.Clean() with { Resources = [resource] }, [new BaselineSeries(resource.Resource, points)], "main", headIsNext: false);

        compared.Figures.ShouldHaveSingleItem().Change.ShouldBe(expected);
        compared.Decision.ShouldBe(expected);
    }

    [Fact]
    public void The_level_of_what_leaks_is_not_compared_since_it_is_as_high_as_requests_were_sent()
    {
        var leaking = MadeVerdicts.Leaky().Resources.Where(resource => resource.Verdict == Outcome.Leak).Select(resource => resource.Resource).ToList();

        leaking.ShouldNotBeEmpty();
        Compare(MadeVerdicts.Leaky(), MadeVerdicts.Leaky()).Figures.ShouldNotContain(figure => figure.Figure == "level" && leaking.Contains(figure.Resource));
    }

    [Theory]
    [InlineData(Language.English, "shop is clean, but worse than main: threads 21 → 28.")]
    [InlineData(Language.Russian, "shop чист, но хуже, чем main: потоки 21 → 28.")]
    public void A_clean_run_that_fails_for_being_worse_says_so_in_its_sentence_and_fails_as_a_case(Language language, string sentence)
    {
        var verdict = MadeVerdicts.Clean() with
        {
            Baseline = new BaselineDocument
            {
                Decision = Change.Worse,
                Branch = "main",
                Runs = 6,
                Figures =
                [
                    new BaselineDocument.FigureEntry("memory", "level", "bytes", Change.Same, 40e6, 40e6, 0, 0, 1e6),
                    new BaselineDocument.FigureEntry("threads", "level", "count", Change.Worse, 21, 28, 5, 9, 9),
                ],
            },
        };

        VerdictSentence.Of(verdict, language).ToString().ShouldBe(sentence);
        RunCases.IsWorse(verdict).ShouldBeTrue();
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
