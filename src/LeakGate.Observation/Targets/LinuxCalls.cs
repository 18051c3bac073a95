using System.Runtime.InteropServices;

namespace LeakGate.Observation.Targets;

/// <summary>The few calls of the C library that .NET does not offer. Each returns what the library returns.</summary>
internal static partial class LinuxCalls
{
    public const int SignalInterrupt = 2;
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;
    public const int NoSuchFile = 2;
    public const int NotAProgram = 8;
    public const int NoChildren = 10;
    public const int WithoutWaiting = 1;

    private const int SetChildSubreaper = 36;
    private const int ReadWrite = 2;

    /// <summary>Orphans of all descendants become children of this process from now on; 0 on success.</summary>
    public static int BecomeSubreaper() => Prctl(SetChildSubreaper, 1, 0, 0, 0);

    /// <summary>Makes a descriptor of this process point to <c>/dev/null</c>, so that this process no longer holds what it was.</summary>
    public static void LetGo(int descriptor)
    {
        var nowhere = Open("/dev/null", ReadWrite);
        if (nowhere >= 0)
        {
            _ = Dup2(nowhere, descriptor);
            _ = Close(nowhere);
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
