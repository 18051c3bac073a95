using System.Globalization;
using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Display;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

public sealed class ConsoleSummaryTests
{
    private const string Hostile = "a\u001b[31mred\u001b[2J [red]b[/]\r\nnext\u0007\u009b5A\u202eabc\u2066🙂👩‍👩‍👧 日本語\0end";

    public static TheoryData<string, Language> Cases()
    {
        var data = new TheoryData<string, Language>();
        foreach (var name in new[] { "clean", "leak", "one-leak", "inconclusive", "failed", "watched-clean", "watched-leak" })
        {
            data.Add(name, Language.English);
            data.Add(name, Language.Russian);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_summary_reads_the_same_under_every_culture(string name, Language language) =>
        Snapshot.Matches($"{name}.{language.Pick("en", "ru")}", () => Summary(Made(name), language));

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Russian)]
    public void Two_targets_stand_side_by_side(Language language) =>
        Snapshot.Matches("side-by-side." + language.Pick("en", "ru"), () => SideBySideOf([MadeVerdicts.Leaky("leaky"), MadeVerdicts.Clean("healthy")], language));

    [Fact]
    public void Explain_shows_floors_and_evidence_of_every_judged_block()
    {
        var blocks = RecordedShop.Records("shop").OfType<BlockRecord>().ToList();
        Snapshot.Matches("explain.en", () => Written(w => ConsoleSummary.Write(w, MadeVerdicts.Inconclusive(), new ConsoleStyle { Explain = true }, null, blocks)));
    }

