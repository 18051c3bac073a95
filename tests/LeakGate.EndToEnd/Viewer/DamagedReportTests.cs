using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>Pages of folders that are not whole, and of targets that would like to be more than text.</summary>
[Collection<ViewerPages>]
public sealed class DamagedReportTests(ViewerRun run, Browser browser)
{
    [Theory]
    [InlineData("markup", "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\"><style>*{display:none}</style>")]
    [InlineData("end", "]]></script><script>document.title='broken'</script><!--<script>")]
    [InlineData("template", "{@html '<img src=x onerror=alert(1)>'} ${alert(1)} {{constructor.constructor('alert(1)')()}} javascript:alert(1)")]
    [InlineData("lines", "one\ntwo\r\nthree\u2028four\ttab \"quoted\" 'single' \\ back")]
    [InlineData("turned", "\u202eright to left\u2066 \u05e9\u05dc\u05d5\u05dd 🧨👩‍👩‍👧")]
    public async Task A_hostile_name_is_shown_as_text_and_runs_nothing(string label, string name)
    {
        using var folders = new OtherFolders(run);
        await using var viewer = await browser.OpenAsync(await folders.NamedAsync(label, name));

        (await viewer.Page.TitleAsync()).ShouldNotBe("broken");
        (await viewer.Page.Locator("main img, main script, main iframe, main style").CountAsync()).ShouldBe(0);
        (await viewer.Page.Locator(".card").CountAsync()).ShouldBe(run.Verdict.Findings.Count);
        await Expect(viewer.Page.Locator("#environment")).ToContainTextAsync(name.Split('\n', '\r', '\t', '\u2028', '\u202e', '\u2066')[label == "turned" ? 1 : 0].Trim());
        (await viewer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        viewer.ShouldHaveDoneNothingElse();
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_never_widens_the_page()
    {
        using var folders = new OtherFolders(run);
        var file = await folders.NamedAsync("long", new string('x', 10_000));
        foreach (var look in new[] { new ViewerLook(), ViewerLook.Phone })
        {
            await using var viewer = await browser.OpenAsync(file, look);
            (await viewer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, look.ToString());
            await viewer.KeepAsync("long-name-" + look.Width.ToString(System.Globalization.CultureInfo.InvariantCulture));
            viewer.ShouldHaveDoneNothingElse();
        }
    }

    [Theory]
    [InlineData(0.0, "This run holds no records")]
    [InlineData(null, "No block was recorded")]
    [InlineData(0.4, "the stop was not recorded")]
    [InlineData(0.9, "the stop was not recorded")]
    public async Task A_folder_that_was_cut_off_says_what_is_missing_and_shows_the_rest(double? share, string missing)
    {
        using var folders = new OtherFolders(run);
        await using var viewer = await browser.OpenAsync(share is { } part ? await folders.CutAsync(part) : await folders.CutWhenReadyAsync());

        var banner = viewer.Page.Locator(".banner");
        await Expect(banner).ToContainTextAsync(missing);
        await Expect(banner).ToContainTextAsync("No verdict was written");
        (await viewer.Page.Locator("h1").InnerTextAsync()).ShouldNotContain("clean");
        (await viewer.Page.Locator("#curves canvas").CountAsync() > 0).ShouldBe(share >= 0.4);
        (await viewer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        (await viewer.AxeAsync()).ShouldBeEmpty();
        await viewer.KeepAsync("cut-" + (share?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) ?? "ready"), whole: true);
        viewer.ShouldHaveDoneNothingElse();
    }
}
