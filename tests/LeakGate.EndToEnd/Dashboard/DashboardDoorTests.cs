using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Server;
using LeakGate.EndToEnd.Viewer;
using Microsoft.Playwright;
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
        await serve.Tool.Marked.ShouldBecomeAsync(1);
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
        await Expect(page.Locator(".find")).ToContainTextAsync("0 of 0");
        await opened.GoAsync("/targets");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Targets");
        opened.ShouldHaveDoneNothingElse();
    }
}
