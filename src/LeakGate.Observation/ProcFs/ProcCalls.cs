using System.Runtime.InteropServices;

namespace LeakGate.Observation.ProcFs;

/// <summary>
/// The few calls that reading <c>/proc</c> many times a second needs and that the class library has only with an
/// exception for each process that ended: here a failure is a number.
/// </summary>
internal static unsafe partial class ProcCalls
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int AccessDenied = 13;
    public const int NotADirectory = 20;
    public const int NotSupported = 95;

    private const int ReadOnlyCloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const uint SizeMask = 0x200;
    private const int ClockTickName = 2;

    /// <summary>Clock ticks in a second, the unit of <c>/proc/PID/stat</c>.</summary>
    public static double TicksPerSecond { get; } = Sysconf(ClockTickName) is > 0 and var ticks ? ticks : 100;

    /// <summary>Opens for reading; negative: the error number, negated.</summary>
    public static int Open(ReadOnlySpan<byte> zeroTerminatedPath)
    {
        fixed (byte* path = zeroTerminatedPath)
        {
            int file;
            do
            {
                file = OpenFile(path, ReadOnlyCloseOnExec);
            }
            while (file < 0 && Marshal.GetLastPInvokeError() == Interrupted);

            return file < 0 ? -Marshal.GetLastPInvokeError() : file;
        }
    }

    /// <summary>Reads on; 0: the end; negative: the error number, negated.</summary>
    public static int Read(int file, Span<byte> into)
    {
        fixed (byte* buffer = into)
        {
            nint count;
            do
            {
                count = ReadFile(file, buffer, (nuint)into.Length);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == Interrupted);

            return count < 0 ? -Marshal.GetLastPInvokeError() : (int)count;
        }
    }

    /// <summary>Closes what <see cref="Open"/> opened.</summary>
    public static void Close(int file) => _ = CloseFile(file);

    /// <summary>Reads where a link points to; negative: the error number, negated.</summary>
    public static int ReadLink(ReadOnlySpan<byte> zeroTerminatedPath, Span<byte> into)
    {
        fixed (byte* path = zeroTerminatedPath, buffer = into)
        {
            var count = ReadLinkOf(path, buffer, (nuint)into.Length);
            return count < 0 ? -Marshal.GetLastPInvokeError() : (int)count;
        }
    }

    /// <summary>The size that <c>stat</c> gives; negative: the error number, negated.</summary>
    public static long Size(ReadOnlySpan<byte> zeroTerminatedPath)
    {
        // struct statx has the same layout on every architecture: stx_size is at offset 40.
        var result = stackalloc byte[256];
        fixed (byte* path = zeroTerminatedPath)
        {
            return Statx(CurrentFolder, path, 0, SizeMask, result) < 0 ? -Marshal.GetLastPInvokeError() : *(long*)(result + 40);
        }
    }

    /// <summary>Opens a folder for <see cref="NextEntry"/>; zero: see <paramref name="error"/>.</summary>
    public static nint OpenFolder(ReadOnlySpan<byte> zeroTerminatedPath, out int error)
    {
        fixed (byte* path = zeroTerminatedPath)
        {
            var folder = OpenDirectory(path);
            error = folder == 0 ? Marshal.GetLastPInvokeError() : 0;
            return folder;
        }
    }

    /// <summary>
    /// The name of the next entry, valid until the next call; empty at the end, or with an <paramref name="error"/>. The
    /// class library's enumeration asks after the target of each link, which costs ten times as much.
    /// </summary>
    public static ReadOnlySpan<byte> NextEntry(nint folder, out int error)
    {
        // struct dirent on 64-bit Linux: inode and offset of 8 bytes, length of 2, type of 1, then the name.
        var entry = ReadDirectory(folder);
        error = entry == null ? Marshal.GetLastPInvokeError() : 0;
        return entry == null ? [] : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + 19);
    }

    /// <summary>Closes what <see cref="OpenFolder"/> opened.</summary>
    public static void CloseFolder(nint folder) => _ = CloseDirectory(folder);

    /// <summary>An error number in words for a person.</summary>
    public static string Describe(int error) => error switch
    {
        NotPermitted or AccessDenied => "permission denied",
        NoEntry => "does not exist",
        NoProcess => "no such process",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadFile(int file, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFile(int file);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadLinkOf(byte* path, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OpenDirectory(byte* path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* ReadDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, byte* path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "sysconf", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Sysconf(int name);
}
