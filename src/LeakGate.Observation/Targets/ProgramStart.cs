using System.Runtime.InteropServices;

namespace LeakGate.Observation.Targets;

/// <summary>Starts what a keeper was asked to, and says in words for a person why that was not possible.</summary>
internal static class ProgramStart
{
    private const int NotFound = 127;
    private const int NotExecutable = 126;

    /// <summary>The process id, or 0 and the reason.</summary>
    public static (int ProcessId, KeeperStatus.NotStarted? Failure) Start(KeeperRequest request)
    {
        var program = request.Arguments[0];
        if (!Directory.Exists(request.WorkDir))
        {
            return (0, new KeeperStatus.NotStarted(NotExecutable, $"the working folder {request.WorkDir} does not exist"));
        }

        const string Path = "PATH=";
        var searchPath = request.Environment.LastOrDefault(v => v.StartsWith(Path, StringComparison.Ordinal))?[Path.Length..];
        var file = CommandPath.Find(program, request.WorkDir, searchPath);
        if (file is null)
        {
            var where = program.Contains('/', StringComparison.Ordinal) ? $"seen from {request.WorkDir}" : "in PATH";
            return (0, new KeeperStatus.NotStarted(NotFound, $"{program}: no such program {where}"));
        }

        var (processId, error) = Spawn.Start(file, request.Arguments, request.Environment, request.WorkDir);
        return error switch
        {
            0 => (processId, null),
            LinuxCalls.NoSuchFile => (0, new KeeperStatus.NotStarted(NotFound, $"{file}: the interpreter or loader that it names does not exist")),
            LinuxCalls.NotAProgram => (0, new KeeperStatus.NotStarted(NotExecutable, $"{file}: neither a program for this machine nor a script that begins with #!")),
            _ => (0, new KeeperStatus.NotStarted(NotExecutable, $"{file}: {Marshal.GetPInvokeErrorMessage(error)}")),
        };
    }
}
