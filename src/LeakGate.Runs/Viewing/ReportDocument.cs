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
            Samples = SampleColumns.Of(run.Records.OfType<SampleRecord>()),
        };
    }
}
