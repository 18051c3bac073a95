using LeakGate.Reports.Channels.Rules;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Notices;
using LeakGate.Runs.Plans;
using LeakGate.Verdicts;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Channels;

/// <summary>Who is told what, and when: the rules on made-up runs in made-up time.</summary>
public sealed class RuleBookTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<(string, string, string, string), Notice> _memory = [];
    private int _run;

    [Fact]
    public void A_finding_is_told_once_and_then_counted()
    {
        Tell(Leak("shop", "1:a")).ShouldBe("leak shop 1:a");
        Tell(Leak("shop", "1:a")).ShouldBe("");
        Tell(Leak("shop", "1:a")).ShouldBe("");
        _memory.Values.Single().Repeats.ShouldBe(2);
    }

    [Fact]
    public void Another_finding_is_news_and_the_known_one_is_mentioned()
    {
        Tell(Leak("shop", "1:a"));
        Tell(Leak("shop", "1:a", "1:b")).ShouldBe("leak shop 1:b; counted 1:a");
    }

    [Fact]
    public void After_the_window_it_is_told_again()
    {
        Tell(Leak("shop", "1:a"));
        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Tell(Leak("shop", "1:a")).ShouldBe("");
        _time.Advance(TimeSpan.FromSeconds(1));
        Tell(Leak("shop", "1:a")).ShouldBe("leak shop 1:a");
    }

    [Fact]
    public void Each_branch_hears_for_itself()
    {
        Tell(Leak("shop", "1:a"), branch: "main");
        Tell(Leak("shop", "1:a"), branch: "topic").ShouldBe("leak shop 1:a");
    }

    [Fact]
    public void What_was_not_delivered_is_told_by_the_next_run()
    {
        Tell(Leak("shop", "1:a"), delivered: false).ShouldBe("leak shop 1:a");
        Tell(Leak("shop", "1:a")).ShouldBe("leak shop 1:a");
        Tell(Leak("shop", "1:a")).ShouldBe("");
    }

    [Fact]
    public void Recovered_is_told_once_and_only_of_what_was_told()
    {
        Tell(Clean("shop")).ShouldBe("");
        Tell(Leak("shop", "1:a"));
        Tell(Clean("shop"), delivered: false).ShouldBe("recovered shop");
        Tell(Clean("shop")).ShouldBe("recovered shop");
        Tell(Clean("shop")).ShouldBe("");
    }

    [Fact]
    public void An_undecided_run_recovers_nothing()
    {
        Tell(Leak("shop", "1:a"));
        Tell(MadeVerdicts.Inconclusive("shop")).ShouldBe("");
        Tell(Clean("shop")).ShouldBe("recovered shop");
    }

    [Fact]
    public void A_failure_and_its_end_are_told()
    {
        Tell(MadeVerdicts.Failed("shop")).ShouldStartWith("failed shop");
        Tell(MadeVerdicts.Failed("shop")).ShouldBe("");
        Tell(Clean("shop")).ShouldBe("recovered shop");
    }

    [Fact]
    public void The_same_run_is_counted_once()
    {
        Tell(Leak("shop", "1:a"));
        var run = Leak("shop", "1:a") with { RunId = "run-7" };
        Tell(run);
        Tell(run);
        _memory.Values.Single().Repeats.ShouldBe(1);
    }

    [Fact]
    public void Asked_for_by_name_everything_is_told_again()
    {
        Tell(Leak("shop", "1:a"));
        Tell(Leak("shop", "1:a"), everything: true).ShouldBe("leak shop 1:a");
    }

    [Theory]
    [InlineData("high", "leak shop 1:a")]
    [InlineData("critical", "")]
    public void Below_the_severity_nothing_is_told(string least, string told) =>
        Tell(Leak("shop", "1:a"), rules: new NotifyRules { Severity = least }).ShouldBe(told);

    [Theory]
    [InlineData("main", "leak shop 1:a")]
    [InlineData("release/*", "")]
    [InlineData("ma*", "leak shop 1:a")]
    [InlineData("*", "leak shop 1:a")]
    [InlineData("mai", "")]
    public void Only_named_branches_are_told(string pattern, string told) =>
        Tell(Leak("shop", "1:a"), rules: new NotifyRules { Branches = [pattern] }).ShouldBe(told);

    [Fact]
    public void Only_named_targets_are_told() =>
        Tell(Leak("shop", "1:a"), rules: new NotifyRules { Targets = ["cart"] }).ShouldBe("");

    [Fact]
    public void Only_asked_occasions_are_told()
    {
        Tell(Leak("shop", "1:a"), rules: new NotifyRules { On = ["recovered"] }).ShouldBe("");
        Tell(MadeVerdicts.Inconclusive("shop"), rules: new NotifyRules { On = ["inconclusive"] }).ShouldStartWith("inconclusive shop");
    }

    [Fact]
    public void Always_speaks_without_news() =>
        Tell(Clean("shop"), rules: new NotifyRules { On = ["always"] }).ShouldBe("always");

    [Fact]
    public void A_known_leak_and_an_expected_one_are_no_news()
    {
        var leak = Leak("shop", "1:a");
        Tell(leak with { Findings = [.. leak.Findings.Select(finding => finding with { Ignored = "known" })] }).ShouldBe("");
        Tell(leak with { Expect = "leak" }).ShouldBe("");
        Tell(Clean("shop") with { Expect = "leak" }).ShouldBe("failed shop failed:expected_leak");
    }

    [Fact]
    public void A_week_of_140_runs_has_exactly_the_messages_that_a_person_wants()
    {
        // Twenty runs a day of four targets. shop: one leak, mended on Wednesday. cart: two leaks, of which nobody mends any.
        // mailer: leaks in every other run. search: always clean.
        List<string> messages = [];
        for (var run = 0; run < 140; run++)
        {
            var told = Tell(
                [
                    run is >= 5 and < 50 ? Leak("shop", "1:shop") : Clean("shop"),
                    run < 30 ? Clean("cart") : run < 70 ? Leak("cart", "1:cart-a") : Leak("cart", "1:cart-a", "1:cart-b"),
                    run >= 80 && run % 2 == 0 ? Leak("mailer", "1:mailer") : Clean("mailer"),
                    Clean("search"),
                ]);
            if (told.Length > 0)
            {
                messages.Add(_time.GetUtcNow().ToString("ddd HH:mm ", System.Globalization.CultureInfo.InvariantCulture) + told);
            }

            _time.Advance(TimeSpan.FromMinutes(72));
        }

        messages.ShouldBe(
        [
            "Mon 06:00 leak shop 1:shop",
            "Tue 12:00 leak cart 1:cart-a; counted 1:shop",
            "Wed 12:00 recovered shop; counted 1:cart-a",
            "Thu 12:00 leak cart 1:cart-b; counted 1:cart-a",

            // The flapping one: found, gone, back; from then on it would have to be clean four times in a row.
            "Fri 00:00 leak mailer 1:mailer; counted 1:cart-a, 1:cart-b",
            "Fri 01:12 recovered mailer; counted 1:cart-a, 1:cart-b",
            "Fri 02:24 leak mailer 1:mailer; counted 1:cart-a, 1:cart-b",
        ]);
        _memory.Values.Single(notice => notice.Key == "1:mailer").Repeats.ShouldBe(28);
    }

    private static VerdictDocument Leak(string target, params string[] fingerprints)
    {
        var leaky = MadeVerdicts.Leaky(target);
        return leaky with { Expect = "clean", Findings = [.. fingerprints.Select(fingerprint => leaky.Findings[0] with { Fingerprint = fingerprint, Severity = "high" })] };
    }

    private static VerdictDocument Clean(string target) => MadeVerdicts.Clean(target) with { Verdict = Outcome.Clean };

    private string Tell(VerdictDocument verdict, string branch = "main", bool delivered = true, bool everything = false, NotifyRules? rules = null) =>
        Tell([verdict], branch, delivered, everything, rules);

    private string Tell(IReadOnlyList<VerdictDocument> verdicts, string branch = "main", bool delivered = true, bool everything = false, NotifyRules? rules = null)
    {
        var id = "run-" + (++_run).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
        IReadOnlyList<ReportTarget> targets =
            [.. verdicts.Select(verdict => MadeReports.Target(verdict.RunId.StartsWith("run-", StringComparison.Ordinal) ? verdict : verdict with { RunId = id }))];
        var channel = new NotifyPlan("slack", new Dictionary<string, IReadOnlyList<Secret>>()) { Rules = rules ?? new NotifyRules() };
        var telling = new RuleBook(channel, branch, _time.GetUtcNow(), everything).Decide(targets, [.. _memory.Values]);
        foreach (var notice in delivered ? telling.IfSent : telling.IfNotSent)
        {
            _memory[(notice.Channel, notice.Branch, notice.Target, notice.Key)] = notice;
        }

        if (!telling.Speaks)
        {
            return "";
        }

        string[] told = [.. telling.Told.Select(news => $"{news.Occasion} {news.Target} {news.Key}"), .. telling.Recovered.Select(target => $"recovered {target}")];
        var counted = telling.Counted.Count > 0 ? "; counted " + string.Join(", ", telling.Counted.Select(notice => notice.Key)) : "";
        return (told.Length == 0 ? "always" : string.Join(", ", told)) + counted;
    }
}
