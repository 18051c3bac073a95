using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Server;
using LeakGate.EndToEnd.Viewer;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>Who may come in, and a run that is sent away, in real Chromium.</summary>
[Collection<ViewerPages>]
public sealed class DashboardDoorTests(Browser browser) : IDisposable
{
    private const string Token = "a-token-of-some-length";

    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task A_run_that_is_stopped_from_the_page_leaves_no_process()
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.StubbornCommand(url), url);
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/start?target=it");

        await Expect(opened.Button("Start")).ToBeEnabledAsync();
        await opened.Button("Start").ClickAsync();
        await Expect(opened.Page.Locator(".stages .now")).ToContainTextAsync("warm-up", new() { Timeout = 30_000 });
        await opened.Button("Stop and keep what was recorded").ClickAsync();

        await Expect(opened.Page.Locator(".queue")).ToContainTextAsync("exit code 130", new() { Timeout = 30_000 });
        await Expect(opened.Page.Locator(".stages .cut")).ToContainTextAsync("not finished");
        await serve.Tool.Marked.ShouldBecomeAsync(1);
        opened.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_not_there()
    {
        _workspace.Configure(SampleRuns.Demo());
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/runs/20200101-000000-0000/leaky");

        await Expect(opened.Page.Locator("h1")).ToHaveTextAsync("There is no run 20200101-000000-0000.");
        await opened.GoAsync("/?run=20200101-000000-0000");
        await Expect(opened.Page.Locator("h1")).ToHaveTextAsync("There is no run 20200101-000000-0000.");
        var answer = await opened.Page.GotoAsync(new Uri(serve.Client.BaseAddress!, "/nonsense").ToString());
        answer!.Status.ShouldBe(404);
        await Expect(opened.Page.Locator("h1")).ToHaveTextAsync("There is nothing at this address.");
        await opened.ShouldBeGoodAsync("nowhere");
        opened.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task A_form_that_was_filled_wrongly_starts_once_it_is_right()
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.Command(url), url);
        await using var serve = await ServeProcess.StartAsync(_workspace.Path, null, "--allow-commands");
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/start");
        var (page, faults) = (opened.Page, opened.Page.Locator(".checked .wrong"));

        foreach (var kind in new[] { "Port", "Container", "Command" })
        {
            await opened.Button(kind).ClickAsync();
            await Expect(page.Locator(".checked")).ToContainTextAsync("Still to fill in");
            await Expect(faults).ToHaveCountAsync(0);
        }

        await opened.Button("Start").ClickAsync();
        await Expect(faults).ToHaveCountAsync(2);
        await opened.Button("Targets").ClickAsync();
        await Expect(page.Locator(".checked")).ToContainTextAsync("Nothing is wrong");
        await Expect(page.Locator(".typed")).ToHaveTextAsync("leakgate run");
        opened.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task A_server_that_wants_its_token_gets_it_by_a_form_and_the_tab_keeps_it()
    {
        _workspace.Configure(SampleRuns.Demo());
        await using var serve = await ServeProcess.StartAsync(_workspace.Path, Token);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/runs");
        var page = opened.Page;

        await page.GetByLabel("Token").FillAsync("a-wrong-token-of-length");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not know this token");
        await opened.ShouldBeGoodAsync("sign in");
        await page.GetByLabel("Token").FillAsync(Token);
        await opened.Button("Sign in").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("No run is recorded yet");
        await opened.GoAsync("/targets");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Targets");
        opened.ShouldHaveDoneNothingElse();
    }
}
