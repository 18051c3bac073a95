using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>What a reader finds in the reports that both published lines of Allure make of our results.</summary>
public sealed class AllureReportTests(AllureReports reports) : IClassFixture<AllureReports>
{
    private const string Two = AllureWork.Two;
    private const string Three = AllureWork.Three;

    [Theory]
    [InlineData(Two)]
    [InlineData(Three)]
    public async Task The_verdict_stands_on_its_page_with_its_steps_and_labels(string line)
    {
        var page = await reports.OpenAsync(line);
        await page.OpenResultAsync("leaky", "leaky: Verdict");
        await Pictures.KeepAsync(page.Page, line + "-verdict");

        var text = Regex.Replace(await page.TextAsync(), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
        foreach (var told in new[]
        {
            "leaky leaks in four places; at 4.5 requests/s its database connections run out first, in 3 h 36 min.", "Failed", "critical", "file_descriptor_leak",
            "Request: GET /api/database", "memory: retains 302 MiB, reached 440 MiB under load, limit 512 MiB (cgroup)", "warm-up", "pilot: 2 blocks were enough", "each request alone",
        })
        {
            text.ShouldContain(told, Case.Insensitive);
        }
    }

    [Theory]
    [InlineData(Two)]
    [InlineData(Three)]
    public async Task Curve_floors_evidence_and_comparison_are_drawn_on_the_page(string line)
    {
        var page = await reports.OpenAsync(line);
        await page.OpenResultAsync("leaky", "leaky: Verdict");

        var widths = await page.PicturesAsync("Memory: curve", "Memory: floors", "Memory: evidence after each block", "Memory: growth of each target");

        await Pictures.KeepAsync(page.Page, line + "-charts");
        widths.Length.ShouldBe(4);
        widths.ShouldAllBe(width => width > 100);
    }

    [Theory]
    [InlineData(Two)]
    [InlineData(Three)]
    public async Task Tables_show_resources_requests_and_what_weakens_the_measurement(string line)
    {
        var page = await reports.OpenAsync(line);
        await page.OpenResultAsync("leaky", "leaky: Verdict");

        await page.TableAsync("Resources", "3.63 KiB (3.36 to 3.89)");
        await page.TableAsync("Requests", "GET /api/database");
        await page.TableAsync("Measurement", "1 of 9 floors had not come to rest");
        await Pictures.KeepAsync(page.Page, line + "-tables");
    }

    [Theory]
    [InlineData(Two)]
    [InlineData(Three)]
    public async Task The_run_before_stands_in_the_history(string line)
    {
        var page = await reports.OpenAsync(line);
        await page.OpenResultAsync("leaky", "leaky: Memory");

        var history = await page.HistoryAsync();

        await Pictures.KeepAsync(page.Page, line + "-history");
        history.ShouldContain("11/22/2026 at 10:1");
    }

    [Theory]
    [InlineData(Two)]
    [InlineData(Three)]
    public async Task Every_category_holds_what_it_is_for(string line)
    {
        var page = await reports.OpenAsync(line);

        var categories = await page.CategoriesAsync();

        await Pictures.KeepAsync(page.Page, line + "-categories");

        // The verdict of a target that leaks in several places stands under memory, the first that it matches.
        foreach (var category in new[]
        {
            "Memory leaks 3", "Connection leaks 2", "Descriptor leaks 1", "Other leaks 2", "Not decided 3", "The target failed 1", "No leak where one was expected 1",
        })
        {
            categories.ShouldContain(category);
        }
    }

    [Theory]
    [InlineData(Two)]
    [InlineData(Three)]
    public async Task The_first_page_shows_who_ran_what_and_where(string line)
    {
        var page = await reports.OpenAsync(line);
        await page.Page.GetByText("20261123-101402-cd34").First.WaitForAsync();
        await Pictures.KeepAsync(page.Page, line + "-overview");

        var text = await page.TextAsync();
        text.ShouldContain("local");
        text.ShouldContain("leaky command");
        text.ShouldContain("dotnet Shop.dll");
    }
}
