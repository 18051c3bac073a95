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

    /// <summary>The same number on every architecture: it is newer than their common table.</summary>
    private const int OpenProcessNumber = 434;

    private const short Readable = 1;
    private const int ReadWrite = 2;

    /// <summary>Orphans of all descendants become children of this process from now on; 0 on success.</summary>
    public static int BecomeSubreaper() => Prctl(SetChildSubreaper, 1, 0, 0, 0);

    /// <summary>A descriptor of a process that is no child, pidfd_open(2), Linux 5.3; negative where the kernel or its rules do not give it.</summary>
    public static int OpenProcess(int process) => (int)Syscall(OpenProcessNumber, process, 0);

    /// <summary>Waits until the process of a descriptor has ended, poll(2).</summary>
    /// <param name="descriptor">From <see cref="OpenProcess"/>.</param>
    /// <param name="longest">How long at most.</param>
    /// <returns>Whether it has ended.</returns>
    public static bool HasEnded(int descriptor, TimeSpan longest)
    {
        var asked = new PolledDescriptor { Descriptor = descriptor, Asked = Readable };
        return Poll(ref asked, 1, (int)longest.TotalMilliseconds) == 1;
    }

    /// <summary>Closes a descriptor that this process opened here.</summary>
    public static void CloseDescriptor(int descriptor) => _ = Close(descriptor);

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

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint a, nint b);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PolledDescriptor descriptors, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PolledDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Happened;
    }
}
