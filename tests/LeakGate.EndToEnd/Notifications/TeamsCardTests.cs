using System.Text;
using System.Text.Json.Nodes;
using LeakGate.EndToEnd.Readers;
using LeakGate.EndToEnd.Targets;
using LeakGate.Reports.Formats;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using LeakGate.Tests.Reports.Channels;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>The card for Teams as Microsoft's own library reads, checks and shows it, in a real browser.</summary>
public sealed class TeamsCardTests(OneBrowser browser, ITestOutputHelper output) : IClassFixture<OneBrowser>, IDisposable
{
    /// <summary>What the webhook of a workflow takes, with some left for what it adds.</summary>
    private const int MostBytes = 21 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Language.English, "Leak in shop", "shop leaks in four places", "Database connection leak, severity high – shop", "Held by: 127.0.0.1:5432 PostgreSQL +183", "Open report")]
    [InlineData(Language.Russian, "Утечка: shop", "shop течёт в четырёх местах", "Утечка соединений с базой данных, срочность высокая – shop", "Держит: 127.0.0.1:5432 PostgreSQL +183", "Открыть отчёт")]
    public async Task A_night_is_read_without_a_word_and_shows_verdict_table_findings_and_button(
        Language language, string headline, string sentence, string finding, string holder, string button)
    {
        var pages = browser.Pages;
        var page = await OpenAsync(pages, MadeMessages.Night(language));

        (await page.GetByText(headline, new() { Exact = true }).IsVisibleAsync()).ShouldBeTrue();
        foreach (var text in new[] { sentence, finding, "/api/database", holder, "0123456789ab" })
        {
            (await page.GetByText(text).First.IsVisibleAsync()).ShouldBeTrue(text);
        }

        var rows = page.Locator(".ac-columnSet");
        (await rows.CountAsync()).ShouldBe(5, "a head and four targets");
        (await rows.Nth(1).InnerTextAsync()).ShouldStartWith("shop");
        (await OverflowAsync(page)).ShouldBeEmpty();
        await page.Locator(".ac-pushButton", new() { HasText = button }).ClickAsync();
        (await page.EvaluateAsync<string>("window.opened")).ShouldBe(MadeMessages.Report.AbsoluteUri);
        await Pictures.KeepAsync(page.Locator("#card"), "teams-" + language.Pick("en", "ru"));
    }

    [Theory]
    [InlineData(Language.English, "more findings, in the report")]
    [InlineData(Language.Russian, "в отчёте")]
    public async Task Five_hundred_findings_in_fifty_targets_are_one_readable_card(Language language, string more)
    {
        var pages = browser.Pages;
        var page = await OpenAsync(pages, MadeMessages.Five_hundred(language));

        (await page.GetByText(more).First.IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator(".ac-columnSet").CountAsync()).ShouldBeGreaterThan(4);
        (await page.GetByText("/api/p").CountAsync()).ShouldBeGreaterThan(0);
        (await OverflowAsync(page)).ShouldBeEmpty();
        await Pictures.KeepAsync(page.Locator("#card"), "teams-500-" + language.Pick("en", "ru"));
    }

    [Fact]
    public async Task Clean_undecided_and_failed_runs_are_read_too()
    {
        var pages = browser.Pages;
        foreach (var input in new[] { MadeReports.Clean(), MadeReports.Inconclusive(), MadeReports.Failed() })
        {
            (await (await OpenAsync(pages, input)).Locator(".ac-columnSet").CountAsync()).ShouldBe(2);
        }
    }

    [Fact]
    public async Task Hostile_names_are_seen_as_they_are_and_do_nothing()
    {
        string[] names =
        [
            "<script>window.hit = 1</script>", "<img src=x onerror='window.hit = 1'>", "**bold** _it_ `code` ~~gone~~", "[l](javascript:window.hit=1)", "![i](http://127.0.0.1/i.png)",
            "<https://example.com>", "- item", "# head", "{{DATE(2017-02-14T06:00Z)}}", "<at>everyone</at> &lt;b&gt; &amp;", "a\\*b", "<b>x</b>",
        ];
        foreach (var (name, branch) in names.Where((_, at) => at % 2 == 0).Zip(names.Where((_, at) => at % 2 == 1)))
        {
            var page = await OpenAsync(browser.Pages, MadeReports.Hostile(name), branch);

            (await page.EvaluateAsync<bool>("() => 'hit' in window")).ShouldBeFalse(name);
            (await page.Locator("#card").Locator("script, img, a, b, strong, em, del, h1, li, code, at").CountAsync()).ShouldBe(0, name);
            (await page.Locator(".ac-columnSet").Nth(1).InnerTextAsync()).ShouldStartWith(name[..Math.Min(name.Length, 10)]);
            (await page.Locator(".ac-factset").InnerTextAsync()).ShouldContain(branch, Case.Sensitive, "the branch");
        }
    }

    private async Task<IPage> OpenAsync(Pages pages, ReportInput input, string branch = "main")
    {
        await WriteAsync(input, branch);
        return await pages.OpenAsync(_folder.Path);
    }

    /// <summary>The page of one card, in place of the one before.</summary>
    private async Task WriteAsync(ReportInput input, string branch)
    {
        var payload = Encoding.UTF8.GetBytes(MadeMessages.Payload("teams", input, branch));
        output.WriteLine($"{payload.Length} bytes");
        payload.Length.ShouldBeLessThan(MostBytes);
        JsonNode.Parse(payload)!["attachments"]!.AsArray().Count.ShouldBe(1);
        var readers = Path.Combine(Repository.Root, "tests", "LeakGate.EndToEnd", "Readers");
        File.WriteAllText(Path.Combine(_folder.Path, "index.html"), await ReaderProcess.ReadAsync("node", [Path.Combine(readers, "card.mjs")], payload));
        File.Copy(
            Path.Combine(readers, "node_modules", "adaptivecards", "dist", "adaptivecards.min.js"), Path.Combine(_folder.Path, "adaptivecards.min.js"), overwrite: true);
    }

    /// <summary>Texts that stand out of their column or of the card.</summary>
    private static Task<string[]> OverflowAsync(IPage page) => page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('#card .ac-container, #card .ac-richTextBlock')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)");
}
