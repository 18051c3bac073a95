using System.Text.Json.Serialization;

namespace LeakGate.Runs.Records;

/// <summary>
/// One line of <c>run.jsonl</c>. Lines are appended as things happen, so that a killed run can still be judged;
/// whoever follows a run (terminal, dashboard) sees nothing but these.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HeaderRecord), "header")]
[JsonDerivedType(typeof(ReadyRecord), "ready")]
[JsonDerivedType(typeof(StageRecord), "stage")]
[JsonDerivedType(typeof(SampleRecord), "sample")]
[JsonDerivedType(typeof(EnvelopeRecord), "envelope")]
[JsonDerivedType(typeof(BlockRecord), "block")]
[JsonDerivedType(typeof(EventRecord), "event")]
public abstract record RunRecord
{
    /// <summary>Time since the run of this target began.</summary>
    [JsonPropertyOrder(-1)]
    [JsonPropertyName("t")]
    public required TimeSpan At { get; init; }
}

/// <summary>First line: what was run, where, with which settings. Secrets are masked by type.</summary>
public sealed record HeaderRecord : RunRecord
{
    /// <summary>Version of this format.</summary>
    public string Schema { get; init; } = "leakgate.run/1";

    /// <summary>Unique id, sortable by time.</summary>
    public required string RunId { get; init; }

    /// <summary>Target name.</summary>
    public required string Target { get; init; }

    /// <summary>Wall-clock time of the start, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Version of LeakGate.</summary>
    public required string Version { get; init; }

    /// <summary>Profile name.</summary>
    public required string Profile { get; init; }

    /// <summary>Longest time of the run, without its start.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>What the verdict has to be.</summary>
    public required string Expect { get; init; }

    /// <summary>The command as it would be typed, or how the target was attached.</summary>
    public required string Source { get; init; }

    /// <summary>Base address of the load; <see langword="null"/> without load.</summary>
    public string? Url { get; init; }

    /// <summary>Names of the requests of the mix, in the order used by every per-request list.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    /// <summary>Weights of the requests, same order.</summary>
    public required IReadOnlyList<int> Weights { get; init; }

    /// <summary>Requests per second asked for; <see langword="null"/>: as fast as possible.</summary>
    public double? Rate { get; init; }

    /// <summary>Requests in flight at most.</summary>
    public int Concurrency { get; init; }

    /// <summary>Seed of all templates.</summary>
    public int Seed { get; init; }

    /// <summary>Whether growth is judged by hours, because the target is only watched; default by requests.</summary>
    public bool ByTime { get; init; }

    /// <summary>Most judged blocks of a round.</summary>
    public required int MostBlocks { get; init; }

    /// <summary>Most rounds of judged blocks: where the first decides nothing, a second may be judged anew; 0 or 1: there is one.</summary>
    public int MostRounds { get; init; }

    /// <summary>Requests per second in production; <see langword="null"/>: not known.</summary>
    public double? ProductionRate { get; init; }

    /// <summary>The simple rule, growth in bytes; <see langword="null"/>: not applied.</summary>
    public double? ThresholdBytes { get; init; }

    /// <summary>The simple rule, bytes per minute; <see langword="null"/>: not applied.</summary>
    public double? ThresholdBytesPerMinute { get; init; }

    /// <summary>Branch that was built; <see langword="null"/>: not known.</summary>
    public string? Branch { get; init; }

    /// <summary>Commit that was built; <see langword="null"/>: not known.</summary>
    public string? Commit { get; init; }

    /// <summary>Facts of the machine, for a reader: kernel, cores, memory, runtime, variables that LeakGate set.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}

/// <summary>The target is ready: what is judged and by which margins, fixed before the first judged block.</summary>
public sealed record ReadyRecord : RunRecord
{
    /// <summary>Process id of the target's root.</summary>
    public required int Pid { get; init; }

    /// <summary>Runtimes that were recognised, such as <c>.NET</c>; empty when none was.</summary>
    public required IReadOnlyList<string> Runtimes { get; init; }

    /// <summary>Margin by name of each gating resource, in its unit per request, or per hour with <see cref="HeaderRecord.ByTime"/>.</summary>
    public required IReadOnlyDictionary<string, double> Margins { get; init; }

    /// <summary>Evidence that decides: 100 × the number of gating resources.</summary>
    public required double EvidenceNeeded { get; init; }

    /// <summary>Limits by resource name: what the resource runs out of, and who says so.</summary>
    public required IReadOnlyDictionary<string, LimitRecord> Limits { get; init; }

    /// <summary>Resources whose probe did not read known amounts, by name, with what it read.</summary>
    public IReadOnlyDictionary<string, string>? Blind { get; init; }

    /// <summary>Resources that the target has but that can't be read and so are not judged, by name, with the reason.</summary>
    public IReadOnlyDictionary<string, string>? Unread { get; init; }
}

/// <summary>The most that a resource can reach.</summary>
/// <param name="Value">In the resource's unit.</param>
/// <param name="Source">Who sets it: <c>RLIMIT_NOFILE</c>, <c>cgroup</c>, <c>max_connections</c>, <c>maxclients</c>, <c>machine</c>.</param>
public sealed record LimitRecord(double Value, string Source);

/// <summary>A stage began.</summary>
public sealed record StageRecord : RunRecord
{
    /// <summary>Name: start, ready, warm-up, pilot, blocks, confirm, snapshot, stop.</summary>
    public required string Stage { get; init; }

