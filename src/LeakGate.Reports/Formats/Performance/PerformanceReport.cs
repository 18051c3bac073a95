using LeakGate.Runs.Records;

namespace LeakGate.Reports.Formats.Performance;

/// <summary>How a target did under load, from the records of its run: <c>performance.json</c>. It judges nothing.</summary>
public sealed record PerformanceReport
{
    /// <summary>Version of this format.</summary>
    public string Schema { get; init; } = "leakgate.performance/1";

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>Profile name.</summary>
    public required string Profile { get; init; }

    /// <summary>Requests in flight at most.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Requests per second asked for; <see langword="null"/>: as fast as possible.</summary>
    public double? RateAsked { get; init; }

    /// <summary>Blocks of the mix that the report is about: the judged ones, warm-up and pilot left out.</summary>
    public required int Blocks { get; init; }

    /// <summary>Time under load in these blocks, seconds.</summary>
    public required double LoadSeconds { get; init; }

    /// <summary>Requests answered below status 400.</summary>
    public required long Completed { get; init; }

    /// <summary>Requests that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Completed requests per second of load.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>The slowest and the fastest block, completed requests per second.</summary>
    public required SpeedRange BlockSpeeds { get; init; }

    /// <summary>Failures by kind, the most frequent first.</summary>
    public required IReadOnlyList<ErrorCount> Errors { get; init; }

    /// <summary>Processor time; <see langword="null"/>: not measured.</summary>
    public ProcessorUse? Processor { get; init; }

    /// <summary>Memory; <see langword="null"/>: not measured.</summary>
    public MemoryUse? Memory { get; init; }

    /// <summary>Each request of the mix, in the order of the plan.</summary>
    public required IReadOnlyList<RequestPerformance> Requests { get; init; }

    /// <summary>Slowest and fastest block.</summary>
    public sealed record SpeedRange(double Low, double High);

    /// <summary>Failures of one kind, such as <c>status 503</c> or <c>timeout</c>.</summary>
    public sealed record ErrorCount(string Kind, long Count);

    /// <summary>Processor time that the target took.</summary>
    /// <param name="Cores">Mean over the time under load, in cores.</param>
    /// <param name="MillisecondsPerRequest">Per completed request of the mix.</param>
    /// <param name="MachineFree">Mean share of the machine that was free, 0 to 1; <see langword="null"/>: not measured.</param>
    public sealed record ProcessorUse(double Cores, double MillisecondsPerRequest, double? MachineFree);

    /// <summary>Memory of the target's processes, bytes.</summary>
    /// <param name="Floor">When all is quiet after the last block.</param>
    /// <param name="Peak">Highest reading under load; cheap and inexact. <see langword="null"/>: not measured.</param>
    /// <param name="KeptPerRequest">Last floor less the first over the requests between them; may be negative.</param>
    public sealed record MemoryUse(double Floor, double? Peak, double KeptPerRequest);

    /// <summary>One request of the mix.</summary>
    public sealed record RequestPerformance
    {
        /// <summary>Its name.</summary>
        public required string Request { get; init; }

        /// <summary>How often in the mix.</summary>
        public required int Weight { get; init; }

        /// <summary>Answered below status 400.</summary>
        public required long Completed { get; init; }

        /// <summary>Failed.</summary>
        public required long Failed { get; init; }

        /// <summary>Completed per second of load.</summary>
        public required double RequestsPerSecond { get; init; }

        /// <summary>
        /// Latency, milliseconds: the medians over the blocks of p50, p95 and p99 (blocks keep percentiles, not single answers), and the
        /// largest of all. <see langword="null"/>: none completed.
        /// </summary>
        public LatencyRecord? LatencyMs { get; init; }

        /// <summary>Processor time per request, milliseconds, where it was run alone; <see langword="null"/>: it was not.</summary>
        public double? MillisecondsAlone { get; init; }
    }
}
