namespace LeakGate.Observation.Probes.Proc;

/// <summary>Columns that the Proc probe reads beside those of the judged resources.</summary>
public static class ProcColumns
{
    /// <summary><c>RssAnon</c>: resident anonymous memory, bytes; cheap and inexact.</summary>
    public const string ResidentAnonymous = "rss_anon_bytes";

    /// <summary><c>RssFile</c>: resident pages of mapped files, bytes; cheap and inexact.</summary>
    public const string ResidentFile = "rss_file_bytes";

    /// <summary><c>RssShmem</c>: resident shared memory, bytes; cheap and inexact.</summary>
    public const string ResidentShared = "rss_shmem_bytes";

    /// <summary><c>VmRSS</c>: resident memory, bytes: anonymous, of files and shared.</summary>
    public const string Resident = "rss_bytes";

    /// <summary><c>VmSize</c>: address space, bytes.</summary>
    public const string Virtual = "vms_bytes";

    /// <summary><c>VmSwap</c>: swapped out anonymous memory, bytes.</summary>
    public const string Swap = "swap_bytes";

    /// <summary>Processor time since the start, seconds; grows by nature.</summary>
    public const string CpuSeconds = "cpu_seconds";

    /// <summary>Page faults since the start that needed no page from a disk; grow by nature.</summary>
    public const string MinorFaults = "minor_faults";

    /// <summary>Page faults since the start that needed one; grow by nature.</summary>
    public const string MajorFaults = "major_faults";

    /// <summary>Bytes that storage was read for since the start (<c>read_bytes</c> of <c>io</c>), at block ends; grow by nature.</summary>
    public const string StorageRead = "io_read_bytes";

    /// <summary>Bytes that storage was written for since the start (<c>write_bytes</c> of <c>io</c>), at block ends; grow by nature.</summary>
    public const string StorageWritten = "io_write_bytes";

    /// <summary>
    /// How often the threads that are there gave up their processor, to wait for something, at block ends. What a thread counted goes with
    /// it, so that it may fall.
    /// </summary>
    public const string VoluntarySwitches = "voluntary_context_switches";

    /// <summary>How often the threads that are there lost their processor to another, at block ends. It may fall as well.</summary>
    public const string InvoluntarySwitches = "involuntary_context_switches";

    /// <summary><c>Private_Dirty</c> of <c>smaps_rollup</c>, bytes; exact.</summary>
    public const string PrivateDirty = "private_dirty_bytes";

    /// <summary><c>Pss</c> of <c>smaps_rollup</c>, bytes; exact, but it jumps when a neighbour maps the same files.</summary>
    public const string Pss = "pss_bytes";
}
