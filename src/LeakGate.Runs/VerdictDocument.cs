using System.Text.Json.Serialization;
using LeakGate.Runs.Baselines;
using LeakGate.Verdicts;

namespace LeakGate.Runs;

/// <summary>
/// <c>verdict.json</c>, as pipelines read it. The first keys are those of the predecessor and never change.
/// </summary>
public sealed record VerdictDocument
{
    /// <summary>Types of the findings, the first to run out first, each once.</summary>
    public required IReadOnlyList<string> LeakTypes { get; init; }

    /// <summary>low, medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>Growth of memory over the judged blocks, MB (10⁶ bytes).</summary>
    public required double MemoryGrowthMb { get; init; }

    /// <summary>Growth of all connections over the judged blocks.</summary>
    public required long ConnectionGrowth { get; init; }

    /// <summary>Growth of descriptors over the judged blocks.</summary>
    public required long FilesGrowth { get; init; }

    /// <summary>increasing or stable.</summary>
    public required string Trend { get; init; }

    /// <summary>Version of this format.</summary>
    public string Schema { get; init; } = "leakgate.verdict/1";

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The file that was judged, as it was named; only from <c>analyze</c>.</summary>
    public string? File { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>clean, leak, inconclusive or failed.</summary>
    public required Outcome Verdict { get; init; }

    /// <summary>Why it is inconclusive or failed; <see langword="null"/> otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Reason { get; init; }

    /// <summary>The reason in one sentence.</summary>
    public string? ReasonText { get; init; }

    /// <summary>Start, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From start to verdict.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>From ready to the decision; <see langword="null"/>: it never became ready.</summary>
    public double? SecondsToVerdict { get; init; }

    /// <summary>Completed requests.</summary>
    public required long Requests { get; init; }

    /// <summary>Failed requests.</summary>
    public required long RequestsFailed { get; init; }

    /// <summary>Completed requests per second of load over the judged blocks.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Profile name.</summary>
    public required string Profile { get; init; }

    /// <summary>What the verdict had to be: clean or leak.</summary>
    public required string Expect { get; init; }

    /// <summary>Last lines of the target's output; only when it failed.</summary>
    public IReadOnlyList<string>? LastOutput { get; init; }

    /// <summary>Every gating resource.</summary>
    public required IReadOnlyList<ResourceEntry> Resources { get; init; }

    /// <summary>One per cause.</summary>
    public required IReadOnlyList<FindingEntry> Findings { get; init; }

    /// <summary>
    /// The measurement graded by itself: every kind of check, also those that found nothing wrong. Empty where LeakGate did not
    /// measure (a recording of another tool) and in documents that were written before there were checks.
    /// </summary>
    public IReadOnlyList<CheckEntry> Measurement { get; init; } = [];

    /// <summary>What weakens the measurement, in English words: the weak checks of <see cref="Measurement"/>.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>How the run stands against its baseline; <see langword="null"/>: it was not compared.</summary>
    public BaselineDocument? Baseline { get; init; }

    /// <summary>Growth per request, or per hour, with its interval.</summary>
    public sealed record Amount(double Estimate, double Low, double High, string Unit);

    /// <summary>When a limit is reached.</summary>
    public sealed record ExhaustionEntry(double Limit, string LimitSource, double Seconds);

    /// <summary>One resource.</summary>
    public sealed record ResourceEntry
    {
        /// <summary>Name.</summary>
        public required string Resource { get; init; }

        /// <summary>Column of its readings.</summary>
        public required string Column { get; init; }

        /// <summary>clean, leak or inconclusive.</summary>
        public required Outcome Verdict { get; init; }

        /// <summary>Why it is inconclusive.</summary>
        public string? Reason { get; init; }

        /// <summary>Per request of the mix; <c>high</c> of a clean one is the bound that was shown.</summary>
        public Amount? PerRequest { get; init; }

        /// <summary>Growth per hour, in place of <see cref="PerRequest"/> where there are no requests to count by.</summary>
        public Amount? PerHour { get; init; }

        /// <summary>Unit per request, or per hour where <see cref="PerHour"/> stands.</summary>
        public required double Margin { get; init; }

        /// <summary>Evidence at the margin, towards the verdict.</summary>
        public required double Evidence { get; init; }

        /// <summary>Judged blocks.</summary>
        public required int Blocks { get; init; }

        /// <summary>Over the judged blocks, in the unit.</summary>
        public required double Growth { get; init; }

        /// <summary>What it reached: the highest reading under load, in the unit; left out: not measured.</summary>
        public double? Peak { get; init; }

        /// <summary>What it retains: the last floor, in the unit; left out: not measured.</summary>
        public double? Level { get; init; }

        /// <summary>The most that it may take, in the unit; left out: no limit is known.</summary>
        public double? Limit { get; init; }

        /// <summary>Who sets the limit: <c>cgroup</c>, <c>machine</c>, <c>RLIMIT_NOFILE</c>, <c>max_connections</c> …</summary>
        public string? LimitSource { get; init; }

        /// <summary>When it runs out.</summary>
        public ExhaustionEntry? Exhaustion { get; init; }

        /// <summary>The steps of the decision, in words.</summary>
        public IReadOnlyList<string>? Explanation { get; init; }

        /// <summary>The same steps by key and figures, in the same order.</summary>
        public IReadOnlyList<StepEntry>? Steps { get; init; }
    }

    /// <summary>One step of a decision.</summary>
    public sealed record StepEntry
    {
        /// <summary>
        /// Stable key: no_floors, too_few, floors, growth, evidence, counting, guard, confirmation, request, threshold, fill_ended, may_fall, outcome.
        /// </summary>
        public required string Code { get; init; }

        /// <summary>The name of a guard, a request, a reason; left out: there is none.</summary>
        public string? Subject { get; init; }

        /// <summary>Its figures by key, in the resource's unit, per request of the mix or per hour; yes is 1.</summary>
        public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();
    }

    /// <summary>One check of the measurement. It never changes the verdict.</summary>
    public sealed record CheckEntry
    {
        /// <summary>
        /// Stable key: load_landed, floors_settled, lone_block, near_limit, cpu_free, noisy_neighbour, probe_blind, not_judged, reach.
        /// </summary>
        public required string Code { get; init; }

        /// <summary>ok, weak, or unknown: it was not measured.</summary>
        public required string State { get; init; }

        /// <summary>The resource that it is about, by name; left out: the whole run.</summary>
        public string? Resource { get; init; }

        /// <summary>Its figures by key; shares from 0 to 1, amounts in the resource's unit.</summary>
        public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

        /// <summary>Who sets the limit, or what the probe said.</summary>
        public string? Detail { get; init; }
    }

    /// <summary>One cause.</summary>
    public sealed record FindingEntry
    {
        /// <summary>Entry of leak_types.</summary>
        public required string Type { get; init; }

        /// <summary>Where it is held.</summary>
        public required string Where { get; init; }

        /// <summary>Name of the resource.</summary>
        public required string Resource { get; init; }

        /// <summary>The same in every run.</summary>
        public required string Fingerprint { get; init; }

        /// <summary>low, medium, high or critical.</summary>
        public required string Severity { get; init; }

        /// <summary>One sentence.</summary>
        public required string Summary { get; init; }

        /// <summary>Per request of the mix; <see langword="null"/>: there are no requests to count by.</summary>
        public Amount? PerMixRequest { get; init; }

        /// <summary>Growth per hour, in place of <see cref="PerMixRequest"/>.</summary>
        public Amount? PerHour { get; init; }

        /// <summary>The requests that leak.</summary>
        public required IReadOnlyList<RequestEntry> Requests { get; init; }

        /// <summary>Growth that this cause explains.</summary>
        public required IReadOnlyList<FoldedEntry> Folded { get; init; }

        /// <summary>What points at the holder.</summary>
        public required IReadOnlyList<EvidenceEntry> Evidence { get; init; }

        /// <summary>When it runs out.</summary>
        public ExhaustionEntry? Exhaustion { get; init; }

        /// <summary>A page about this kind of leak.</summary>
        public required string Advice { get; init; }

        /// <summary>Why it is on the list of known leaks.</summary>
        public string? Ignored { get; init; }

        /// <summary>Last day (UTC) on which it is ignored.</summary>
        public DateOnly? IgnoredUntil { get; init; }
    }

    /// <summary>A request that leaks, measured alone.</summary>
    public sealed record RequestEntry(string Request, Amount PerRequest, double Share);

    /// <summary>Growth along.</summary>
    public sealed record FoldedEntry(string Resource, double PerUnit);

    /// <summary>Something seen.</summary>
    public sealed record EvidenceEntry(string Kind, string Name, long Count);
}
