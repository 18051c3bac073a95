using System.Runtime.InteropServices;

namespace LeakGate.Cli.Display;

/// <summary>Ctrl-Z: the runtime would swallow it for whoever listens to it, so the process is stopped here, as a shell expects.</summary>
internal static partial class Suspension
{
    // Linux and macOS differ; elsewhere than on Linux nothing is stopped and the run goes on.
    private const int SignalStop = 19;

    /// <summary>Stops this process until it is continued; returns then.</summary>
    public static void Stop()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Kill(Environment.ProcessId, SignalStop);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
