using LeakGate.Runs.Records;

namespace LeakGate.Tests.Records;

/// <summary>
/// The records of a program that was watched for a week at one reading a second: memory saws by the day and by the hour, descriptors
/// leak slowly, threads stand still; twelve judged windows.
/// </summary>
internal static class WeekOfReadings
{
    public const int Readings = 7 * 86_400;
    public const double LeakedAnHour = 40;

    private const int Windows = 14;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(Readings / Windows);

    public static HeaderRecord Header { get; } = new()
    {
        At = TimeSpan.Zero,
        RunId = "20261130-120000-beef",
        Target = "shop",
        Started = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero),
        Version = "1.0.0",
        Profile = "watch",
        Budget = TimeSpan.FromDays(7),
        Expect = "clean",
        Source = "pid 100",
        Requests = [],
        Weights = [],
        ByTime = true,
        MostBlocks = 12,
        Environment = new Dictionary<string, string>(),
    };

    /// <summary>All records, made one by one: together they take hundreds of megabytes.</summary>
    public static IEnumerable<RunRecord> Records() =>
        new RunRecord[]
        {
            Header,
            new ReadyRecord
            {
                At = TimeSpan.FromSeconds(0.5),
                Pid = 100,
                Runtimes = [],
                Margins = new Dictionary<string, double> { ["memory"] = 10 * 1024 * 1024, ["descriptors"] = 10, ["threads"] = 10 },
                EvidenceNeeded = 300,
                Limits = new Dictionary<string, LimitRecord>(),
            },
        }
        .Concat(Enumerable.Range(1, Windows).SelectMany(OfWindow))
        .Append(new StageRecord { At = TimeSpan.FromSeconds(Readings + 0.2), Stage = "stop" });

    /// <summary>The readings of second <paramref name="second"/>, from 1.</summary>
    public static SampleRecord Sample(int second)
    {
        var noise = (second * 7919L) % 101;
        var memory = 300_000_000 + (40_000_000.0 * (second % 86_400) / 86_400) + (1_000_000.0 * (second % 3600) / 3600) + (4096 * noise);
        return new SampleRecord
        {
            At = TimeSpan.FromSeconds(second),
            Values = new Dictionary<string, double>
            {
                ["rss_anon_bytes"] = memory,
                ["rss_bytes"] = memory + 20_000_000,
                ["vms_bytes"] = 2_000_000_000,
                ["swap_bytes"] = 0,
                ["cpu_seconds"] = Math.Round(0.013 * second, 2),
                ["threads"] = 24,
                ["processes"] = 1,
                ["fds"] = Descriptors(second) + (noise % 5),
            },
        };
    }

    private static IEnumerable<RunRecord> OfWindow(int window)
    {
        var (first, last) = ((window - 1) * Readings / Windows, window * Readings / Windows);
        for (var second = first + 1; second <= last; second++)
        {
            yield return Sample(second);
        }

        yield return new BlockRecord
        {
            At = TimeSpan.FromSeconds(last + 0.1),
            Index = window,
            Stage = window <= 2 ? "pilot" : "blocks",
            Started = Window * (window - 1),
            LoadEnded = Window * window,
            Planned = [],
            Completed = [],
            Failed = [],
            TotalRequests = 0,
            Floors = new Dictionary<string, double>
            {
                ["anonymous_bytes"] = 300_000_000 + ((window * 7919) % 101 * 4096),
                ["fds"] = Descriptors(last),
                ["threads"] = 24,
            },
        };
    }

    private static double Descriptors(int second) => 60 + Math.Floor(LeakedAnHour * second / 3600);
}