    /// <summary>What there is to say of it, in a few words; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Expected time to the end of the run from here; <see langword="null"/>: not known yet.</summary>
    public EtaRecord? Eta { get; init; }
}

/// <summary>How much longer, as a range.</summary>
public sealed record EtaRecord(TimeSpan Likely, TimeSpan Low, TimeSpan High);

/// <summary>Cheap readings, about once a second.</summary>
public sealed record SampleRecord : RunRecord
{
    /// <summary>Completed requests so far.</summary>
    public long Requests { get; init; }

    /// <summary>Values by column.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Why a column has no value, by column; <see langword="null"/> when nothing is missing.</summary>
    public IReadOnlyDictionary<string, string>? Gaps { get; init; }
}

/// <summary>One block: load, silence, floors.</summary>
public sealed record BlockRecord : RunRecord
{
    /// <summary>Number over the whole run, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>Stage it belongs to: warm-up, pilot, blocks, confirm.</summary>
    public required string Stage { get; init; }

    /// <summary>Index of the only request that was sent; <see langword="null"/> for the mix.</summary>
    public int? Only { get; init; }

    /// <summary>Whether fresh keys were frozen, so that the same keys came again.</summary>
    public bool Frozen { get; init; }

    /// <summary>When its load began, when its load ended; <see cref="RunRecord.At"/> is when its floors were read.</summary>
    public required TimeSpan Started { get; init; }

    /// <summary>When the last request had ended.</summary>
    public required TimeSpan LoadEnded { get; init; }

    /// <summary>Requests planned, by request.</summary>
    public required IReadOnlyList<long> Planned { get; init; }

    /// <summary>Requests completed with an expected answer, by request.</summary>
    public required IReadOnlyList<long> Completed { get; init; }

    /// <summary>Requests that failed, by request.</summary>
    public required IReadOnlyList<long> Failed { get; init; }

    /// <summary>Errors by kind, over all requests; <see langword="null"/> when there were none.</summary>
    public IReadOnlyDictionary<string, long>? Errors { get; init; }

    /// <summary>Latency in milliseconds, by request: p50, p95, p99, max; <see langword="null"/> where none completed.</summary>
    public IReadOnlyList<LatencyRecord?>? Latency { get; init; }

    /// <summary>Completed requests of the whole run when the floors were read.</summary>
    public required long TotalRequests { get; init; }

    /// <summary>Floors by column.</summary>
    public required IReadOnlyDictionary<string, double> Floors { get; init; }

    /// <summary>Highest reading under load, by column.</summary>
    public IReadOnlyDictionary<string, double>? Peaks { get; init; }

    /// <summary>Why a column has no floor, by column.</summary>
    public IReadOnlyDictionary<string, string>? Gaps { get; init; }

    /// <summary>Counts by column and key: descriptors by path pattern, connections by peer and state, threads by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? Details { get; init; }

    /// <summary>Whether the readings had stopped falling when the floor was taken.</summary>
    public bool Settled { get; init; } = true;

    /// <summary>Processor time that the target took during the load, in cores; <see langword="null"/>: not measured.</summary>
    public double? TargetCores { get; init; }

    /// <summary>Share of the machine's processor time that was free during the load, 0 to 1; <see langword="null"/>: not measured.</summary>
    public double? CpuFree { get; init; }

    /// <summary>Share of the machine's processor time during the load that neither the target nor LeakGate took, 0 to 1; <see langword="null"/>: not measured.</summary>
    public double? CpuOthers { get; init; }

    /// <summary>Where the judgement stands after this block, by resource name; empty before the judged blocks.</summary>
    public IReadOnlyDictionary<string, EvidenceRecord> Evidence { get; init; } = new Dictionary<string, EvidenceRecord>();

    /// <summary>Expected time to the end of the run from here.</summary>
    public EtaRecord? Eta { get; init; }
}

/// <summary>Latency of one request in one block, milliseconds.</summary>
public sealed record LatencyRecord(double P50, double P95, double P99, double Max);

/// <summary>Where the judgement of one resource stands.</summary>
/// <param name="Leak">Evidence that it grows by more than the margin; 1 is none.</param>
/// <param name="Clean">Evidence that it grows by less than the margin; 1 is none.</param>
/// <param name="Estimate">Growth per request; <see langword="null"/>: too few floors.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="State">undecided, clean, leak, unmeasured.</param>
public sealed record EvidenceRecord(double Leak, double Clean, double? Estimate, double? Low, double? High, string State);

/// <summary>Something worth a line: a dose that was bound, a probe that was lost, a stop.</summary>
public sealed record EventRecord : RunRecord
{
    /// <summary>info, warning or error.</summary>
    public required string Level { get; init; }

    /// <summary>Stable key: <c>dose</c>, <c>probe_lost</c>, <c>waiting</c>, <c>interrupted</c>, <c>target_exited</c> …</summary>
    public required string Code { get; init; }

    /// <summary>The line, in English.</summary>
    public required string Text { get; init; }

    /// <summary>The values in the line, for other languages and programs.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
