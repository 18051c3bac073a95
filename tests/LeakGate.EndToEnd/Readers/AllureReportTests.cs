using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

public sealed class AllureReportTests(AllureReports reports) : IClassFixture<AllureReports>
{
    [Fact]
    public async Task Explore()
    {
        var page = await reports.Pages.OpenAsync(reports.Two.Report);
        await page.WaitForTimeoutAsync(3000);
        await Pages.KeepAsync(page, "two-overview");
        page = await reports.Pages.OpenAsync(reports.Two.Report, "#suites");
        await page.WaitForTimeoutAsync(3000);
        await Pages.KeepAsync(page, "two-suites");
        page = await reports.Pages.OpenAsync(reports.Two.Report, "#categories");
        await page.WaitForTimeoutAsync(3000);
        await Pages.KeepAsync(page, "two-categories");
        page = await reports.Pages.OpenAsync(reports.Three.Report);
        await page.WaitForTimeoutAsync(3000);
        await Pages.KeepAsync(page, "three-overview");
        Directory.Exists(reports.Two.Report).ShouldBeTrue();
        System.Diagnostics.Process.Start("cp", ["-r", reports.Two.Path, reports.Three.Path, "/tmp/al/shots/"]).WaitForExit();
    }
}
