using System.Text.RegularExpressions;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>What a reader of <c>report.html</c> sees.</summary>
[Collection<ViewerPages>]
public sealed class ReportPageTests(ViewerRun run, Browser browser)
{
    [Fact]
    public async Task It_tells_the_verdict_in_the_sentence_of_all_reports_and_does_nothing_else()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky);

        var sentence = VerdictSentence.Of(run.Verdict, Language.English).ToString();
        await Expect(viewer.Page.Locator("h1")).ToHaveTextAsync(TextColumns.Plain(sentence));
        (await viewer.Page.TitleAsync()).ShouldBe(TextColumns.Plain(sentence));
        var card = viewer.Page.Locator(".card", new() { HasText = "memory leak" });
        await Expect(card.Locator(".req")).ToHaveTextAsync("GET /grow");
        await Expect(card).ToContainTextAsync(GrowthWords.In(Language.English).Parts(run.Verdict.Findings.Single(finding => finding.Type == "memory_leak").Requests[0].PerRequest, "", false).Number);
        await Expect(viewer.Page.Locator(".bounds.panel", new() { HasText = "Clean" })).ToContainTextAsync("threads");
        await viewer.KeepAsync("desktop-top");
        await viewer.KeepAsync("desktop", whole: true);
        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task Floors_are_drawn_with_slope_margin_and_evidence()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky);
        var floors = viewer.Page.Locator("#floors");

        await Expect(floors.Locator(".plot polygon.band")).ToBeVisibleAsync();
        (await floors.Locator(".plot .trend").CountAsync()).ShouldBe(1);
        (await floors.Locator(".plot line.mg").CountAsync()).ShouldBe(2, "the margin, and the evidence that is needed");
        (await floors.Locator(".plot > svg:first-child path.mark").CountAsync()).ShouldBe(run.Verdict.Resources.Single(entry => entry.Resource == "memory").Blocks);
        (await floors.Locator(".evidence rect").CountAsync()).ShouldBe(run.Verdict.Resources[0].Blocks);
        await floors.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "threads" }).ClickAsync();
        await Expect(floors.Locator("h3")).ToHaveTextAsync("Floors: threads");
        await floors.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        (await floors.Locator("tbody tr").CountAsync()).ShouldBeGreaterThan(7);
        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task Curves_have_a_crosshair_a_zoom_and_rows_that_hide()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky);
        var curves = viewer.Page.Locator("#curves");
        await Expect(curves.Locator("[data-row=memory] canvas")).ToBeVisibleAsync();
        (await InkAsync(viewer, "memory")).ShouldBeGreaterThan(200);

        var surface = curves.GetByRole(Microsoft.Playwright.AriaRole.Slider);
        await surface.ScrollIntoViewIfNeededAsync();
        await surface.HoverAsync(new() { Position = new() { X = 300, Y = 60 } });
        await Expect(curves.Locator(".cross")).ToBeVisibleAsync();
        await Expect(curves.Locator("[data-row=memory] .now")).ToHaveTextAsync(new Regex("MiB$"));

        await viewer.Page.Mouse.MoveAsync(0, 0);
        await surface.DragToAsync(surface, new() { SourcePosition = new() { X = 200, Y = 60 }, TargetPosition = new() { X = 400, Y = 60 } });
        (await ShownAsync(viewer)).ShouldBeLessThan(0.5 * run.Verdict.DurationSeconds);
        await curves.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Whole run" }).ClickAsync();
        (await ShownAsync(viewer)).ShouldBeGreaterThan(0.9 * run.Verdict.DurationSeconds);

        await curves.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Hide threads" }).ClickAsync();
        await Expect(curves.Locator("[data-row=threads]")).ToHaveCountAsync(0);
        await curves.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show threads" }).ClickAsync();
        await Expect(curves.Locator("[data-row=threads] canvas")).ToBeVisibleAsync();
        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task Everything_is_reached_by_the_keyboard()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky);
        await viewer.Page.Keyboard.PressAsync("Tab");
        await Expect(viewer.Page.Locator(".skip")).ToBeFocusedAsync();

        var surface = viewer.Page.Locator("#curves").GetByRole(Microsoft.Playwright.AriaRole.Slider);
        await surface.FocusAsync();
        await viewer.Page.Keyboard.PressAsync("End");
        await viewer.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(surface).ToHaveAttributeAsync("aria-valuetext", new Regex("memory .*MiB"));
        await viewer.Page.Keyboard.PressAsync("+");
        (await ShownAsync(viewer)).ShouldBeLessThan(0.6 * run.Verdict.DurationSeconds);
        await viewer.Page.Keyboard.PressAsync("0");
        await viewer.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer.Page.Locator("#curves .cross")).ToHaveCountAsync(0);

        await viewer.Page.Locator("[data-row=threads] .hide").FocusAsync();
        await viewer.Page.Keyboard.PressAsync("h");
        await Expect(viewer.Page.Locator("[data-row=threads]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Requests_environment_and_measurement_are_shown_and_data_is_saved()
    {
        await using var viewer = await browser.OpenAsync(run.Leaky);
        await Expect(viewer.Page.Locator("#requests tbody tr", new() { HasText = "GET /grow" }).Locator(".hit").First).ToBeVisibleAsync();
        await Expect(viewer.Page.Locator("#environment")).ToContainTextAsync("python3 server.py");
        await Expect(viewer.Page.Locator("#quality li").First).ToBeVisibleAsync();
        await Expect(viewer.Page.Locator("#events")).ToContainTextAsync("listening on");

        var download = await viewer.Page.RunAndWaitForDownloadAsync(() => viewer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Download: samples.csv" }).ClickAsync());
        var saved = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        saved.ShouldStartWith("elapsed_s,requests_total,");
        saved.Count(letter => letter == '\n').ShouldBeGreaterThan(20);
        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task Both_targets_stand_in_one_page_and_in_one_picture()
    {
        await using var viewer = await browser.OpenAsync(run.Together);
        await Expect(viewer.Page.Locator("#comparison .legend")).ToContainTextAsync("healthy: clean");
        (await viewer.Page.Locator("#comparison polyline").CountAsync()).ShouldBe(2);
        await viewer.KeepAsync("together");
        await viewer.Page.GetByRole(Microsoft.Playwright.AriaRole.Navigation).GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "healthy" }).ClickAsync();
        await Expect(viewer.Page.Locator("h1")).ToContainTextAsync("healthy is clean");
        viewer.ShouldHaveDoneNothingElse();

        await using var alone = await browser.OpenAsync(run.Healthy);
        await Expect(alone.Page.Locator("#comparison .legend")).ToContainTextAsync("leaky: leak");
        await alone.KeepAsync("clean", whole: true);
        alone.ShouldHaveDoneNothingElse();
    }

    /// <summary>Seconds that the curves show.</summary>
    private static async Task<double> ShownAsync(ViewerPage viewer) =>
        await viewer.Page.EvaluateAsync<double>("() => { const d = document.querySelector('.curves').dataset; return d.to - d.from; }");

    /// <summary>Pixels of a row's canvas that are not empty.</summary>
    private static async Task<int> InkAsync(ViewerPage viewer, string row) => await viewer.Page.EvaluateAsync<int>(
        "row => { const c = document.querySelector(`[data-row='${row}'] canvas`); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 128).length; }", row);
}
