using System.Text.RegularExpressions;
using Microsoft.Playwright;

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

    /// <summary>Opens attached pictures in their places; widths that the browser drew them with.</summary>
    public async Task<int[]> PicturesAsync(params string[] names)
    {
        var pictures = page.Locator("img[src^='blob:']");
        for (var i = 0; i < names.Length; i++)
        {
            await page.GetByText(names[i], new() { Exact = true }).ClickAsync();
            await pictures.Nth(i).WaitForAsync();
        }

        return await pictures.EvaluateAllAsync<int[]>("images => images.map(image => image.naturalWidth)");
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
}
