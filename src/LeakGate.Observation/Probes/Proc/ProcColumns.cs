namespace LeakGate.Observation.Probes.Proc;

/// <summary>Columns that the Proc probe reads beside those of the judged resources.</summary>
public static class ProcColumns
{
    /// <summary><c>RssAnon</c>: resident anonymous memory, bytes; cheap and inexact.</summary>
    public const string ResidentAnonymous = "rss_anon_bytes";

    /// <summary><c>VmRSS</c>: resident memory, bytes.</summary>
    public const string Resident = "rss_bytes";

    /// <summary><c>VmSize</c>: address space, bytes.</summary>
    public const string Virtual = "vms_bytes";

    /// <summary><c>VmSwap</c>: swapped out anonymous memory, bytes.</summary>
    public const string Swap = "swap_bytes";

    /// <summary>Processor time since the start, seconds; grows by nature.</summary>
    public const string CpuSeconds = "cpu_seconds";

    /// <summary><c>Private_Dirty</c> of <c>smaps_rollup</c>, bytes; exact.</summary>
    public const string PrivateDirty = "private_dirty_bytes";

    /// <summary><c>Pss</c> of <c>smaps_rollup</c>, bytes; exact, but it jumps when a neighbour maps the same files.</summary>
    public const string Pss = "pss_bytes";
}
