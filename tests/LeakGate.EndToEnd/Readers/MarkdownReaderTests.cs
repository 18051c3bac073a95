using System.Text;
using System.Text.Json;
using LeakGate.EndToEnd.Targets;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Markdown;
using LeakGate.Tests.Reports;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>The Markdown pages as a renderer of GitHub's Markdown and a real browser read them.</summary>
public sealed class MarkdownReaderTests : IDisposable
{
    private static readonly string[] Both = [MarkdownFormat.Summary, MarkdownFormat.Comment];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_pages_show_verdict_table_bars_and_folded_details()
    {
        await using var pages = await Pages.StartAsync();
        var rendered = await RenderAsync(Both.Select(path => (MadeReports.Several(), path)));
        var page = await pages.OpenAsync(_folder.Path);
        foreach (var (path, html) in Both.Zip(rendered))
        {
            await ShowAsync(page, html);

            var heads = await page.Locator("h3").AllInnerTextsAsync();
            heads.Select(head => head[..1]).ShouldBe(["~", "×", "▲", "✓"], "what does not pass is read first");
            heads[2].ShouldStartWith("▲ leaky leaks in four places");
            (await page.Locator("table").First.Locator("tbody tr").CountAsync()).ShouldBe(4);
            var leaks = page.Locator("table", new PageLocatorOptions { HasText = "32.0 (30.5 to 33.4) per 1,000 requests" }).First;
            (await leaks.Locator("tbody tr").CountAsync()).ShouldBe(4);
            (await leaks.Locator("code").AllInnerTextsAsync()).ShouldContain(text => text.Contains('▁', StringComparison.Ordinal) && text.Contains('█', StringComparison.Ordinal));
            var details = page.Locator("details").First;
            (await details.Locator("table").IsVisibleAsync()).ShouldBeFalse("it is folded");
            await details.Locator("summary").ClickAsync();
            (await details.Locator("table").IsVisibleAsync()).ShouldBeTrue();
            (await page.Locator("body").InnerTextAsync()).ShouldNotContain("leakgate:comment");
            await Pictures.KeepAsync(page, path);
        }
    }

    [Fact]
    public async Task Hostile_names_are_seen_as_they_are_and_do_nothing()
    {
        string[] names =
        [
            "<script>window.hit = 1</script>", "<img src=x onerror='window.hit = 1'>", "]]></code></details><b>x</b>", "![i](http://127.0.0.1/i.png) [l](javascript:window.hit=1)",
            "@octocat a@example.com https://example.com www.example.com", "**bold** _it_ ~~gone~~ `code` | cell | <!-- c", "&lt;b&gt; &amp; \\| $x$ :smile: #1",
        ];
        await using var pages = await Pages.StartAsync();
        var rendered = await RenderAsync(names.SelectMany(name => Both.Select(path => (MadeReports.Hostile(name), path))));
        var page = await pages.OpenAsync(_folder.Path);
        foreach (var (name, htmls) in names.Zip(rendered.Chunk(Both.Length)))
        {
            foreach (var html in htmls)
            {
                await ShowAsync(page, html);

                (await page.EvaluateAsync<bool>("() => 'hit' in window")).ShouldBeFalse(name);
                (await page.Locator("script, img, a, b, em, del, strong:not(:text-is('Measurement'))").CountAsync()).ShouldBe(0, name);
                (await page.Locator("td code").AllTextContentsAsync()).ShouldContain(name, "it is shown whole, as it is");
                var columns = await page.Locator("table").First.Locator("tr").EvaluateAllAsync<int[]>("rows => rows.map(row => row.cells.length)");
                columns.Distinct().ShouldHaveSingleItem(name);
            }
        }
    }

    private async Task ShowAsync(IPage page, string html)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "index.html"), html);
        await page.ReloadAsync();
    }

    /// <summary>All in one process: starting it takes longer than rendering.</summary>
    private async Task<string[]> RenderAsync(IEnumerable<(ReportInput Input, string Path)> wanted)
    {
        var script = Path.Combine(Repository.Root, "tests", "LeakGate.EndToEnd", "Readers", "markdown.mjs");
        var markdown = wanted.Select(one => Encoding.UTF8.GetString(new MarkdownFormat().Write(one.Input).Single(file => file.Path == one.Path).Content.Span));
        var rendered = await ReaderProcess.ReadAsync("node", [script], JsonSerializer.SerializeToUtf8Bytes(markdown));
        File.WriteAllText(Path.Combine(_folder.Path, "index.html"), "");
        return JsonSerializer.Deserialize<string[]>(rendered)!;
    }
}
