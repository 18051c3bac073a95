using System.Text.Json;
using LeakGate.EndToEnd.Dashboard;
using LeakGate.EndToEnd.Notifications;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Viewer;
using Shouldly;
using Xunit;
using static LeakGate.EndToEnd.Notifications.ScriptedServer;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Server;

/// <summary>A test of a channel from the server and from its page, over a real socket.</summary>
public sealed class ChannelTestTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task The_button_sends_a_marked_test_and_shows_what_went_out_without_the_secret()
    {
        await using var slack = new ScriptedServer(Answer(200));
        Configure($"slack: {{ webhook: \"{slack.Address}/services/SECRETPART\" }}");
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/settings");

        await opened.Button("Send a test").ClickAsync();
        await Expect(opened.Page.GetByRole(Microsoft.Playwright.AriaRole.Status).Filter(new() { HasText = "Sent." })).ToBeVisibleAsync();
        await opened.Page.GetByText("What was sent").ClickAsync();
        await Expect(opened.Page.Locator("details pre")).ToContainTextAsync("TEST: LeakGate reaches this channel");
        await opened.ShouldBeGoodAsync("settings");
        await opened.KeepAsync("settings-tested");

        slack.Requests.ShouldHaveSingleItem().Body.ShouldContain("TEST: LeakGate reaches this channel");
        (await opened.Page.ContentAsync()).ShouldNotContain("SECRETPART");
        var audit = await File.ReadAllTextAsync(Path.Combine(_workspace.Path, ".leakgate", "server", "audit.jsonl"), _cancel);
        audit.ShouldContain("slack: sent");
        audit.ShouldNotContain("SECRETPART");
        opened.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task What_a_channel_refuses_is_told_and_one_that_is_not_set_up_is_not_found()
    {
        await using var slack = new ScriptedServer(Answer(404, "no_service"));
        Configure($"slack: {{ webhook: \"{slack.Address}/services/SECRETPART\" }}");
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);

        using var refused = await serve.PostAsync("/api/v1/settings/channels/slack/test", "{}");
        using var unknown = await serve.PostAsync("/api/v1/settings/channels/teams/test", "{}");

        ((int)refused.StatusCode).ShouldBe(502);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(_cancel)).RootElement;
        problem.GetProperty("detail").GetString()!.ShouldContain("404");
        problem.ToString().ShouldNotContain("SECRETPART");
        ((int)unknown.StatusCode).ShouldBe(404);
        (await serve.GetAsync("/api/v1/settings")).GetProperty("channels")[0].GetProperty("can_test").GetBoolean().ShouldBeTrue();
    }

    private void Configure(string channel) => _workspace.Configure($"targets: {{ shop: {{ pid: 1 }} }}\nnotify:\n  {channel}\n");
}
