using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LeakGate.Tests.Probes;

/// <summary>A named pipe in place of a file.</summary>
internal static class FakePipe
{
    private const int OwnerReadsAndWrites = 0b110_000_000;
    private const int WriteOnly = 1;
    private const int DoNotWait = 0x800;

    public static void Make(string path)
    {
        if (MakePipe(path, OwnerReadsAndWrites) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), path);
        }
    }

    /// <summary>Lets a reader go that hangs in it: to it the file is empty. Nothing happens when nobody hangs.</summary>
    public static void Release(string path)
    {
        var file = Open(path, WriteOnly | DoNotWait);
        if (file >= 0)
        {
            _ = Close(file);
        }
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe(string path, int mode);

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
