using System.Globalization;
using System.Runtime.InteropServices;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Dotnet;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Machines;

/// <summary>Looks at what this machine allows; it changes nothing, and what can't be found out is a fact too.</summary>
/// <param name="environment">Reads a variable.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
/// <param name="controlGroupRoot">Where the control groups are mounted.</param>
public sealed class MachineReader(Func<string, string?> environment, string procRoot = "/proc", string controlGroupRoot = "/sys/fs/cgroup")
{
    private const int SystemAdmin = 21;
    private const int SystemTrace = 19;
    private const int PerformanceMonitor = 38;

    private static readonly string[] ProgramNames = ["dotnet", "node", "go"];

    private readonly ProcFiles _files = new(procRoot);
    private readonly int _self = Environment.ProcessId;

    /// <summary>Reads all of it; about a tenth of a second.</summary>
    /// <param name="folder">Folder whose disk is looked at.</param>
    /// <param name="cancel">Ends the question to the container engine.</param>
    public async Task<MachineFacts> ReadAsync(string folder, CancellationToken cancel)
    {
        var capabilities = Capabilities();
        var tree = new ProcessTreeReader(procRoot);
        return new MachineFacts
        {
            System = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.OSArchitecture.ToString(),
            Cores = Environment.ProcessorCount,
            MemoryBytes = MemoryLine("MemTotal:"u8),
            MemoryFreeBytes = MemoryLine("MemAvailable:"u8),
            DiskFreeBytes = DiskFree(folder),
            OpenFiles = OpenFiles(),
            ExactMemoryProblem = ProblemOf(_files.Read(_self, "smaps_rollup"u8)),
            DescriptorsProblem = FolderProblem(_self),
            DescriptorCountIsCheap = _files.SizeIsCount && _files.Size(_self, "fd"u8) > 0,
            SocketDiagnosticsProblem = new SockDiag().Read([]),
            SocketTableProblem = ProblemOf(_files.Read(_self, "net/tcp"u8)),
            OtherUsersProblem = _self == 1 ? null : FolderProblem(1) ?? ProblemOf(_files.Read(1, "smaps_rollup"u8)),
            PtraceScope = Setting("sys/kernel/yama/ptrace_scope"),
            MayTraceAll = Has(capabilities, SystemTrace),
            PerfParanoid = Setting("sys/kernel/perf_event_paranoid"),
            MayUsePerf = Has(capabilities, SystemAdmin) || Has(capabilities, PerformanceMonitor),
            ControlGroups = ControlGroupVersion(),
            ControlGroupMemory = (long?)new ControlGroups(_files, controlGroupRoot).Lowest(_self, "memory", "memory.limit_in_bytes", "memory.max"),
            Engine = await EngineAsync(cancel),
            LacksOpenSsl = OpenSsl.IsMissing,
            DotnetDiagnostics = tree.Identify(_self) is { } self && new DiagnosticSocket(procRoot).Find(self) is not null,
            DotnetFolder = environment("TMPDIR") is { Length: > 0 } temporary ? temporary : "/tmp",
            Programs = ProgramNames.ToDictionary(name => name, name => CommandPath.Find(name, "/", environment("PATH")), StringComparer.Ordinal),
            Locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "",
        };
    }

    private static bool Has(ulong capabilities, int number) => (capabilities >> number & 1) == 1;

    private static long? DiskFree(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No such disk for this user: then nothing is known of its room.
            return null;
        }
    }

    private static string? ProblemOf(ProcText text) => text.Outcome == ProcOutcome.Read ? null : text.Problem;

    private string? FolderProblem(int pid)
    {
        var folder = _files.OpenFolder(pid, "fd"u8, out _, out var problem);
        if (folder == 0)
        {
            return problem;
        }

        ProcCalls.CloseFolder(folder);
        return null;
    }

    private long? MemoryLine(ReadOnlySpan<byte> key)
    {
        var text = _files.Read("meminfo"u8);
        return text.Outcome == ProcOutcome.Read ? ProcFields.Number(text.Text, key, out _) : null;
    }

    private long? OpenFiles()
    {
        var text = _files.Read(_self, "limits"u8);
        return text.Outcome == ProcOutcome.Read
            && System.Buffers.Text.Utf8Parser.TryParse(ProcFields.Line(text.Text, "Max open files"u8, out _).TrimStart((byte)' '), out long soft, out _)
            ? soft
            : null;
    }

    private ulong Capabilities()
    {
        var text = _files.Read(_self, "status"u8);
        return text.Outcome == ProcOutcome.Read
            && ulong.TryParse(ProcFields.Line(text.Text, "CapEff:"u8, out _).Trim(" \t"u8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var set)
            ? set
            : 0;
    }

    private int? Setting(string file)
    {
        var text = _files.Read(System.Text.Encoding.UTF8.GetBytes(file));
        return text.Outcome == ProcOutcome.Read
            && int.TryParse(text.Text.Trim(" \n"u8), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private int ControlGroupVersion() =>
        File.Exists(Path.Combine(controlGroupRoot, "cgroup.controllers")) ? 2
        : Directory.Exists(Path.Combine(controlGroupRoot, "memory")) || Directory.Exists(Path.Combine(controlGroupRoot, "pids")) ? 1
        : 0;

    private Task<EngineFacts> EngineAsync(CancellationToken cancel)
    {
        try
        {
            return ContainerEngine.Of(environment).VersionAsync(cancel);
        }
        catch (TargetFailedException)
        {
            return Task.FromResult(new EngineFacts("", Version: null, EngineTrouble.Remote));
        }
    }
}
