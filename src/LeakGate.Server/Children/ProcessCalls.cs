using System.Runtime.InteropServices;

namespace LeakGate.Server.Children;

/// <summary>Calls of the kernel that the class library does not have.</summary>
internal static partial class ProcessCalls
{
    public const int Terminate = 15;
    public const int ReadOnly = 0;
    public const int Append = 0x1 | 0x40 | 0x400;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);
}
