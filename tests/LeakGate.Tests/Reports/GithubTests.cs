using System.Text.RegularExpressions;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Github;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>Annotations: one workflow command per line, at most ten of a kind, the most urgent first.</summary>
public sealed partial class GithubTests
{
    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Russian, "ru")]
    public void Several_targets_stand_in_one_file(Language language, string ending) =>
        Snapshot.Matches($"annotations.{ending}", () => Text(MadeReports.Several(language)));

    [Fact]
    public void Hostile_names_make_no_line_and_no_property_of_their_own()
    {
        var plain = Lines(MadeReports.Hostile("plain")).Count;
        foreach (var name in MadeReports.HostileNames)
        {
            var lines = Lines(MadeReports.Hostile(name));
            lines.Count.ShouldBe(plain);
            lines.ShouldAllBe(line => Command().IsMatch(line));
        }
    }

    [Fact]
    public void More_than_ten_of_a_kind_are_cut_and_counted()
    {
        var many = MadeReports.Of(default, [.. Enumerable.Range(0, 4).Select(_ => MadeReports.Target(MadeVerdicts.Leaky() with { Expect = "clean" }))]);

        var lines = Lines(many);

        lines.Count.ShouldBe(10);
        lines.ShouldAllBe(line => line.StartsWith("::error ", StringComparison.Ordinal));
        lines[0].ShouldContain("severity high");
        lines[9].ShouldEndWith("and 7 more: see the summary");
    }

    private static List<string> Lines(ReportInput input) => [.. Text(input).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static string Text(ReportInput input) => MadeReports.Text(new GithubFormat(), input, "annotations.txt");

    [GeneratedRegex(@"^::(error|warning|notice) title=[^:,\r\n]+::[^\r\n]+$")]
    private static partial Regex Command();
}
