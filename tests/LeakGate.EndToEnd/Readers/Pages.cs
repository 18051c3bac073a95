using Microsoft.Playwright;
using Shouldly;

namespace LeakGate.EndToEnd.Readers;

/// <summary>
/// Pages of a folder in a real Chromium. The browser gets every file from the folder and nothing from anywhere else: no server, no port,
/// and what a page asks of the network is refused.
/// </summary>
internal sealed class Pages : IAsyncDisposable
{
    public const string Address = "http://127.0.0.1/";
    private static readonly string[] Names = ["chromium", "chromium-browser"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Pages(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Pages> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Pages(playwright, browser);
    }

    /// <summary>Opens the first page of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="place">What follows <c>index.html</c> in the address.</param>
    public async Task<IPage> OpenAsync(string folder, string place = "")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 1200 }, Locale = "en-US", ReducedMotion = ReducedMotion.Reduce });
        await context.RouteAsync("**/*", route =>
        {
            var file = Path.Combine(folder, Uri.UnescapeDataString(new Uri(route.Request.Url).AbsolutePath.TrimStart('/')));
            return route.Request.Url.StartsWith(Address, StringComparison.Ordinal) && File.Exists(file)
                ? route.FulfillAsync(new RouteFulfillOptions { Path = file, ContentType = Path.GetExtension(file) == ".svg" ? "image/svg+xml" : null })
                : route.AbortAsync();
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync(Address + "index.html" + place);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists)
        .ShouldNotBeNull("Chromium is not installed: scripts/install.sh test");
}
