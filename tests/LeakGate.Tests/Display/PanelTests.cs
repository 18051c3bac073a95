using System.Globalization;
using LeakGate.Cli.Display;
using LeakGate.Reports.Charts;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Display;

public sealed class PanelTests
{
    private static readonly DisplayWords English = new(Language.English);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(79, 23)]
    [InlineData(160, 50)]
    [InlineData(40, 12)]
    [InlineData(20, 5)]
    [InlineData(1, 1)]
    [InlineData(300, 4)]
    public void A_picture_never_leaves_the_terminal(int width, int rows)
    {
        foreach (var language in new[] { Language.English, Language.Russian })
        {
            foreach (var glyphs in new[] { Glyphs.Unicode, Glyphs.Ascii })
            {
                var run = new RunProgress("shop");
                foreach (var record in RecordedShop.Records("shop"))
                {
                    run.Apply(record);
                    Fits(FullPanel.Draw(run, run.At, width, rows, glyphs, new DisplayWords(language)), width, rows);
                    Fits(CompactPanel.Draw(run, run.At, width, rows, glyphs, new DisplayWords(language)), width, rows);
                }

                run.End(MadeVerdicts.Leaky());
                Fits(FullPanel.Draw(run, run.At, width, rows, glyphs, new DisplayWords(language)), width, rows);
            }
        }
    }

    [Fact]
    public void Everything_stands_on_80_by_24()
    {
        var text = Text(FullPanel.Draw(After(r => r is BlockRecord { Index: 11 }), TimeSpan.FromSeconds(42), 79, 23, Glyphs.Unicode, English));
        foreach (var part in new[] { "4 of 8 lean to a leak", "blocks 5/12", "33,000 requests, none failed", "p50 1.90 to 9.20 ms", "warning: Dose 3,000", "processes", "3.75 KiB (3.55 to 3.95)" })
        {
            text.ShouldContain(part);
        }
    }

    [Fact]
    public void The_verdict_stands_whole_on_80_columns()
    {
        var run = After(_ => false);
        run.End(MadeVerdicts.Leaky());
        var text = Text(FullPanel.Draw(run, run.At, 79, 23, Glyphs.Unicode, English));
        text.ShouldContain("leaks in four places;");
        text.ShouldContain("out first, in 3 h 36 min.");
    }

    [Fact]
    public void In_the_end_the_table_shows_what_the_verdict_says()
    {
        var run = After(_ => false);
        var verdict = MadeVerdicts.Leaky();
        run.End(verdict with { Resources = [MadeVerdicts.Inconclusive().Resources[0], .. verdict.Resources.Skip(1)] });
        var rows = Text(FullPanel.Draw(run, run.At, 79, 23, Glyphs.Unicode, English)).Split('\n');
        rows.Single(r => r.StartsWith(" memory ", StringComparison.Ordinal)).ShouldContain("~ open");
        rows.Single(r => r.StartsWith(" threads ", StringComparison.Ordinal)).ShouldContain("≤ 0.34/1,000");
        rows.Single(r => r.StartsWith(" Redis connections ", StringComparison.Ordinal)).ShouldContain("▲ leak");
    }

    [Fact]
    public void What_was_waited_for_is_gone_from_the_screen_once_it_is_ready()
    {
        Text(FullPanel.Draw(After(r => r is EventRecord { Code: "waiting" }), TimeSpan.FromSeconds(1), 79, 23, Glyphs.Unicode, English)).ShouldContain("not ready yet: GET /health");
        Text(FullPanel.Draw(After(r => r is BlockRecord { Index: 2 }), TimeSpan.FromSeconds(10), 79, 23, Glyphs.Unicode, English)).ShouldNotContain("not ready yet");
    }

    [Fact]
    public void Names_of_a_target_move_no_cursor()
    {
        var run = new RunProgress("sh\u001b[2Jop[red]\n");
        foreach (var record in RecordedShop.Records("x"))
        {
            run.Apply(record);
        }

        run.Apply(new EventRecord { At = TimeSpan.FromSeconds(80), Level = "warning", Code = "x", Text = "out\u001b[1A\r\n[bold]put\u202e" });
        foreach (var line in FullPanel.Draw(run, run.At, 79, 23, Glyphs.Unicode, English))
        {
            line.ToString().Any(char.IsControl).ShouldBeFalse();
        }

        Text(FullPanel.Draw(run, run.At, 79, 23, Glyphs.Unicode, English)).ShouldContain("[bold]put");
    }

    [Fact]
    public void On_ascii_terminals_nothing_else_is_sent()
    {
        var text = Text(FullPanel.Draw(After(r => r is BlockRecord { Index: 13 }), TimeSpan.FromSeconds(50), 79, 23, Glyphs.Ascii, English));
        text.Where(c => c > '~').ShouldBeEmpty();
        text.ShouldContain("! leak");
    }

    [Fact]
    public void When_rows_are_few_those_that_lean_to_a_leak_stay()
    {
        var run = After(r => r is BlockRecord { Index: 11 });
        ResourceTable.Most(run.Resources, 4).Select(r => r.Name).ShouldBe(["memory", "heap", "descriptors", "database connections"]);
    }

    [Fact]
    public void A_lost_reading_is_shown_as_none_not_as_the_last_one()
    {
        var run = After(r => r is BlockRecord { Index: 11 });
        run.Apply(new SampleRecord
        {
            At = TimeSpan.FromSeconds(60),
            Values = new Dictionary<string, double>(),
            Gaps = new Dictionary<string, string> { ["fds"] = "permission denied" },
        });
        run.Resources.Single(r => r.Name == "descriptors").Now.ShouldBeNull();
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1, 0)]
    [InlineData(28.2, 3)]
    [InlineData(28.3, 4)]
    [InlineData(799, 7)]
    [InlineData(800, 8)]
    [InlineData(1e9, 8)]
    public void The_evidence_bar_is_full_only_when_it_is_enough(double evidence, int halves) => EvidenceBar.Halves(evidence, 800, 4).ShouldBe(halves);

    [Fact]
    public void Evidence_without_a_threshold_draws_nothing() => EvidenceBar.Halves(100, 0, 4).ShouldBe(0);

    [Fact]
    public void A_sparkline_shows_rise_gap_and_rest()
    {
        Sparkline.Draw([1, 2, null, 8], 8, Glyphs.Unicode.Levels).ShouldBe("▁▂ █");
        Sparkline.Draw([100_000, 100_001, 100_002], 8, Glyphs.Unicode.Levels).ShouldBe("▁▁▁");
        Sparkline.Draw([1, 2, 3, 4], 2, Glyphs.Unicode.Levels).ShouldBe("▁█");
        Sparkline.Draw([], 8, Glyphs.Unicode.Levels).ShouldBe("");
    }

    [Fact]
    public void What_is_kept_of_a_run_is_bounded()
    {
        var run = new RunProgress("shop");
        for (var i = 0; i < 10_000; i++)
        {
            run.Apply(new SampleRecord { At = TimeSpan.FromSeconds(i), Values = new Dictionary<string, double> { ["fds"] = i } });
            run.Apply(new EventRecord { At = TimeSpan.FromSeconds(i), Level = "info", Code = "x", Text = i.ToString(CultureInfo.InvariantCulture) });
        }

        run.Events.Count.ShouldBe(RunProgress.MostEvents);
        run.Resources.Single().Curve.Count.ShouldBe(ResourceProgress.Kept);
        run.Resources.Single().Now.ShouldBe(9999);
    }

    internal static RunProgress After(Predicate<RunRecord> last)
    {
        var run = new RunProgress("shop");
        foreach (var record in RecordedShop.Records("shop"))
        {
            run.Apply(record);
            if (last(record))
            {
                break;
            }
        }

        return run;
    }

    private static void Fits(IReadOnlyList<FrameLine> lines, int width, int rows)
    {
        lines.Count.ShouldBeLessThanOrEqualTo(rows);
        lines.ShouldAllBe(line => TextColumns.Width(line.ToString()) <= width && line.Used <= width);
    }

    private static string Text(IEnumerable<FrameLine> lines) => string.Join('\n', lines);
}
