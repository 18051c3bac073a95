using System.Text.Json;
using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Formats.Performance;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

public sealed class PerformanceTests
{
    [Fact]
    public void Throughput_counts_the_time_under_load_of_judged_blocks_of_the_mix_only()
    {
        var report = Report();

        report.Blocks.ShouldBe(3);
        report.LoadSeconds.ShouldBe(6);
        report.Completed.ShouldBe(1320);
        report.Failed.ShouldBe(6);
        report.RequestsPerSecond.ShouldBe(220);
        report.BlockSpeeds.ShouldBe(new PerformanceReport.SpeedRange(200, 240));
    }

    [Fact]
    public void Latency_is_the_median_over_blocks_and_the_largest_of_all()
    {
        var report = Report();

        report.Requests[0].LatencyMs.ShouldBe(new LatencyRecord(2, 20, 40, 90));
        report.Requests[1].LatencyMs.ShouldBeNull();
    }

    [Fact]
    public void Errors_are_added_up_by_kind_the_most_frequent_first() =>
        Report().Errors.ShouldBe([new("status 503", 5), new("timeout", 1)]);

    [Fact]
    public void Processor_time_is_per_completed_request_and_of_a_request_alone_where_it_ran_alone()
    {
        var report = Report();

        report.Processor.ShouldBe(new PerformanceReport.ProcessorUse(0.5, 2.273, 0.4));
        report.Requests[0].MillisecondsAlone.ShouldBe(10);
        report.Requests[1].MillisecondsAlone.ShouldBeNull();
    }

    [Fact]
    public void Memory_kept_is_between_the_first_and_the_last_floor() =>
        Report().Memory.ShouldBe(new PerformanceReport.MemoryUse(1_000_880, 2_000_000, 1));

    [Fact]
    public void A_run_without_judged_blocks_has_no_report() =>
        PerformanceReading.Of(Run(Block(1, "pilot", 400))).ShouldBeNull();

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Russian)]
    public void The_report_reads_the_same_under_every_culture(Language language) =>
        Snapshot.Matches("performance." + language.Pick("en", "ru"), () => Text(Report(), new ConsoleStyle { Language = language }));

    [Fact]
    public void The_document_is_the_same_under_every_culture() =>
        Snapshot.Matches("performance.json", () => JsonSerializer.Serialize(Report(), RunJson.Indented) + "\n");

    [Theory]
    [InlineData(64)]
    [InlineData(80)]
    public void Hostile_names_neither_widen_a_line_nor_reach_the_terminal(int width)
    {
        const string Hostile = "a\u001b[2J\r\n日本語";
        var report = Report();
        report = report with
        {
            Errors = [new(Hostile, 3)],
            Requests = [.. report.Requests.Select(request => request with { Request = Hostile + new string('x', 500) })],
        };
        foreach (var language in new[] { Language.English, Language.Russian })
        {
            var text = Text(report, new ConsoleStyle { Width = width, Language = language });
            text.ShouldNotContain('\u001b');
            text.Split('\n').ShouldAllBe(line => TextColumns.Width(line) <= width);
        }
    }

    private static string Text(PerformanceReport report, ConsoleStyle style)
    {
        using var writer = new StringWriter();
        PerformanceText.Write(writer, report, MadeVerdicts.Clean(), style, ".leakgate/runs/20261122-101402-ab12/shop");
        return writer.ToString();
    }

    private static PerformanceReport Report() => PerformanceReading.Of(Run(
        Block(1, "pilot", 999),
        Block(2, "blocks", 400) with { Latency = [new(1, 10, 30, 50), null], Errors = new Dictionary<string, long> { ["status 503"] = 2 } },
        Block(3, "blocks", 440) with { Latency = [new(3, 30, 50, 90), null], Errors = new Dictionary<string, long> { ["timeout"] = 1, ["status 503"] = 1 } },
        Block(4, "blocks", 480) with { Latency = [new(2, 20, 40, 60), null], Errors = new Dictionary<string, long> { ["status 503"] = 2 } },
        Block(5, "confirm", 100) with { Only = 0 },
        Block(6, "confirm", 800) with { Frozen = true }))!;

    private static RecordedRun Run(params BlockRecord[] blocks)
    {
        var header = new HeaderRecord
        {
            At = TimeSpan.Zero,
            RunId = "20261122-101402-ab12",
            Target = "shop",
            Started = new DateTimeOffset(2026, 11, 22, 10, 14, 2, TimeSpan.Zero),
            Version = "0.1.0",
            Profile = "performance",
            Budget = TimeSpan.FromMinutes(5),
            MostBlocks = 24,
            Expect = "clean",
            Source = "dotnet Shop.dll",
            Requests = ["POST /api/cache", "GET /api/database"],
            Weights = [9, 1],
            Concurrency = 8,
            Environment = new Dictionary<string, string>(),
        };
        return new RecordedRun(header, [header, .. blocks], null);
    }

    private static BlockRecord Block(int index, string stage, long completed) => new()
    {
        At = TimeSpan.FromSeconds((3 * index) + 2.5),
        Index = index,
        Stage = stage,
        Started = TimeSpan.FromSeconds(3 * index),
        LoadEnded = TimeSpan.FromSeconds((3 * index) + 2),
        Planned = [completed + 2, 0],
        Completed = [completed, 0],
        Failed = [2, 0],
        TotalRequests = index * 440,
        Floors = new Dictionary<string, double> { ["anonymous_bytes"] = 999_120 + (440 * index) },
        Peaks = new Dictionary<string, double> { ["anonymous_bytes"] = 2_000_000 },
        TargetCores = 0.5,
        CpuFree = 0.4,
    };
}
