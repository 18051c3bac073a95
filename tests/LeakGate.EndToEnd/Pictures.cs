using Microsoft.Playwright;

namespace LeakGate.EndToEnd;

/// <summary>Pictures of pages for people to look at, where <c>LEAKGATE_SCREENSHOTS</c> names a folder; nothing is tested on them.</summary>
internal static class Pictures
{
    /// <summary>Keeps what is seen of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Of the picture, without its ending.</param>
    /// <param name="whole">The whole page in place of what is seen first.</param>
    public static Task KeepAsync(IPage page, string name, bool whole = false) => File(name) is { } file
        ? page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = whole })
        : Task.CompletedTask;

    /// <summary>Keeps one part of a page.</summary>
    public static Task KeepAsync(ILocator part, string name) => File(name) is { } file
        ? part.ScreenshotAsync(new LocatorScreenshotOptions { Path = file })
        : Task.CompletedTask;

    private static string? File(string name) => Environment.GetEnvironmentVariable("LEAKGATE_SCREENSHOTS") is { Length: > 0 } folder
        ? Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png")
        : null;
}
