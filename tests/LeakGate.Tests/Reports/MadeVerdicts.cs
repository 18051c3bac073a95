using LeakGate.Runs;
using LeakGate.Verdicts;
using static LeakGate.Runs.VerdictDocument;

namespace LeakGate.Tests.Reports;

/// <summary>Hand-made verdicts: the figures are those of the mock page, so that the page and the terminal can be compared.</summary>
internal static class MadeVerdicts
{
    private static readonly DateTimeOffset Started = new(2026, 11, 22, 10, 14, 2, TimeSpan.Zero);

    public static VerdictDocument Clean(string target = "shop") => new()
    {
        LeakTypes = [],
        Severity = "low",
        MemoryGrowthMb = 0.1,
        ConnectionGrowth = 0,
        FilesGrowth = 0,
        Trend = "stable",
        RunId = "20261122-101402-ab12",
        Target = target,
        Verdict = Outcome.Clean,
        Started = Started,
        DurationSeconds = 58.4,
        SecondsToVerdict = 51.2,
        Requests = 48000,
        RequestsFailed = 0,
        RequestsPerSecond = 674,
        Profile = "quick",
        Expect = "clean",
        Resources =
        [
            CleanBytes("memory", "anonymous_bytes", 37.2, 112.4) with { Level = 98566144, Peak = 121634816, Limit = 536870912, LimitSource = "cgroup" },
            CleanBytes("heap", "heap_bytes", 12, 55),
            CleanCount("descriptors", "fds", 0.000_25),
            CleanCount("database connections", "database_connections", 0.000_25),
            CleanCount("redis connections", "redis_connections", 0.000_25),
            CleanCount("connections", "connections", 0.000_332),
            CleanCount("threads", "threads", 0.000_25),
            CleanCount("processes", "processes", 0.000_25),
        ],
        Findings = [],
        Measurement = MadeChecks.Sound,
        Remarks = [],
    };

    public static VerdictDocument Leaky(string target = "shop") => new()
    {
        LeakTypes = ["database_connection_leak", "redis_connection_leak", "memory_leak", "file_descriptor_leak"],
        Severity = "high",
        MemoryGrowthMb = 134.2,
        ConnectionGrowth = 366,
        FilesGrowth = 512,
        Trend = "increasing",
        RunId = "20261122-101402-ab12",
        Target = target,
        Verdict = Outcome.Leak,
        Started = Started,
        DurationSeconds = 71.2,
        SecondsToVerdict = 64.1,
        Requests = 48000,
        RequestsFailed = 12,
        RequestsPerSecond = 4.5,
        Profile = "quick",
        Expect = "leak",
        Resources =
        [
            Leak("memory", "anonymous_bytes", 3717, 3441, 3983, "bytes", 1024) with { Level = 316669952, Peak = 461373440, Limit = 536870912, LimitSource = "cgroup" },
            Leak("heap", "heap_bytes", 3655, 3400, 3900, "bytes", 1024),
            Leak("descriptors", "fds", 0.0121, 0.0118, 0.0124, "count", 0.001),
            Leak("database connections", "database_connections", 0.0032, 0.00305, 0.00334, "count", 0.001),
            Leak("redis connections", "redis_connections", 0.1, 0.099, 0.101, "count", 0.001),
            CleanCount("connections", "connections", 0.000_61),
            CleanCount("threads", "threads", 0.000_34),
            CleanCount("processes", "processes", 0.000_25),
        ],
        Findings =
        [
            Finding("database_connection_leak", "database connections", "high", new(0.0032, 0.00305, 0.00334, "count"),
                [new("GET /api/database", new(0.032, 0.0305, 0.0334, "count"), 0.99)],
                [new("descriptors", 1), new("memory", 12288)], [new("peer", "127.0.0.1:5432 PostgreSQL", 183)],
                new(400, "max_connections", 12960), "docs/leaks/unreturned-connections.md"),
            Finding("redis_connection_leak", "redis connections", "medium", new(0.1, 0.099, 0.101, "count"),
                [new("POST /api/redis", new(1.0, 0.99, 1.01, "count"), 1)],
                [new("descriptors", 1)], [new("peer", "127.0.0.1:6379 Redis", 4800)], new(10000, "maxclients", 90000), "docs/leaks/client-per-request.md"),
            Finding("memory_leak", "memory", "high", new(3717, 3441, 3983, "bytes"),
                [new("POST /api/cache", new(6118, 5880, 6360, "bytes"), 0.99)],
                [new("heap", 0.97)], [], new(536870912, "cgroup", 13200), "docs/leaks/unbounded-cache.md") with { Where = "managed heap" },
            Finding("file_descriptor_leak", "descriptors", "low", new(0.0121, 0.0118, 0.0124, "count"),
                [new("POST /api/file", new(0.0903, 0.0881, 0.0924, "count"), 0.98)],
                [], [new("path", "…/leak_*.txt", 512)], new(65536, "RLIMIT_NOFILE", 1184400), "docs/leaks/files-left-open.md"),
        ],
        Measurement = MadeChecks.Weak,
        Remarks = ["1 of 9 floors had not come to rest when they were read.", "Under load memory reached 440 MiB of 512 MiB (cgroup)."],
    };

