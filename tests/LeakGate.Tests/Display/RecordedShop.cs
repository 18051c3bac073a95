using LeakGate.Runs.Records;

namespace LeakGate.Tests.Display;

/// <summary>The records of a made-up run, one at a time, as an experiment appends them: four resources leak, four are clean.</summary>
internal static class RecordedShop
{
    private static readonly string[] Requests =
        ["POST /api/cache", "GET /api/database", "POST /api/file", "POST /api/redis", "GET /api/stress"];

    /// <summary>Start level and growth per block of each column; the last four stand still.</summary>
    private static readonly (string Name, string Column, double Start, double Growth, double Swing)[] Resources =
    [
        ("memory", "anonymous_bytes", 174.0 * 1024 * 1024, 11.0 * 1024 * 1024, 40.0 * 1024 * 1024),
        ("heap", "heap_bytes", 62.0 * 1024 * 1024, 10.5 * 1024 * 1024, 8.0 * 1024 * 1024),
        ("descriptors", "fds", 212, 45, 12),
        ("database connections", "database_connections", 8, 10, 2),
        ("redis connections", "redis_connections", 4, 0, 0),
        ("connections", "connections", 11, 0, 8),
        ("threads", "threads", 31, 0, 4),
        ("processes", "processes", 1, 0, 0),
    ];

    public static IEnumerable<RunRecord> Records(string target)
    {
        var at = 0.0;
        yield return new HeaderRecord
        {
            At = T(0),
            RunId = "20261122-101402-ab12",
            Target = target,
            Started = new DateTimeOffset(2026, 11, 22, 10, 14, 2, TimeSpan.Zero),
            Version = "0.1.0",
            Profile = "quick",
            Budget = TimeSpan.FromMinutes(2),
            MostBlocks = 12,
            Expect = "clean",
            Source = "dotnet Shop.dll",
            Url = "http://127.0.0.1:5000",
            Requests = Requests,
            Weights = [6, 1, 1, 1, 1],
            Concurrency = 8,
            Seed = 1,
            Environment = new Dictionary<string, string>(),
        };
        yield return Stage(at, "start", "", null);
        at = 0.6;
        yield return Stage(at, "ready", "", null);
        yield return new EventRecord { At = T(0.7), Level = "info", Code = "waiting", Text = "GET /health: connection refused" };
        at = 2.6;
        yield return new ReadyRecord
        {
            At = T(at),
            Pid = 4711,
            Runtimes = [".NET"],
            EvidenceNeeded = 800,
            Margins = Resources.ToDictionary(r => r.Name, r => r.Column.EndsWith("_bytes", StringComparison.Ordinal) ? 1024.0 : 0.001),
            Limits = new Dictionary<string, LimitRecord> { ["database connections"] = new(400, "max_connections") },
        };
        yield return Stage(at, "warm-up", "", (70, 60, 90));
        for (var block = 1; block <= 13; block++)
        {
            var stage = block switch { <= 2 => "warm-up", <= 6 => "pilot", _ => "blocks" };
            if (block is 3)
            {
                yield return Stage(at, "pilot", "2 blocks were enough", (62, 50, 80));
            }

            if (block is 7)
            {
                yield return new EventRecord
                {
                    At = T(at),
                    Level = "warning",
                    Code = "dose",
                    Text = "Dose 3,000 requests per block; bound by max_connections of PostgreSQL (half of what is left)",
                };
                yield return Stage(at, "blocks", "σ 0.9 MiB, dose 3,000 per block, decision possible from block 7", (45, 36, 60));
            }

            var start = at;
            for (var second = 0; second < 3; second++)
            {
                at += 1;
                yield return Sample(at, block, second / 3.0);
            }

            at += 0.6;
            yield return Block(at, start, block, stage, null);
        }

        yield return Stage(at, "confirm", "each request alone", (16, 12, 20));
        for (var only = 0; only < Requests.Length; only++)
        {
            var start = at;
            at += 3;
            yield return Block(at, start, 14 + only, "confirm", only);
        }

        yield return Stage(at, "stop", "", (1, 1, 2));
    }

    private static StageRecord Stage(double at, string name, string note, (double Likely, double Low, double High)? eta) => new()
    {
        At = T(at),
        Stage = name,
        Note = note,
        Eta = eta is { } e ? new EtaRecord(T(e.Likely), T(e.Low), T(e.High)) : null,
    };

    private static SampleRecord Sample(double at, int block, double phase) => new()
    {
        At = T(at),
        Requests = (long)(3000 * (block - 1 + phase)),
        Values = Resources.ToDictionary(r => r.Column, r => Math.Round(r.Start + (r.Growth * (block - 1 + phase)) + (r.Swing * phase))),
    };

    private static BlockRecord Block(double at, double start, int block, string stage, int? only) => new()
    {
        At = T(at),
        Index = block,
        Stage = stage,
        Only = only,
        Started = T(start),
        LoadEnded = T(at - 0.6),
        Planned = [1800, 300, 300, 300, 300],
        Completed = [1800, 300, 300, 300, 300],
        Failed = [0, 0, 0, 0, 0],
        Latency = [new(1.9, 4.6, 8, 20), new(4.1, 9.8, 15, 30), new(2.7, 6.2, 9, 21), new(3.3, 7.9, 12, 25), new(9.2, 22.8, 31, 48)],
        TotalRequests = 3000L * block,
        Settled = true,
        CpuFree = 0.22,
        Floors = Resources.ToDictionary(r => r.Column, r => Math.Round(r.Start + (r.Growth * block))),
        Evidence = stage == "blocks" ? Resources.ToDictionary(r => r.Name, r => Evidence(r.Growth > 0, r.Column, r.Growth / 3000, block - 6)) : new Dictionary<string, EvidenceRecord>(),
        Eta = new EtaRecord(T(Math.Max(1, 62 - at)), T(Math.Max(1, 54 - at)), T(Math.Max(2, 78 - at))),
    };

    private static EvidenceRecord Evidence(bool leaks, string column, double slope, int judged)
    {
        double[] perfect = [1, 1.7, 3.9, 12, 46, 214, 1170];
        var evidence = perfect[Math.Min(judged, perfect.Length) - 1];
        var margin = column.EndsWith("_bytes", StringComparison.Ordinal) ? 1024 : 0.001;
        var state = evidence < 800 ? "undecided" : leaks ? "leak" : "clean";
        var half = margin / judged;
        return leaks
            ? new EvidenceRecord(evidence, 0.2, judged < 2 ? null : slope, slope - half, slope + half, state)
            : new EvidenceRecord(0.3, evidence, judged < 2 ? null : 0, -half, half, state);
    }

    private static TimeSpan T(double seconds) => TimeSpan.FromSeconds(seconds);
}
