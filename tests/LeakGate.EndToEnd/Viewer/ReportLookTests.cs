using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>Dark and light, English and Russian, phone and paper.</summary>
[Collection<ViewerPages>]
public sealed class ReportLookTests(ViewerRun run, Browser browser)
{
    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "?lang=ru")]
    public async Task Axe_finds_nothing_serious(bool dark, string query)
    {
        foreach (var file in new[] { run.Leaky, run.Healthy, run.Together })
        {
            await using var viewer = await browser.OpenAsync(file, new ViewerLook(Dark: dark, Query: query));
            foreach (var closed in await viewer.Page.Locator("summary").AllAsync())
            {
                await closed.ClickAsync();
            }

            (await viewer.AxeAsync()).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public async Task It_follows_the_system_and_the_switch()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky, new ViewerLook(Dark: true));
        (await BackgroundAsync(viewer)).ShouldBe("rgb(17, 19, 21)");
        await viewer.KeepAsync("dark-top");
        await viewer.KeepAsync("dark", whole: true);

        var theme = viewer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Theme") });
        await theme.ClickAsync();
        await theme.ClickAsync();
        await Expect(theme).ToHaveAttributeAsync("aria-label", "Theme: light");
        (await BackgroundAsync(viewer)).ShouldBe("rgb(250, 250, 247)");
        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task It_speaks_Russian()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky);
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Русский" }).ClickAsync();
        await Expect(viewer.Page.Locator("h1")).ToContainTextAsync("течёт");
        await Expect(viewer.Page.Locator("#findings h2")).ToHaveTextAsync("Находки");
        await Expect(viewer.Page.Locator("#curves [data-row=memory] .name")).ToContainTextAsync("память, МиБ");
        (await viewer.Page.EvaluateAsync<string>("document.documentElement.lang")).ShouldBe("ru");
        await viewer.KeepAsync("russian-top");
        await viewer.KeepAsync("russian", whole: true);

        var seen = await viewer.Page.EvaluateAsync<string>("document.querySelector('main').textContent");
        foreach (var english in new[] { "Findings", "Floors", "Held by", "Runs out", "undecided", "requests", "per request", "Download" })
        {
            seen.ShouldNotContain(english, Case.Sensitive);
        }

        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task A_phone_scrolls_nothing_sideways_but_tables()
    {
        foreach (var query in new[] { "", "?lang=ru" })
        {
            foreach (var (file, name) in new[] { (run.Leaky, "phone"), (run.Together, "phone-together") })
            {
                await using var viewer = await browser.OpenAsync(file, ViewerLook.Phone with { Query = query });
                (await viewer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, file + query);
                await viewer.KeepAsync(name + (query.Length > 0 ? "-ru" : "") + "-top");
                await viewer.KeepAsync(name + (query.Length > 0 ? "-ru" : ""), whole: true);
                (await viewer.AxeAsync()).ShouldBeEmpty(file);
            }
        }
    }

    [Fact]
    public async Task It_prints_in_light_without_controls()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky, new ViewerLook(Dark: true));
        await viewer.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(viewer.Page.Locator(".bar")).ToBeHiddenAsync();
        (await viewer.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).color")).ShouldBe("rgb(26, 28, 31)");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "viewer")).FullName;
        var pdf = await viewer.Page.PdfAsync(new() { Path = Path.Combine(folder, "print.pdf"), Format = "A4", PreferCSSPageSize = true });
        pdf.Length.ShouldBeGreaterThan(20_000);
        viewer.ShouldHaveDoneNothingElse();
    }

    private static Task<string> BackgroundAsync(ViewerPage viewer) => viewer.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
