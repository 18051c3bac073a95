using Microsoft.Playwright;
using Xunit;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>The system's Chromium, headless, once for all tests of pages.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();

        // Pages share two cores with real runs: what they show is waited for as long as a click is.
        Assertions.SetDefaultExpectTimeout(30_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium(), Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a file as a reader would who has no network.</summary>
    internal async Task<ViewerPage> OpenAsync(string file, ViewerLook? look = null)
    {
        var wanted = look ?? new ViewerLook();
        return await ViewerPage.OpenAsync(await ContextAsync(wanted, offline: true), file + wanted.Query);
    }

    /// <summary>A reader who has visited nothing yet.</summary>
    internal Task<IBrowserContext> ContextAsync(ViewerLook look, bool offline) => _browser!.NewContextAsync(new BrowserNewContextOptions
    {
        Offline = offline,
        ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
        ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-US",
        AcceptDownloads = true,
    });

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("There is no Chromium in PATH: scripts/install.sh test installs it.");
}

/// <summary>How a page is looked at.</summary>
internal sealed record ViewerLook(int Width = 1440, int Height = 900, bool Dark = false, string Query = "")
{
    public static ViewerLook Phone { get; } = new(360, 740);
}
