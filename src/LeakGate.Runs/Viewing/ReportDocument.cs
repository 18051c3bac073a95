using LeakGate.Runs.Records;

namespace LeakGate.Runs.Viewing;

/// <summary>
/// What the viewer and other programs read of a run: the records as they were written, samples by column. The shape is the same
/// for a finished run and for one that is followed live.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>Version of this format.</summary>
    public string Schema { get; init; } = "leakgate.report/1";

    /// <summary>Version of the LeakGate that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>The targets.</summary>
    public required IReadOnlyList<TargetDocument> Targets { get; init; }

    /// <summary>Language that a viewer begins with, <c>en</c> or <c>ru</c>; <see langword="null"/>: the reader's own.</summary>
    public string? Language { get; init; }
}

/// <summary>One target of a <see cref="ReportDocument"/>.</summary>
public sealed record TargetDocument
{
    /// <summary>The verdict; <see langword="null"/>: the run goes on.</summary>
    public VerdictDocument? Verdict { get; init; }

    /// <summary>First record.</summary>
    public required HeaderRecord Header { get; init; }

    /// <summary>What is judged and by which margins; <see langword="null"/>: the target never became ready.</summary>
    public ReadyRecord? Ready { get; init; }

    /// <summary>Stages in order.</summary>
    public required IReadOnlyList<StageRecord> Stages { get; init; }

    /// <summary>Blocks in order.</summary>
    public required IReadOnlyList<BlockRecord> Blocks { get; init; }

    /// <summary>Events in order.</summary>
    public required IReadOnlyList<EventRecord> Events { get; init; }

    /// <summary>Samples by column.</summary>
    public required SampleColumns Samples { get; init; }

    /// <summary>What people read of it, by language; <see langword="null"/>: the document is for programs only.</summary>
    public IReadOnlyDictionary<string, TargetWords>? Words { get; init; }

    /// <summary>Last lines of the target's output; <see langword="null"/>: not part of this document.</summary>
    public IReadOnlyList<string>? Log { get; init; }

    /// <summary>What is held by path pattern, peer or name, the largest changes first; <see langword="null"/>: not part of this document.</summary>
    public IReadOnlyList<HeldEntry>? Held { get; init; }

    /// <summary>Other targets of the same run, to compare with; <see langword="null"/>: there are none, or they are targets of this document.</summary>
    public IReadOnlyList<SiblingDocument>? Siblings { get; init; }

    /// <summary>All records of a run.</summary>
    public static TargetDocument Of(RecordedRun run, VerdictDocument? verdict)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new TargetDocument
        {
            Verdict = verdict,
            Header = run.Header,
            Ready = run.Records.OfType<ReadyRecord>().FirstOrDefault(),
            Stages = [.. run.Records.OfType<StageRecord>()],
            Blocks = [.. run.Blocks],
            Events = [.. run.Records.OfType<EventRecord>()],
            Samples = SampleColumns.Of(run.Records),
        };
    }
}

/// <summary>How much of one kind was held, from the first block to the last.</summary>
/// <param name="Column">Column that it is a part of: <c>fds</c>, <c>connections</c> …</param>
/// <param name="Name">Path pattern, peer and state, or name.</param>
/// <param name="First">Count after the first block.</param>
/// <param name="Last">Count after the last block.</param>
public sealed record HeldEntry(string Column, string Name, long First, long Last);

/// <summary>As much of another target as a comparison needs.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Verdict">Its outcome.</param>
/// <param name="Blocks">Its judged blocks.</param>
public sealed record SiblingDocument(string Target, Verdicts.Outcome Verdict, IReadOnlyList<SiblingBlock> Blocks);

/// <summary>The floors of one judged block.</summary>
/// <param name="Seconds">When they were read, since the run of the target began.</param>
/// <param name="Requests">Completed requests so far.</param>
/// <param name="Floors">Floors by column.</param>
public sealed record SiblingBlock(double Seconds, long Requests, IReadOnlyDictionary<string, double> Floors);
