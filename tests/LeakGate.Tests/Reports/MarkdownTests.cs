using System.Text;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Markdown;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>The summary of a step and the comment: what stands in them, what is left out first, and that names are only ever text.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Russian, "ru")]
    public void Several_targets_stand_on_one_page(Language language, string ending)
    {
        Snapshot.Matches($"summary.{ending}", () => Text(MadeReports.Several(language), MarkdownFormat.Summary));
        Snapshot.Matches($"comment.{ending}", () => Text(MadeReports.Several(language), MarkdownFormat.Comment));
    }

    [Fact]
    public void A_comment_begins_with_the_mark_by_which_the_next_run_finds_it()
    {
        Text(MadeReports.Clean(), MarkdownFormat.Comment).ShouldStartWith("<!-- leakgate:comment -->\n");
        Text(MadeReports.Clean(), MarkdownFormat.Summary).ShouldNotContain("<!--");
    }

    [Fact]
    public void Hostile_names_leave_only_the_elements_that_the_page_itself_writes()
    {
        string[] own = ["details", "summary", "code", "span", "sub", "pre"];
        foreach (var name in MadeReports.HostileNames.Append("@octocat a@example.com https://example.com www.example.com #1 !2 ![x](y)"))
        {
            foreach (var path in new[] { MarkdownFormat.Summary, MarkdownFormat.Comment })
            {
                var text = Text(MadeReports.Hostile(name), path).Replace(MarkdownFormat.Mark, "", StringComparison.Ordinal);
                var names = text.Split('<').Skip(1).Select(tag => tag.TrimStart('/')[..tag.TrimStart('/').IndexOf('>', StringComparison.Ordinal)]);
                names.Distinct().ShouldBeSubsetOf(own);
                text.ShouldNotContain("](");
                text.ShouldNotContain("@");
                text.ShouldNotContain("://");
                text.ShouldNotContain("`");
                text.Count(letter => letter == '\n').ShouldBeInRange(Lines("plain", path) - 4, Lines("plain", path) + 4, "a name makes no line");
            }
        }

        static int Lines(string name, string path) => Text(MadeReports.Hostile(name), path).Count(letter => letter == '\n');
    }

    [Fact]
    public void Fifty_targets_of_hostile_names_keep_the_limits_and_every_leak_its_heading()
    {
        var one = MadeReports.Hostile(new string('<', 500)).Targets[0];
        var targets = Enumerable.Range(0, 50).Select(i => one with { Verdict = one.Verdict with { Expect = i < 5 ? "clean" : "leak" } }).ToList();
        var input = MadeReports.Of(default, targets);

        var comment = Text(input, MarkdownFormat.Comment);
        var summary = Text(input, MarkdownFormat.Summary);

        comment.Length.ShouldBeLessThanOrEqualTo(MarkdownFormat.LongestComment);
        Encoding.UTF8.GetByteCount(summary).ShouldBeLessThanOrEqualTo(MarkdownFormat.LongestSummary);
        comment.Split('\n').Count(line => line.StartsWith("### ▲ ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(5);
        comment.ShouldNotContain("<details>");
        comment.ShouldContain("parts were left out");
        comment.ShouldStartWith(MarkdownFormat.Mark);
    }

    [Fact]
    public void What_is_folded_is_left_out_before_what_is_not_and_what_stands_always_never()
    {
        MarkdownPart[] parts =
        [
            new(MarkdownPart.Always, "title\n"), new(MarkdownPart.Details, new string('d', 50) + "\n"), new(MarkdownPart.Findings, "finding\n"), new(MarkdownPart.Rest, "rest\n"),
        ];

        MarkdownPage.Of(parts, 1000, text => text.Length, _ => "cut").ShouldBe(string.Concat(parts.Select(part => part.Text)));
        MarkdownPage.Of(parts, 30, text => text.Length, Cut).ShouldBe("title\nfinding\nrest\ncut 1\n");
        MarkdownPage.Of(parts, 15, text => text.Length, Cut).ShouldBe("title\ncut 3\n");
    }

    [Fact]
    public void A_run_that_was_cut_off_says_what_it_lacks()
    {
        var target = MadeReports.Target(MadeVerdicts.Inconclusive()) with { Missing = [new MissingPart("tail", "byte 17"), new MissingPart("stop")] };

        var text = Text(MadeReports.Of(default, [target]), MarkdownFormat.Comment);

        text.ShouldContain("> The run folder lacks&#58; tail (byte 17)");
        text.ShouldContain("> The run folder lacks&#58; stop");
    }

    [Fact]
    public void A_floor_that_was_not_read_is_a_point_among_the_bars()
    {
        var target = MadeReports.Target(MadeVerdicts.Leaky());
        var blocks = target.Run.Blocks.Where(block => block.Stage == "blocks").ToList();
        var hole = target.Run.Records.Select(record => ReferenceEquals(record, blocks[2])
            ? blocks[2] with { Floors = new Dictionary<string, double>() } : record).ToList();

        var text = Text(MadeReports.Of(default, [target with { Run = target.Run with { Records = hole } }]), MarkdownFormat.Summary);

        text.ShouldContain("·");
        Text(MadeReports.Leaky(), MarkdownFormat.Summary).Split("<sub>")[0].ShouldNotContain("·");
    }

    private static string Cut(int count) => "cut " + count.ToString(System.Globalization.CultureInfo.InvariantCulture) + "\n";

    private static string Text(ReportInput input, string path) => MadeReports.Text(new MarkdownFormat(), input, path);
}
