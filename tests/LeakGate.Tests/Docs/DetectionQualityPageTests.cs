using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The page of measured quality counts every run that is kept, and no other.</summary>
public sealed partial class DetectionQualityPageTests
{
    private static readonly string[] Verdicts = ["clean", "leak", "inconclusive", "failed", "none"];

    [Theory]
    [InlineData("docs/detection-quality.md", "{0} runs of {1} labelled programs", "| leak told of a clean program | 0 | {0} of {1};", "| leaks called clean | 0 | {0} of ", "in no row above | – | {0} |")]
    [InlineData("docs/detection-quality.ru.md", "запусков — {0}, размеченных программ — {1}", "| утечка названа у чистой программы | 0 | {0} из {1};", "| утечки названы чистыми | 0 | {0} из ", "в строках выше их нет | – | {0} |")]
    public void The_page_counts_what_the_results_hold(string path, string runs, string falseAlarms, string missed, string notBegun)
    {
        var rows = Rows();
        var page = MarkdownPage.At(path).Text;

        page.ShouldContain(string.Format(CultureInfo.InvariantCulture, runs, rows.Count, rows.Select(row => row["program"]).Distinct(StringComparer.Ordinal).Count()));
        foreach (var group in rows.GroupBy(row => (row["profile"], row["rate"])))
        {
            var (clean, leaks) = (group.Where(row => row["label"] == "clean").ToList(), group.Where(row => row["label"] == "leak").ToList());
            if (clean.Count > 0)
            {
                page.ShouldContain(string.Format(CultureInfo.InvariantCulture, falseAlarms, clean.Count(row => row["verdict"] == "leak"), clean.Count));
            }

            if (leaks.Count > 0)
            {
                var (early, late) = (leaks.Count(IsNotBegun), leaks.Count(row => row["verdict"] == "clean" && !IsNotBegun(row)));
                page.ShouldContain(string.Format(CultureInfo.InvariantCulture, missed, late));
                page.ShouldContain(string.Format(CultureInfo.InvariantCulture, notBegun, early));
            }
        }
    }

    [Theory]
    [InlineData("docs/detection-quality.md")]
    [InlineData("docs/detection-quality.ru.md")]
    public void Every_run_that_was_not_decided_rightly_is_named(string path)
    {
        var listed = MarkdownPage.At(path).Text.Split('\n');

        foreach (var wrong in Rows().Where(row => row["verdict"] != row["label"]).GroupBy(row => $"| {row["program"]} | {row["label"]} | {row["verdict"]} |"))
        {
            listed.Count(line => line.StartsWith(wrong.Key, StringComparison.Ordinal)).ShouldBe(wrong.Count(), wrong.Key);
        }
    }

    /// <summary>With no false alarm in n runs the exact bound is 1 − 0.05^(1/n); the page has two digits of it.</summary>
    [Fact]
    public void The_bound_of_no_false_alarm_is_the_exact_one()
    {
        var bounds = BoundOfNone().Matches(MarkdownPage.At("docs/detection-quality.md").Text);

        foreach (Match bound in bounds)
        {
            var runs = double.Parse(bound.Groups["runs"].Value, CultureInfo.InvariantCulture);
            double.Parse(bound.Groups["percent"].Value, CultureInfo.InvariantCulture).ShouldBe(100 * (1 - Math.Pow(0.05, 1 / runs)), 0.5);
        }
    }

    [Fact]
    public void Every_line_is_whole()
    {
        foreach (var row in Rows())
        {
            row["verdict"].ShouldBeOneOf(Verdicts);
            row["label"].ShouldBeOneOf("clean", "leak");
            row["half"].ShouldBeOneOf("tuning", "validation");
            double.Parse(row["machine_load"], CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    /// <summary>The shape <c>late</c> begins to leak 40 seconds after its first request.</summary>
    private static bool IsNotBegun(Dictionary<string, string> row) =>
        row["shape"] == "late" && row["verdict"] == "clean" && double.Parse(row["seconds_to_verdict"], CultureInfo.InvariantCulture) < 40;

    private static List<Dictionary<string, string>> Rows()
    {
        var lines = File.ReadAllLines(Path.Combine(MarkdownPage.Root, "bench/LeakBench/results.csv"));
        var columns = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Select(line => line.Split(',')).Select(values =>
            {
                values.Length.ShouldBe(columns.Length);
                return columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            }),
        ];
    }

    [GeneratedRegex(@"\b0 of (?<runs>\d+); at most (?<percent>[\d.]+) %", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BoundOfNone();
}
