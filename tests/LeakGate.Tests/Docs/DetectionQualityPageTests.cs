using System.Globalization;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The page of measured quality counts every run that is kept, and no other.</summary>
public sealed class DetectionQualityPageTests
{
    [Theory]
    [InlineData("docs/detection-quality.md", "{0} runs of {1} labelled programs", "| leak told of a clean program | 0 | {0} of {1};")]
    [InlineData("docs/detection-quality.ru.md", "прогонов — {0}, размеченных программ — {1}", "| утечка названа у чистой программы | 0 | {0} из {1};")]
    public void The_page_counts_what_the_results_hold(string path, string runs, string falseAlarms)
    {
        var lines = File.ReadAllLines(Path.Combine(MarkdownPage.Root, "bench/LeakBench/results.csv"));
        var columns = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)).ToList();
        var clean = rows.Where(row => row["label"] == "clean" && row["profile"] == "quick").ToList();

        var page = MarkdownPage.At(path).Text;

        page.ShouldContain(string.Format(CultureInfo.InvariantCulture, runs, rows.Count, rows.Select(row => row["program"]).Distinct(StringComparer.Ordinal).Count()));
        page.ShouldContain(string.Format(CultureInfo.InvariantCulture, falseAlarms, clean.Count(row => row["verdict"] == "leak"), clean.Count));
    }
}
