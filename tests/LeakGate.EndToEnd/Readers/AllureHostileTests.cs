using LeakGate.Tests.Reports;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>Names that would run a script, or break a page, are shown as text in the reports of both lines of Allure.</summary>
public abstract class AllureHostileTests(string line)
{
    /// <summary>Each holds several of them: a result takes seconds to look at.</summary>
    private static readonly string[] Names =
    [
        .. ((string[])["<img src=x onerror=alert(1)>", "</script><svg onload=alert(1)>", .. MadeReports.HostileNames]).Chunk(3).Select(some => string.Join(' ', some)),
    ];

    [Fact]
    public async Task No_script_runs_on_any_page()
    {
        using var work = new AllureWork(line);
        work.Record("20261122-101402-ab12", new DateTimeOffset(2026, 11, 22, 10, 14, 2, TimeSpan.Zero), Names.Select(name => MadeReports.Hostile(name).Targets[0]));
        await work.GenerateAsync();
        await using var pages = await Pages.StartAsync();
        var page = await pages.OpenAsync(work.Report);
        var ran = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            ran.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };

        var results = Results(work, line);
        results.Count.ShouldBeGreaterThanOrEqualTo(Names.Length);
        foreach (var place in results)
        {
            // The report stays loaded, as it does for a reader: from one result to the next by way of its first page.
            await page.GotoAsync(Pages.Address + "index.html#");
            await Assertions.Expect(page.GetByText("leakgate/")).ToHaveCountAsync(0);
            await page.GotoAsync(Pages.Address + "index.html#" + place);
            await page.GetByText("leakgate/").First.WaitForAsync();
            foreach (var attached in new[] { "Resources", "Requests", "Measurement", "Memory: floors" })
            {
                await page.GetByText(attached, new() { Exact = true }).Last.ClickAsync();
            }
        }

        await Pictures.KeepAsync(page, line + "-hostile");
        ran.ShouldBeEmpty();
    }

    /// <summary>Addresses of the verdicts, from the data of the report.</summary>
    private static List<string> Results(AllureWork work, string line) =>
    [
        .. from file in Directory.GetFiles(Path.Combine(work.Report, "data", line == AllureWork.Two ? "test-cases" : "test-results"), "*.json")
           let text = File.ReadAllText(file)
           where text.Contains("verdict.json", StringComparison.Ordinal)
           select (line == AllureWork.Two ? "testresult/" : "") + Path.GetFileNameWithoutExtension(file),
    ];
}

/// <summary>Names in the second line: a class of its own, so that both lines are walked through at the same time.</summary>
public sealed class AllureTwoHostileTests() : AllureHostileTests(AllureWork.Two);

/// <summary>Names in the third line.</summary>
public sealed class AllureThreeHostileTests() : AllureHostileTests(AllureWork.Three);
