namespace LeakGate.Observation.Machines;

/// <summary>What was found on this machine: plain values, so that what follows from them can be told without a machine.</summary>
public sealed record MachineFacts
{
    /// <summary>System and kernel: <c>Debian GNU/Linux 12 (bookworm), Linux 6.1.0</c>.</summary>
    public required string System { get; init; }

    /// <summary>Processor architecture: <c>X64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Processors that LeakGate may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory of the machine, bytes; <see langword="null"/>: can't be read.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory that is free for a program, bytes.</summary>
    public long? MemoryFreeBytes { get; init; }

    /// <summary>Room on the disk of the current folder, bytes.</summary>
    public long? DiskFreeBytes { get; init; }

    /// <summary>Open files that one process may have (soft limit); <see langword="null"/>: no limit, or it can't be read.</summary>
    public long? OpenFiles { get; init; }

    /// <summary>Why the exact memory of a process can't be read; <see langword="null"/>: it can.</summary>
    public string? ExactMemoryProblem { get; init; }

    /// <summary>Why the descriptors of a process can't be listed; <see langword="null"/>: they can.</summary>
    public string? DescriptorsProblem { get; init; }

    /// <summary>Whether the size of a descriptor folder is its count (Linux 6.2 and newer).</summary>
    public bool DescriptorCountIsCheap { get; init; }

    /// <summary>Why the kernel gives no sockets over sock_diag; <see langword="null"/>: it does.</summary>
    public string? SocketDiagnosticsProblem { get; init; }

    /// <summary>Why the table of sockets below <c>/proc</c> can't be read; <see langword="null"/>: it can.</summary>
    public string? SocketTableProblem { get; init; }

    /// <summary>Why processes of other users can't be read; <see langword="null"/>: they can.</summary>
    public string? OtherUsersProblem { get; init; }

    /// <summary>Yama's <c>ptrace_scope</c>, 0 to 3; <see langword="null"/>: this kernel has none.</summary>
    public int? PtraceScope { get; init; }

    /// <summary>Whether this user may trace every process (CAP_SYS_PTRACE).</summary>
    public bool MayTraceAll { get; init; }

    /// <summary><c>perf_event_paranoid</c>; <see langword="null"/>: this kernel has no perf.</summary>
    public int? PerfParanoid { get; init; }

    /// <summary>Whether this user may use perf whatever the setting is (CAP_PERFMON or CAP_SYS_ADMIN).</summary>
    public bool MayUsePerf { get; init; }

    /// <summary>Version of control groups: 1, 2, or 0 for none.</summary>
    public int ControlGroups { get; init; }

    /// <summary>Limit of memory by the control group of LeakGate itself, bytes; <see langword="null"/>: none.</summary>
    public long? ControlGroupMemory { get; init; }

    /// <summary>The container engine.</summary>
    public required EngineFacts Engine { get; init; }

    /// <summary>Whether a .NET program that is started here offers its diagnostic socket.</summary>
    public bool DotnetDiagnostics { get; init; }

    /// <summary>Whether there is no OpenSSL, which the library that reads the events of .NET needs.</summary>
    public bool LacksOpenSsl { get; init; }

    /// <summary>Folder of the diagnostic sockets.</summary>
    public required string DotnetFolder { get; init; }

    /// <summary>Where a program of this name is found, by name; <see langword="null"/>: nowhere.</summary>
    public required IReadOnlyDictionary<string, string?> Programs { get; init; }

    /// <summary>The locale as it is set, <c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>: the first that is set; empty: none.</summary>
    public string Locale { get; init; } = "";
}
