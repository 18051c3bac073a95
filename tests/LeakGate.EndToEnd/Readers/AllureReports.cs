using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Tests.Reports;
using LeakGate.Verdicts;
using Microsoft.Playwright;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>The same two runs, one a day after the other, generated with history by both lines of Allure, once for all tests that look at them.</summary>
public sealed class AllureReports : IAsyncLifetime
{
    private static readonly DateTimeOffset First = new(2026, 11, 22, 10, 14, 2, TimeSpan.Zero);

    internal AllureWork Two { get; } = new(AllureWork.Two);

    internal AllureWork Three { get; } = new(AllureWork.Three);

    private readonly Dictionary<string, IPage> _open = new(StringComparer.Ordinal);

    private Pages _pages = null!;

    /// <summary>One target for each thing that a category tells.</summary>
    internal static IReadOnlyList<ReportTarget> Targets { get; } =
    [
        MadeReports.Target(MadeVerdicts.Leaky("leaky") with { Expect = "clean" }),
        MadeReports.Target(MadeVerdicts.Clean("healthy")),
        MadeReports.Target(MadeVerdicts.Inconclusive("slow")),
        MadeReports.Target(MadeVerdicts.Failed("broken")),
        MadeReports.Target(MadeVerdicts.Clean("mended") with { Expect = "leak" }),
        MadeReports.Target(Threads()),
    ];

    public async ValueTask InitializeAsync()
    {
        _pages = await Pages.StartAsync();
        await Task.WhenAll(GenerateAsync(Two), GenerateAsync(Three));
    }

    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        Two.Dispose();
        Three.Dispose();
    }

    /// <summary>The first page of a report, as one reader sees it who keeps it open: to load it takes longer than to look at it.</summary>
    internal async Task<AllurePage> OpenAsync(string line)
    {
        if (!_open.TryGetValue(line, out var page))
        {
            _open[line] = page = await _pages.OpenAsync((line == AllureWork.Two ? Two : Three).Report);
        }

        await page.GotoAsync(Pages.Address + "index.html#");
        return new AllurePage(page, line);
    }

    private static async Task GenerateAsync(AllureWork work)
    {
        work.Record("20261122-101402-ab12", First, Targets);
        await work.GenerateAsync();
        work.Record("20261123-101402-cd34", First.AddDays(1), Targets);
        await work.GenerateAsync();
    }

    /// <summary>One leak of a kind that has no category of its own.</summary>
    private static VerdictDocument Threads()
    {
        var verdict = MadeVerdicts.OneLeak("pool");
        var finding = verdict.Findings[0] with { Type = "thread_leak", Resource = "threads", Folded = [], PerMixRequest = new(0.01, 0.009, 0.011, "count"), Requests = [] };
        var threads = verdict.Resources.Single(entry => entry.Resource == "threads") with { Verdict = Outcome.Leak, PerRequest = finding.PerMixRequest };
        return verdict with
        {
            LeakTypes = ["thread_leak"],
            Findings = [finding],
            Resources = [threads, .. verdict.Resources.Where(entry => entry.Verdict == Outcome.Clean && entry.Resource != "threads")],
        };
    }
}
