using System.Globalization;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Server;
using LeakGate.EndToEnd.Viewer;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Dashboard;

/// <summary>The dashboard in real Chromium on a real server that runs LeakyApp and HealthyApp on PostgreSQL and Redis.</summary>
[Collection<DashboardPages>]
public sealed class DashboardTests(Browser browser) : IDisposable
{
    private readonly Workspace _workspace = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task A_run_is_started_followed_through_a_cut_of_the_network_found_and_compared()
    {
        Configure();
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        await using var network = new Network(serve.Port);
        await using var opened = await DashboardPage.OpenAsync(browser, network.Address, "/start");
        var page = opened.Page;

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "leaky" }).CheckAsync();
        await Expect(page.Locator(".typed")).ToHaveTextAsync("leakgate run --target leaky");
        await Expect(opened.Button("Start")).ToBeEnabledAsync();
        await opened.KeepAsync("start");
        await opened.Button("Start").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("leaky");
        var healthy = await serve.RunAsync("""{"targets":["healthy"]}""");
        await Expect(page.Locator(".queue")).ToContainTextAsync("waits");

        var curves = page.Locator(".curves");
        await Expect(curves).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await WithinTwoSecondsAsync(curves);
        var before = await NumberAsync(curves, "data-last");
        await opened.Context.SetOfflineAsync(true);
        network.Cut();
        await Expect(page.Locator(".chart-head .end")).ToContainTextAsync("connection lost");
        await Task.Delay(TimeSpan.FromSeconds(10), Cancel);
        (await NumberAsync(curves, "data-last")).ShouldBeLessThan(before + 5, "nothing comes through a cut network");
        network.Mend();
        await opened.Context.SetOfflineAsync(false);
        await Expect(page.Locator(".chart-head .end")).ToContainTextAsync("nothing lost", new() { Timeout = 10_000 });
        await WithinTwoSecondsAsync(curves);
        await Expect(page.Locator("[data-resource=memory]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        (await page.GetByRole(AriaRole.Progressbar).GetAttributeAsync("aria-valuenow")).ShouldNotBeNull();
        await opened.ShouldBeGoodAsync("now");
        await opened.KeepAsync("now");
        await OnAPhoneAsync(opened);

        await Expect(page.Locator("h1")).ToContainTextAsync("leaky leaks", new() { Timeout = 90_000 });
        await Expect(opened.Link("Open the report")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        var recorded = RunReader.Read(_workspace.Folder("leaky")).Records.OfType<SampleRecord>().ToList();
        (await NumberAsync(curves, "data-readings")).ShouldBe(recorded.Count, "neither a gap nor a duplicate");
        (await NumberAsync(curves, "data-last")).ShouldBe(recorded[^1].At.TotalSeconds, 0.001);
        await opened.Link("Open the report").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("leaky leaks");
        await opened.KeepAsync("run");

        await serve.BecomesAsync(healthy, "ended");
        await opened.Link("Runs").ClickAsync();
        await Expect(page.Locator(".runs tbody tr")).ToHaveCountAsync(2);
        await page.GetByLabel("Verdict").SelectOptionAsync("leak");
        await Expect(page.Locator(".runs tbody tr")).ToHaveCountAsync(1);
        page.Url.ShouldContain("verdict=leak");
        await page.GetByLabel("Verdict").SelectOptionAsync("");
        await Expect(page.Locator(".runs tbody tr")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await opened.KeepAsync("runs");
        await opened.Link("Compare 2 runs").ClickAsync();
        await Expect(page.Locator("#comparison polyline")).ToHaveCountAsync(2);
        await Expect(page.Locator("#comparison .legend")).ToContainTextAsync("healthy");
        await opened.ShouldBeGoodAsync("compare");
        await opened.KeepAsync("compare");
        opened.ShouldHaveDoneNothingElse();
    }

    /// <summary>The same live page on a phone, dark and in Russian, and back.</summary>
    private static async Task OnAPhoneAsync(DashboardPage opened)
    {
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await opened.Page.SetViewportSizeAsync(ViewerLook.Phone.Width, ViewerLook.Phone.Height);
        await opened.Button("Русский").ClickAsync();
        await Expect(opened.Page.Locator("h1")).ToContainTextAsync("Измеряется");
        await opened.ShouldBeGoodAsync("now on a phone");
        await opened.KeepAsync("now-phone");
        await opened.Button("English").ClickAsync();
        await opened.Page.SetViewportSizeAsync(1440, 900);
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>A reading that stands in the file is on the page two seconds later.</summary>
    private async Task WithinTwoSecondsAsync(ILocator curves)
    {
        var written = RunReader.ReadWhatStands(_workspace.Folder("leaky")).Records.OfType<SampleRecord>().Last().At.TotalSeconds;
        await Expect(curves.Page.Locator(".curves[data-last]")).ToHaveCountAsync(1);
        await curves.Page.WaitForFunctionAsync("t => Number(document.querySelector('.curves').dataset.last) >= t - 0.001", written, new() { Timeout = 2000 });
    }

    private static async Task<double> NumberAsync(ILocator curves, string name) =>
        double.Parse((await curves.GetAttributeAsync(name))!, CultureInfo.InvariantCulture);

    private void Configure() => _workspace.Configure(SampleRuns.Demo("500ms"));
}

/// <summary>Pages of real runs in one real browser; runs measure, so only what is calm runs beside them.</summary>
[CollectionDefinition]
public sealed class DashboardPages : ICollectionFixture<Browser>;
