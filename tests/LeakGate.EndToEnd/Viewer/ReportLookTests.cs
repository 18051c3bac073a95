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

    /// <summary>A page that was read on a wide screen or on a phone, in either language, on an A4 sheet within its margins.</summary>
    [Theory]
    [InlineData(1440, "")]
    [InlineData(360, "?lang=ru")]
    public async Task Paper_holds_every_column_and_every_number(int screen, string query)
    {
        await using var viewer = await browser.OpenAsync(run.Leaky, new ViewerLook(Width: screen, Query: query));
        await viewer.Page.EvaluateAsync(
            "() => addEventListener('beforeprint', () => { document.title = [...document.querySelectorAll('#curves svg[width]')].map(svg => svg.getAttribute('width')).join(' '); })");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "viewer")).FullName;
        await viewer.Page.PdfAsync(new() { Path = Path.Combine(folder, $"paper{query.Length}.pdf"), Format = "A4", PreferCSSPageSize = true });
        (await viewer.Page.TitleAsync()).ShouldBe("646 646", "what is printed is drawn for the paper, not for the screen");

        await viewer.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await viewer.Page.SetViewportSizeAsync(A4, 1000);
        await viewer.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        var outside = await viewer.Page.EvaluateAsync<string[]>(
            """
            width => [...document.querySelectorAll('#requests th, #requests td, #curves .now, #curves .name, #curves canvas, #floors .plot svg, h1, .card, .facts, .checks, .env')]
              .filter(one => one.getBoundingClientRect().right > width + 0.5 || one.getBoundingClientRect().width === 0).map(one => one.outerHTML.slice(0, 120))
            """,
            A4);
        outside.ShouldBeEmpty();
        (await viewer.Page.Locator("#requests thead th").CountAsync()).ShouldBe(1 + run.Verdict.Resources.Count + 6);
        var covered = await viewer.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('#curves .curve')]
              .filter(row => row.querySelector('canvas').getBoundingClientRect().right > row.querySelector('.now').getBoundingClientRect().left
                || row.querySelector('.name').getBoundingClientRect().right > row.querySelector('canvas').getBoundingClientRect().left).map(row => row.dataset.row)
            """);
        covered.ShouldBeEmpty("a plot lies beside its name and its value");
        await Expect(viewer.Page.Locator("#curves .hiddenrows .btn").First).ToBeVisibleAsync();
        await viewer.KeepAsync("paper" + (query.Length > 0 ? "-ru" : ""), whole: true);
    }

    [Fact]
    public async Task A_table_that_goes_on_has_a_shaded_edge_and_shows_growth_first()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky, ViewerLook.Phone);
        var edges = viewer.Page.Locator("#requests .edges");
        await Expect(edges).ToHaveClassAsync(new Regex(@"\bafter\b"));
        await Expect(edges).Not.ToHaveClassAsync(new Regex(@"\bbefore\b"));
        (await viewer.Page.EvaluateAsync<double>("document.querySelector('#requests td').getBoundingClientRect().right")).ShouldBeLessThanOrEqualTo(360);

        await viewer.Page.Locator("#requests .scroll").EvaluateAsync("table => table.scrollTo(table.scrollWidth, 0)");
        await Expect(edges).ToHaveClassAsync(new Regex(@"\bbefore\b"));
        await Expect(edges).Not.ToHaveClassAsync(new Regex(@"\bafter\b"));
    }

    /// <summary>Width of an A4 sheet within margins of 14 mm, in pixels of CSS.</summary>
    private const int A4 = 688;

    private static Task<string> BackgroundAsync(ViewerPage viewer) => viewer.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
