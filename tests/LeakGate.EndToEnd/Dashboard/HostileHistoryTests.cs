using LeakGate.EndToEnd.History;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Server;
using LeakGate.EndToEnd.Viewer;
using LeakGate.History;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>A script that somebody stored as the name of a branch, a commit or a target is text on every page.</summary>
public sealed class HostileHistoryTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Script = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Theory]
    [InlineData("/runs")]
    [InlineData("/targets")]
    [InlineData("/trends?target=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E&resource=memory")]
    public async Task It_is_shown_and_does_not_run(string path)
    {
        await using (var history = await HistoryPlace.OpenAsync(null, Path.Combine(_workspace.Path, ".leakgate"), TestContext.Current.CancellationToken))
        {
            var run = HistoryContract.Run(1, Script, Script);
            await history.AddAsync(run with { Verdict = run.Verdict with { Target = Script } }, TestContext.Current.CancellationToken);
        }

        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/settings");
        var ran = new List<string>();
        opened.Page.Dialog += (_, dialog) =>
        {
            ran.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        await opened.GoAsync(path);

        await Expect(opened.Page.GetByText(Script).First).ToBeVisibleAsync();

        ran.ShouldBeEmpty();
        opened.ShouldHaveDoneNothingElse();
    }
}