    [Fact]
    public void Undecided_memory_beside_a_leak_of_the_heap_says_that_the_heap_shows_it()
    {
        var leaky = MadeVerdicts.Leaky();
        var memory = MadeVerdicts.Inconclusive().Resources[0];
        var heapAlone = leaky with
        {
            Resources = [memory, .. leaky.Resources.Skip(1)],
            Findings = [.. leaky.Findings.Select(f => f.Type == "memory_leak" ? f with { Resource = "heap", Folded = [] } : f)],
        };
        string.Join(' ', Summary(heapAlone, Language.English).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("the leak is shown by the managed heap");
        SideBySideOf([heapAlone], Language.English).ShouldContain("its leak is shown by the heap");

        // Without that finding there is nothing to point at.
        var noHeap = heapAlone with { Findings = [.. heapAlone.Findings.Where(f => f.Type != "memory_leak")] };
        Summary(noHeap, Language.English).ShouldNotContain("managed heap");
        SideBySideOf([noHeap], Language.English).ShouldNotContain("shown by the heap");
    }

    [Fact]
    public void A_gap_in_a_floor_is_told_with_its_reason()
    {
        var block = RecordedShop.Records("shop").OfType<BlockRecord>().Last(b => b.Stage == "blocks");
        var gap = block with
        {
            Floors = block.Floors.Where(f => f.Key != "anonymous_bytes").ToDictionary(),
            Gaps = new Dictionary<string, string> { ["anonymous_bytes"] = "smaps_rollup: permission denied" },
        };
        var text = Written(w => ConsoleSummary.Write(w, MadeVerdicts.Inconclusive(), new ConsoleStyle { Explain = true }, null, [gap]));
        text.ShouldContain("not measur");
        text.ShouldContain("smaps_rollup: permission denied");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(132)]
    public void No_line_is_wider_than_asked(int width)
    {
        foreach (var verdict in All().SelectMany(v => new[] { v, WithHostileNames(v) }))
        {
            foreach (var language in new[] { Language.English, Language.Russian })
            {
                var style = new ConsoleStyle { Width = width, Language = language, Explain = true };
                var text = Written(w => ConsoleSummary.Write(w, verdict, style, "/runs/" + Hostile, [.. RecordedShop.Records("shop").OfType<BlockRecord>()]))
                    + Written(w => SideBySide.Write(w, [verdict, WithHostileNames(verdict), verdict], style));
                foreach (var line in text.Split('\n'))
                {
                    TextColumns.Width(line).ShouldBeLessThanOrEqualTo(width, line);
                }
            }
        }
    }

    [Fact]
    public void Nothing_from_a_target_reaches_the_terminal_as_a_command()
    {
        foreach (var verdict in All().Select(WithHostileNames))
        {
            var style = new ConsoleStyle { Explain = true };
            var text = Written(w => ConsoleSummary.Write(w, verdict, style, Hostile)) + Written(w => SideBySide.Write(w, [verdict], style));
            text.Where(c => c != '\n' && (char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)).ShouldBeEmpty();
            text.ShouldContain("[red]b[/]");
        }
    }

    [Fact]
    public void A_name_of_ten_thousand_characters_is_cut()
    {
        var text = Summary(MadeVerdicts.Clean(new string('x', 10_000)), Language.English);
        text.ShouldContain("x… is clean");
        text.Length.ShouldBeLessThan(2000);
    }

    [Fact]
    public void Only_the_verb_and_the_signs_are_coloured()
    {
        var text = Written(w => ConsoleSummary.Write(w, MadeVerdicts.Clean("clean"), new ConsoleStyle { Colour = true }));
        text.ShouldStartWith("\u001b[36m✓\u001b[0m clean is \u001b[36mclean\u001b[0m: a request keeps");
    }

    [Fact]
    public void Without_colour_there_is_no_escape_sequence() =>
        All().ShouldAllBe(v => !Summary(v, Language.English).Contains('\u001b', StringComparison.Ordinal));

    private static IEnumerable<VerdictDocument> All() =>
        [MadeVerdicts.Clean(), MadeVerdicts.Leaky(), MadeVerdicts.OneLeak(), MadeVerdicts.Inconclusive(), MadeVerdicts.Failed()];

    private static VerdictDocument Made(string name) => name switch
    {
        "clean" => MadeVerdicts.Clean(),
        "leak" => MadeVerdicts.Leaky(),
        "one-leak" => MadeVerdicts.OneLeak(),
        "inconclusive" => MadeVerdicts.Inconclusive(),
        "watched-clean" => WatchedVerdicts.Clean(),
        "watched-leak" => WatchedVerdicts.Leaky(),
        _ => MadeVerdicts.Failed(),
    };

    private static VerdictDocument WithHostileNames(VerdictDocument verdict) => verdict with
    {
        Target = Hostile,
        ReasonText = Hostile,
        Profile = Hostile,
        LastOutput = [Hostile, new string('漢', 10_000)],
        Measurement = [.. verdict.Measurement.Select(check => check with { Resource = Hostile, Detail = Hostile }), MadeChecks.Of(Hostile, "weak", Hostile)],
        Remarks = [Hostile, new string('y', 10_000)],
        LeakTypes = [.. verdict.LeakTypes, Hostile],
        Resources = [.. verdict.Resources, .. verdict.Resources.Take(1).Select(r => r with { Resource = Hostile, Reason = Hostile, Explanation = [Hostile] })],
        Findings =
        [
            .. verdict.Findings.Select(f => f with
            {
                Type = Hostile, Where = Hostile, Fingerprint = Hostile, Advice = Hostile, Ignored = Hostile,
                Requests = [new(Hostile + new string('/', 10_000), f.PerMixRequest!, 1)], Evidence = [new("path", Hostile, 3)], Folded = [new(Hostile, 1)],
            }),
        ],
    };

    private static string Summary(VerdictDocument verdict, Language language) =>
        Written(w => ConsoleSummary.Write(w, verdict, new ConsoleStyle { Language = language }, ".leakgate/runs/20261122-101402-ab12/shop"));

    private static string SideBySideOf(IReadOnlyList<VerdictDocument> verdicts, Language language) =>
        Written(w => SideBySide.Write(w, verdicts, new ConsoleStyle { Language = language }));

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString();
    }
}
