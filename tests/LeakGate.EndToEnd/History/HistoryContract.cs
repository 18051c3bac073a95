using LeakGate.Baselines;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Notices;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;
using static LeakGate.Runs.VerdictDocument;

namespace LeakGate.EndToEnd.History;

/// <summary>What a history does, whichever database holds it.</summary>
public abstract class HistoryContract
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    /// <summary>A history that is empty.</summary>
    protected abstract Task<IHistory> EmptyAsync();

    [Fact]
    public async Task What_was_added_is_found_as_it_was()
    {
        await using var history = await EmptyAsync();
        var run = Run(1, branch: "main", commit: "abc123");

        (await history.AddAsync(run, _cancel)).ShouldBeTrue();
        var found = await history.FindAsync("run-0001", "shop", _cancel);

        found.ShouldNotBeNull();
        (found.Branch, found.Commit, found.Source).ShouldBe(("main", "abc123", "local"));
        found.Verdict.Resources.Single().PerRequest.ShouldBe(run.Verdict.Resources.Single().PerRequest);
        (await history.FindAsync("run-0001", "other", _cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_told_is_remembered_by_branch_and_replaced()
    {
        await using var history = await EmptyAsync();
        var first = new Notice { Channel = "slack", Branch = "main", Target = "shop", Key = "1:a", Occasion = "leak", Told = Start, Seen = Start, Open = true, LastRun = "run-1" };
        await history.Notices.KeepAsync([first, first with { Branch = "topic" }, first with { Key = "1:b", Told = null }], Start, _cancel);
        var second = first with { Seen = Start.AddHours(1), Repeats = 3, Open = false, Returns = 2, CleanRuns = 4, LastRun = "run-2" };
        await history.Notices.KeepAsync([second], Start.AddHours(1), _cancel);

        (await history.Notices.OfBranchAsync("main", _cancel)).ShouldBe([second, first with { Key = "1:b", Told = null }]);
        (await history.Notices.OfBranchAsync("none", _cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_told_is_forgotten_when_it_is_old_or_too_much()
    {
        await using var history = await EmptyAsync();
        Notice Of(int number, DateTimeOffset seen) => new() { Channel = "slack", Branch = "main", Target = "shop", Key = FormattableString.Invariant($"1:{number:x4}"), Occasion = "leak", Told = Start, Seen = seen };
        await history.Notices.KeepAsync([.. Enumerable.Range(0, NoticeRetention.Most + 10).Select(number => Of(number, Start.AddSeconds(number)))], Start.AddDays(1), _cancel);

        var kept = await history.Notices.OfBranchAsync("main", _cancel);
        kept.Count.ShouldBe(NoticeRetention.Most);
        kept.Min(notice => notice.Seen).ShouldBe(Start.AddSeconds(10));

        await history.Notices.KeepAsync([Of(9999, Start.AddDays(366))], Start.AddDays(366), _cancel);
        (await history.Notices.OfBranchAsync("main", _cancel)).ShouldHaveSingleItem().Key.ShouldBe("1:270f");
    }

    [Fact]
    public async Task A_run_is_added_once()
    {
        await using var history = await EmptyAsync();
        await history.AddAsync(Run(1), _cancel);

        (await history.AddAsync(Run(1) with { Branch = "changed" }, _cancel)).ShouldBeFalse();
        (await history.ListAsync(new HistoryFilter(), _cancel)).Rows.Single().Branch.ShouldBe("main");
    }

    [Fact]
    public async Task A_list_says_how_a_run_stood_against_its_baseline()
    {
        await using var history = await EmptyAsync();
        var worse = Run(1);
        await history.AddAsync(worse with { Verdict = worse.Verdict with { Baseline = new BaselineDocument { Decision = Change.Worse, Branch = "main", Runs = 3, Figures = [] } } }, _cancel);
        await history.AddAsync(Run(2), _cancel);

        var rows = (await history.ListAsync(new HistoryFilter(), _cancel)).Rows;

        rows.Select(row => (row.RunId, row.Baseline, row.BaselineBranch)).ShouldBe([("run-0002", null, null), ("run-0001", "worse", "main")]);
    }

    [Fact]
    public async Task The_same_run_from_many_sides_is_added_once()
    {
        await using var history = await EmptyAsync();
        var added = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => history.AddAsync(Run(i % 3), _cancel), _cancel)));

        added.Count(first => first).ShouldBe(3);
        (await history.ListAsync(new HistoryFilter(), _cancel)).Total.ShouldBe(3);
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged_the_newest_first()
    {
        await using var history = await EmptyAsync();
        for (var i = 0; i < 25; i++)
        {
            await history.AddAsync(Run(i, branch: i % 2 == 0 ? "main" : "topic_1", verdict: i % 5 == 0 ? Outcome.Leak : Outcome.Clean), _cancel);
        }

        var second = await history.ListAsync(new HistoryFilter { Branch = "main", Skip = 5, Take = 5 }, _cancel);
        second.Total.ShouldBe(13);
        second.Rows.Select(row => row.RunId).ShouldBe(["run-0014", "run-0012", "run-0010", "run-0008", "run-0006"]);
        (await history.ListAsync(new HistoryFilter { Verdict = "leak" }, _cancel)).Total.ShouldBe(5);
        (await history.ListAsync(new HistoryFilter { From = Start.AddHours(20), Before = Start.AddHours(22) }, _cancel)).Total.ShouldBe(2);
        (await history.ListAsync(new HistoryFilter { Text = "topic_" }, _cancel)).Total.ShouldBe(12);
    }

    [Theory]
    [InlineData("'; DROP TABLE run; --")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    public async Task What_is_typed_is_text_and_never_a_pattern_or_a_statement(string typed)
    {
        await using var history = await EmptyAsync();
        await history.AddAsync(Run(1), _cancel);
        await history.AddAsync(Run(2, branch: "odd " + typed), _cancel);

        (await history.ListAsync(new HistoryFilter { Text = typed }, _cancel)).Rows.Single().RunId.ShouldBe("run-0002");
        (await history.ListAsync(new HistoryFilter { Commit = typed }, _cancel)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_trend_gives_the_last_points_the_oldest_first()
    {
        await using var history = await EmptyAsync();
        for (var i = 0; i < 10; i++)
        {
            await history.AddAsync(Run(i, branch: i == 4 ? "topic" : "main"), _cancel);
        }

        var trend = await history.TrendAsync("shop", "memory", "main", 3, _cancel);
        trend.Select(point => point.RunId).ShouldBe(["run-0007", "run-0008", "run-0009"]);
        trend[2].Estimate.ShouldBe(1009);
        trend[2].Level.ShouldBe(5e8);
        (await history.TrendAsync("shop", "memory", null, 100, _cancel)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_pin_is_set_changed_and_taken_away()
    {
        await using var history = await EmptyAsync();
        await history.AddAsync(Run(1), _cancel);
        await history.AddAsync(Run(2), _cancel);

        (await history.PinAsync("shop", "main", "run-9999", _cancel)).ShouldBeFalse();
        (await history.PinAsync("shop", "main", "run-0001", _cancel)).ShouldBeTrue();
        (await history.PinAsync("shop", "main", "run-0002", _cancel)).ShouldBeTrue();
        (await history.PinnedAsync("shop", "main", _cancel)).ShouldBe("run-0002");
        (await history.UnpinAsync("shop", "main", _cancel)).ShouldBeTrue();
        (await history.UnpinAsync("shop", "main", _cancel)).ShouldBeFalse();
        (await history.PinnedAsync("shop", "main", _cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Old_and_surplus_runs_are_forgotten_but_a_pinned_one_stays()
    {
        await using var history = await EmptyAsync();
        for (var i = 0; i < 10; i++)
        {
            await history.AddAsync(Run(i), _cancel);
        }

        await history.PinAsync("shop", "main", "run-0000", _cancel);
        var forgotten = await history.TrimAsync(new Retention(TimeSpan.FromHours(7), 4), Start.AddHours(9), _cancel);

        forgotten.ShouldBe(5);
        (await history.ListAsync(new HistoryFilter(), _cancel)).Rows.Select(row => row.RunId)
            .ShouldBe(["run-0009", "run-0008", "run-0007", "run-0006", "run-0000"]);
        (await history.TrendAsync("shop", "memory", null, 100, _cancel)).Count.ShouldBe(5);
    }

    internal static HistoryRun Run(int number, string branch = "main", string commit = "c0ffee", Outcome verdict = Outcome.Clean) => new()
    {
        Branch = branch,
        Commit = commit,
        Verdict = new VerdictDocument
        {
            LeakTypes = [],
            Severity = "low",
            MemoryGrowthMb = 0,
            ConnectionGrowth = 0,
            FilesGrowth = 0,
            Trend = "stable",
            RunId = "run-" + number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
            Target = "shop",
            Verdict = verdict,
            Started = Start.AddHours(number),
            DurationSeconds = 42.5,
            Requests = 48_000,
            RequestsFailed = 0,
            Profile = "quick",
            Expect = "clean",
            Resources =
            [
                new ResourceEntry
                {
                    Resource = "memory",
                    Column = "anonymous_bytes",
                    Verdict = verdict,
                    PerRequest = new Amount(1000 + number, 900, 1100, "bytes"),
                    Margin = 1024,
                    Evidence = 900,
                    Blocks = 7,
                    Growth = 1e6,
                    Level = 5e8,
                },
            ],
            Findings = [],
            Remarks = [],
        },
    };
}
