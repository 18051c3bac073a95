using LeakGate.EndToEnd.Server;
using LeakGate.EndToEnd.Viewer;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>Every page of the dashboard with the runs of a real small server, in real Chromium.</summary>
[Collection<ViewerPages>]
public sealed class DashboardLookTests(ViewerRun run, Browser browser)
{
    private static readonly string[] Pages = ["/", "/start", "/runs", "/trends?target=leaky&resource=memory", "/targets", "/settings"];

    [Theory]
    [InlineData("desk", false)]
    [InlineData("phone", true)]
    public async Task It_is_good_light_on_a_desk_and_dark_and_russian_on_a_phone(string name, bool phone)
    {
        var look = phone ? ViewerLook.Phone with { Dark = true, Query = "lang=ru" } : new ViewerLook();
        await using var serve = await ServeProcess.StartAsync(run.Workspace.Path);
        await using var opened = await DashboardPage.OpenAsync(browser, serve.Client.BaseAddress!, "/runs", look);
        await Expect(opened.Page.Locator(".runs tbody tr")).ToHaveCountAsync(2);
        await opened.Page.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await opened.Page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await opened.Page.Locator("a[href*='/compare?']").First.ClickAsync();
        await Expect(opened.Page.Locator("#comparison polyline")).ToHaveCountAsync(2);

        foreach (var path in Pages.Append(new Uri(opened.Page.Url).PathAndQuery.Replace("lang=ru", "", StringComparison.Ordinal).TrimEnd('&', '?')))
        {
            await opened.GoAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + look.Query);
            await opened.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var page = path.Split('?')[0].Trim('/');
            await opened.ShouldBeGoodAsync(name + " " + path);
            await opened.KeepAsync($"{name}-{(page.Length == 0 ? "idle" : page)}");
        }

        opened.ShouldHaveDoneNothingElse();
    }
}
