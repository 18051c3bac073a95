using LeakGate.Samples;

namespace LeakGate.Series;

/// <summary>Which part of a run a block belongs to.</summary>
public enum Stage
{
    /// <summary>Start the services and the target.</summary>
    Start,

    /// <summary>Wait until the target says that it is ready.</summary>
    Ready,

    /// <summary>Load until the floors stop falling into place; not judged.</summary>
    WarmUp,

    /// <summary>Blocks that tell the noise and so the dose; not judged.</summary>
    Pilot,

    /// <summary>The blocks that are judged.</summary>
    Blocks,

    /// <summary>Each request alone, frozen keys, no load: confirms and attributes a candidate.</summary>
    Confirm,

    /// <summary>Stop the target, remove the services.</summary>
    Stop,
}

/// <summary>One block as the judge sees it: what was sent, and what was kept when all was quiet again.</summary>
public sealed record Block
{
    /// <summary>Number over the whole run, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The stage it belongs to: warm-up, pilot, blocks or confirm.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Index of the only request that was sent; <see langword="null"/> for the mix.</summary>
    public int? Only { get; init; }

    /// <summary>Whether the keys of earlier requests came again in place of fresh ones.</summary>
    public bool Frozen { get; init; }

    /// <summary>Completed requests of the block, by request.</summary>
    public required IReadOnlyList<long> Completed { get; init; }

    /// <summary>Planned requests of the block, all kinds.</summary>
    public required long Planned { get; init; }

    /// <summary>Requests that were sent and got no good answer, all kinds. Those that no time was left for are planned, and neither completed nor failed.</summary>
    public long Failed { get; init; }

    /// <summary>Completed requests of the whole run when the floors were read.</summary>
    public required long TotalRequests { get; init; }

    /// <summary>When the load began, since the start of the run.</summary>
    public required TimeSpan Started { get; init; }

    /// <summary>When the last request had ended; of a window that was only watched, when its end was read, which is what growth by time goes by.</summary>
    public required TimeSpan LoadEnded { get; init; }

    /// <summary>When the floors had been read.</summary>
    public required TimeSpan Ended { get; init; }

    /// <summary>Floors by column; a gap where the reading failed.</summary>
    public required IReadOnlyDictionary<string, Reading> Floors { get; init; }

    /// <summary>Highest readings under load, by column.</summary>
    public IReadOnlyDictionary<string, double> Peaks { get; init; } = new Dictionary<string, double>();

    /// <summary>Counts by column and kind, at the end of the block.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Details { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, long>>();

    /// <summary>Share of the machine's processor time that was free during the load, 0 to 1; <see langword="null"/>: not measured.</summary>
    public double? CpuFree { get; init; }

    /// <summary>
    /// Share of the machine's processor time during the load that neither the target nor LeakGate took, 0 to 1;
    /// <see langword="null"/>: not measured.
    /// </summary>
    public double? CpuOthers { get; init; }

    /// <summary>Whether the readings had come to rest when the floor was taken.</summary>
    public bool Settled { get; init; } = true;

    /// <summary>Whether nothing was sent at all.</summary>
    public bool Idle => Planned == 0;

    /// <summary>Completed requests of the block, all kinds.</summary>
    public long CompletedTotal => Completed.Sum();
}