    public static VerdictDocument OneLeak(string target = "shop") => Leaky(target) with
    {
        LeakTypes = ["memory_leak"],
        Findings = [Leaky().Findings[2]],
        RequestsFailed = 0,
        Expect = "clean",
    };

    public static VerdictDocument Inconclusive(string target = "shop") => Clean(target) with
    {
        Verdict = Outcome.Inconclusive,
        Reason = "growing",
        ReasonText = "Memory still grows towards a level; 15 minutes more would tell.",
        Resources =
        [
            new ResourceEntry
            {
                Resource = "memory", Column = "anonymous_bytes", Verdict = Outcome.Inconclusive, Reason = "growing",
                PerRequest = new(1330, 880, 1790, "bytes"), Margin = 1024, Evidence = 44, Blocks = 12, Growth = 4e7,
                Explanation = ["Theil–Sen slope 1.30 KiB per request over 12 floors (0.86 to 1.75).", "The later half grows at 0.41 of the earlier half: below 0.6, so it levels off."],
            },
            new ResourceEntry { Resource = "heap", Column = "heap_bytes", Verdict = Outcome.Inconclusive, Reason = "probe_lost", Margin = 1024, Evidence = 1, Blocks = 0, Growth = 0 },
            CleanCount("descriptors", "fds", 0.000_25),
        ],
        Measurement = MadeChecks.Busy,
        Remarks = ["Half of the judged blocks left 2 % or less of the machine's processor time free."],
    };

    public static VerdictDocument Failed(string target = "checkout") => Clean(target) with
    {
        Verdict = Outcome.Failed,
        Reason = "unhealthy",
        ReasonText = "GET /health answered 503 for 60 s.",
        SecondsToVerdict = null,
        Requests = 0,
        RequestsPerSecond = 0,
        DurationSeconds = 60.3,
        Resources = [],
        Measurement = [],
        LastOutput = ["info: Checkout[1] starting", "fail: Checkout[7] no route to 127.0.0.1:5432", "   at Checkout.Start() in Checkout.cs:line 31"],
    };

    private static ResourceEntry CleanBytes(string name, string column, double estimate, double bound) => new()
    {
        Resource = name,
        Column = column,
        Verdict = Outcome.Clean,
        PerRequest = new(estimate, -20, bound, "bytes"),
        Margin = 1024,
        Evidence = 1170,
        Blocks = 7,
        Growth = 120_000,
        Explanation = ["Seven floors in perfect order against the margin: evidence 1,170 of 800."],
    };

    private static ResourceEntry CleanCount(string name, string column, double bound) => new()
    {
        Resource = name,
        Column = column,
        Verdict = Outcome.Clean,
        PerRequest = new(0, 0, bound, "count"),
        Margin = 0.001,
        Evidence = 1170,
        Blocks = 7,
        Growth = 0,
    };

    private static ResourceEntry Leak(string name, string column, double estimate, double low, double high, string unit, double margin) => new()
    {
        Resource = name,
        Column = column,
        Verdict = Outcome.Leak,
        PerRequest = new(estimate, low, high, unit),
        Margin = margin,
        Evidence = 10806,
        Blocks = 9,
        Growth = estimate * 27000,
    };

    private static FindingEntry Finding(
        string type, string resource, string severity, Amount mix, IReadOnlyList<RequestEntry> requests,
        IReadOnlyList<FoldedEntry> folded, IReadOnlyList<EvidenceEntry> evidence, ExhaustionEntry end, string advice) => new()
        {
            Type = type,
            Where = evidence.Count > 0 ? evidence[0].Name : "unknown",
            Resource = resource,
            Fingerprint = "1:7f3a9c02",
            Severity = severity,
            Summary = "A claim.",
            PerMixRequest = mix,
            Requests = requests,
            Folded = folded,
            Evidence = evidence,
            Exhaustion = end,
            Advice = advice,
        };
}
