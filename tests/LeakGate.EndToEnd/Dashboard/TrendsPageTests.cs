using System.Globalization;
using LeakGate.EndToEnd.History;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Server;
using LeakGate.EndToEnd.Viewer;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Verdicts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>A long history in real Chromium: sixty commits of a target with one step in them, and many runs of another.</summary>
public sealed class TrendsPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const int Commits = 60;
    private const int Step = 40;
    private const int Others = 450;

    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Theory]
    [InlineData("en", "Memory of shop: worse", "since commit40", "baseline", "margin")]
    [InlineData("ru", "Память цели shop: хуже", "с commit40", "прежние запуски", "допуск")]
    public async Task The_step_in_the_growth_is_marked_at_its_commit_beside_baseline_and_margin(string language, string title, string since, string baseline, string margin)
    {
        await FillAsync(others: 0);
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/trends?target=shop&resource=memory&lang=" + language);
        var page = opened.Page;
        var growth = page.Locator("section.chart").First;

        await Expect(page.Locator("h1")).ToContainTextAsync(title);
        await Expect(growth.Locator(".mark")).ToHaveCountAsync(Commits);
        await Expect(growth.Locator(".chart-head")).ToContainTextAsync(since);
        foreach (var text in new[] { baseline, margin, "commit40" })
        {
            await Expect(growth.Locator("svg").GetByText(text, new() { Exact = true })).ToBeVisibleAsync();
        }

        var line = (await growth.Locator("svg line.mg").Last.BoundingBoxAsync())!;
        var run = (await growth.Locator(".mark").Nth(Step).BoundingBoxAsync())!;
        ((double)line.X).ShouldBe(run.X + (run.Width / 2), 2, "the mark stands at the run of the commit");
        (await page.Locator("section.chart").Nth(1).Locator(".chart-head").InnerTextAsync()).ShouldNotContain("commit", Case.Sensitive, "the level has no step");
        await opened.ShouldBeGoodAsync("trends");
        await opened.KeepAsync("trends-" + language);
        opened.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task Hundreds_of_runs_are_searched_sorted_and_paged_through()
    {
        await FillAsync(Others);
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/runs");
        var (page, rows) = (opened.Page, opened.Page.Locator(".runs tbody tr"));

        await Expect(page.Locator(".find")).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"100 of {Commits + Others}"));
        for (var shown = 200; shown < Commits + Others + 100; shown += 100)
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("more", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
            await Expect(rows).ToHaveCountAsync(Math.Min(shown, Commits + Others));
        }

        await page.GetByLabel("Search").FillAsync("commit07");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync("commit07");
        await page.GetByLabel("Search").FillAsync("");
        await page.GetByLabel("Target").FillAsync("shop");
        await Expect(rows).ToHaveCountAsync(Commits);
        await opened.Button("Started").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("commit00");
        opened.ShouldHaveDoneNothingElse();
    }

    /// <summary>Growth of about 100 bytes per request up to the step, 3,000 from it on; the level stays.</summary>
    private async Task FillAsync(int others)
    {
        _workspace.ConfigureCommand(SmallServer.Command(Workspace.FreeUrl()), Workspace.FreeUrl());
        await using var history = await HistoryPlace.OpenAsync(null, Path.Combine(_workspace.Path, ".leakgate"), TestContext.Current.CancellationToken);
        for (var number = 0; number < Commits + others; number++)
        {
            var made = HistoryContract.Run(number, "main", string.Create(CultureInfo.InvariantCulture, $"commit{number:00}"));
            var estimate = (number < Step ? 100 : 3000) + (number * 7 % 5);
            await history.AddAsync(made with { Verdict = number < Commits ? Grown(made.Verdict, estimate) : made.Verdict with { Target = "other" } }, TestContext.Current.CancellationToken);
        }
    }

    private static VerdictDocument Grown(VerdictDocument verdict, double estimate) => verdict with
    {
        Resources = [verdict.Resources[0] with { PerRequest = new VerdictDocument.Amount(estimate, estimate - 20, estimate + 20, "bytes"), Verdict = Outcome.Clean }],
    };
}
