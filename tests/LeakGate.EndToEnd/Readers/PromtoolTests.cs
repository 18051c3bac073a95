using System.Diagnostics;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Prometheus;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>The metrics as the real <c>promtool check metrics</c> reads them.</summary>
public sealed class PromtoolTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("\"quoted\" {label=\"x\"} \\ back\nline")]
    public async Task Promtool_finds_nothing_to_say_of_our_metrics(string target)
    {
        var text = System.Text.Encoding.UTF8.GetString(new PrometheusFormat().Write(Input(target)).First().Content.Span);

        var (code, told) = await CheckAsync(text);

        told.ShouldBeEmpty();
        code.ShouldBe(0);
    }

    [Fact]
    public async Task Promtool_refuses_metrics_that_are_broken()
    {
        var (code, told) = await CheckAsync("leakgate_verdict{target=\"x} 1\n");

        code.ShouldNotBe(0);
        told.ShouldNotBeEmpty();
    }

    private static async Task<(int Code, string Told)> CheckAsync(string metrics)
    {
        var start = new ProcessStartInfo("promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var promtool = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        await promtool.StandardInput.WriteAsync(metrics.AsMemory(), cancel);
        promtool.StandardInput.Close();
        var told = await promtool.StandardOutput.ReadToEndAsync(cancel) + await promtool.StandardError.ReadToEndAsync(cancel);
        await promtool.WaitForExitAsync(cancel);
        return (promtool.ExitCode, told);
    }

    private static ReportInput Input(string target)
    {
        var started = new DateTimeOffset(2026, 11, 22, 10, 14, 2, TimeSpan.Zero);
        var header = new HeaderRecord
        {
            At = TimeSpan.Zero,
            RunId = "20261122-101402-ab12",
            Target = target,
            Started = started,
            Version = "0.1.0",
            Profile = "quick",
            Budget = TimeSpan.FromMinutes(2),
            Expect = "clean",
            Source = "shop",
            Requests = ["GET /"],
            Weights = [1],
            MostBlocks = 12,
            Environment = new Dictionary<string, string>(),
        };
        var verdict = new VerdictDocument
        {
            LeakTypes = ["memory_leak"],
            Severity = "high",
            MemoryGrowthMb = 134.2,
            ConnectionGrowth = 0,
            FilesGrowth = 0,
            Trend = "increasing",
            RunId = header.RunId,
            Target = target,
            Verdict = Outcome.Leak,
            Started = started,
            DurationSeconds = 71.2,
            Requests = 48000,
            RequestsFailed = 12,
            Profile = "quick",
            Expect = "clean",
            Remarks = [],
            Resources =
            [
                new() { Resource = "memory", Column = "anonymous_bytes", Verdict = Outcome.Leak, PerRequest = new(3717, 3441, 3983, "bytes"), Margin = 1024, Evidence = 1e4, Blocks = 9, Growth = 1e8, Level = 3e8, Peak = 4e8, Limit = 5e8 },
                new() { Resource = "descriptors", Column = "fds", Verdict = Outcome.Clean, PerHour = new(0, -1, 1, "count"), Margin = 60, Evidence = 1e4, Blocks = 9, Growth = 0, Level = 12, Peak = 19 },
            ],
            Findings =
            [
                new()
                {
                    Type = "memory_leak", Where = "managed heap", Resource = "memory", Fingerprint = "1:7f3a9c02", Severity = "high", Summary = "It grows.",
                    PerMixRequest = new(3717, 3441, 3983, "bytes"), Requests = [], Folded = [], Evidence = [], Exhaustion = new(5e8, "cgroup", 13200), Advice = "docs/leaks/unbounded-cache.md",
                },
            ],
        };
        return new ReportInput { Targets = [new ReportTarget(new RecordedRun(header, [header], null), verdict, [], [])], Version = "0.1.0", Written = started };
    }
}
