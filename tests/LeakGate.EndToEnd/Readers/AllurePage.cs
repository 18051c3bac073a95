using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;

namespace LeakGate.EndToEnd.Readers;

/// <summary>A generated report as a reader clicks through it: the two lines of Allure have the same things in other places.</summary>
internal sealed class AllurePage(IPage page, string line)
{
    private bool IsThree => line == AllureWork.Three;

    public IPage Page => page;

    /// <summary>Everything that the page says now, frames within it included.</summary>
    public async Task<string> TextAsync()
    {
        var texts = new List<string>();
        foreach (var frame in page.Frames)
        {
            texts.Add(await frame.InnerTextAsync("body"));
        }

        return string.Join('\n', texts);
    }

    /// <summary>From the first page to one result.</summary>
    public async Task OpenResultAsync(string suite, string result)
    {
        if (!IsThree)
        {
            await page.GetByText("Suites", new() { Exact = true }).First.ClickAsync();
        }

        // Each line folds what it thinks needs no look: a suite is opened where the result does not show yet.
        var row = page.GetByText(result, new() { Exact = true });
        foreach (var group in new[] { "LeakGate", suite })
        {
            var node = page.GetByText(group, new() { Exact = true }).Last;
            await node.WaitForAsync();
            if (!await row.First.IsVisibleAsync() && !(group == "LeakGate" && await page.GetByText(suite, new() { Exact = true }).Last.IsVisibleAsync()))
            {
                await node.ClickAsync();
            }
        }

        await row.First.ClickAsync();
        await page.GetByText("leakgate/" + suite, new() { Exact = false }).First.WaitForAsync();
    }

    /// <summary>Opens attached pictures one after the other; the width of each, as the browser decoded it.</summary>
    public async Task<int[]> PicturesAsync(params string[] names)
    {
        var widths = new List<int>();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            await page.GetByText(name, new() { Exact = true }).ClickAsync();
            var before = widths.Count;
            for (var attempt = 0; attempt < 100 && widths.Count == before; attempt++)
            {
                foreach (var picture in await page.Locator("img[src^='blob:']").AllAsync())
                {
                    // The second line draws each below its name and leaves it there; the third takes it away for the next.
                    if (await picture.EvaluateAsync<int>("image => image.naturalWidth") is var width and > 0 && shown.Add((await picture.GetAttributeAsync("src"))!))
                    {
                        widths.Add(width);
                    }
                }

                await page.WaitForTimeoutAsync(100);
            }
        }

        return [.. widths];
    }

    /// <summary>Opens an attached table in its place and waits until the page says a text.</summary>
    public async Task TableAsync(string name, string text)
    {
        await page.GetByText(name, new() { Exact = true }).Last.ClickAsync();
        var told = "";
        for (var attempt = 0; attempt < 60 && !told.Contains(text, StringComparison.Ordinal); attempt++)
        {
            await page.WaitForTimeoutAsync(250);
            told = (await TextAsync()).Replace('\u00a0', ' ');
        }

        told.ShouldContain(text);
    }

    /// <summary>What the result's history tells.</summary>
    public async Task<string> HistoryAsync()
    {
        await (IsThree ? page.GetByTestId("test-result-tab-history") : page.GetByText("History", new() { Exact = true })).ClickAsync();
        await page.GetByText(new Regex("11/22/2026", RegexOptions.None, TimeSpan.FromSeconds(1))).First.WaitForAsync();
        return await TextAsync();
    }

    /// <summary>The categories with how many results each holds.</summary>
    public async Task<string> CategoriesAsync()
    {
        await (IsThree ? page.GetByRole(AriaRole.Button, new() { Name = "Categories" }) : page.GetByText("Categories", new() { Exact = true })).First.ClickAsync();
        await page.GetByText("Memory leaks").First.WaitForAsync();
        return Regex.Replace(await TextAsync(), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    public override string ToString() => line;
}
