namespace LeakGate.Observation.Targets;

/// <summary>A program to start, without a shell.</summary>
public sealed record TargetStart
{
    /// <summary>Name for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments; at least one. A program without a slash is looked up in <c>PATH</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Working folder; default LeakGate's own.</summary>
    public string? WorkDir { get; init; }

    /// <summary>Environment variables beside, or in place of, LeakGate's own. They may be secrets: they are on no command line.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File for what it prints, bounded: its first 256 KiB and last 768 KiB; <see langword="null"/>: only the last output is kept.</summary>
    public string? LogPath { get; init; }

    /// <summary>User to run as, by name; only root can change it. Default: LeakGate's own.</summary>
    public string? User { get; init; }

    /// <summary>
    /// Sets what makes glibc give freed memory back (<c>MALLOC_ARENA_MAX=2</c>, <c>MALLOC_TRIM_THRESHOLD_=131072</c>) unless it is
    /// set already, so that kept arenas do not pass for growth. Default on.
    /// </summary>
    public bool TuneAllocator { get; init; } = true;

    /// <summary>Signal that asks the program alone to end; <see langword="null"/> (the default): SIGTERM to every process of its tree.</summary>
    public int? StopSignal { get; init; }

    /// <summary>Folder that its keeper deletes when LeakGate was killed and cannot do it.</summary>
    internal string? RemoveFolder { get; init; }
}
