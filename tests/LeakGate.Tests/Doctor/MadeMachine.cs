using LeakGate.Observation.Machines;

namespace LeakGate.Tests.Doctor;

/// <summary>Machines that are made up: one that allows everything, and one that allows nothing.</summary>
internal static class MadeMachine
{
    public static MachineFacts Free { get; } = new()
    {
        System = "Debian GNU/Linux 12 (bookworm)",
        Architecture = "X64",
        Cores = 8,
        MemoryBytes = 16L << 30,
        MemoryFreeBytes = 12L << 30,
        DiskFreeBytes = 100L << 30,
        OpenFiles = 65536,
        DescriptorCountIsCheap = true,
        PerfParanoid = 1,
        ControlGroups = 2,
        Engine = new EngineFacts("/var/run/docker.sock", "27.3.1", Trouble: null),
        DotnetDiagnostics = true,
        DotnetFolder = "/tmp",
        Programs = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["node"] = "/usr/bin/node",
            ["go"] = "/usr/local/go/bin/go",
        },
        Locale = "en_US.UTF-8",
    };

    public static MachineFacts Closed { get; } = new()
    {
        System = "Debian GNU/Linux 10 (buster)",
        Architecture = "Arm64",
        Cores = 1,
        OpenFiles = 1024,
        ExactMemoryProblem = "/proc/self/smaps_rollup: no such file",
        DescriptorsProblem = "/proc/self/fd: permission denied",
        SocketDiagnosticsProblem = "netlink: not permitted",
        SocketTableProblem = "/proc/net/tcp: no such file",
        OtherUsersProblem = "/proc/1/fd: permission denied",
        PtraceScope = 3,
        PerfParanoid = 4,
        Engine = new EngineFacts("/var/run/docker.sock", Version: null, EngineTrouble.Denied),
        DotnetFolder = "/tmp",
        Programs = new Dictionary<string, string?>(StringComparer.Ordinal),
        Locale = "ru_RU.KOI8-R",
    };
}
