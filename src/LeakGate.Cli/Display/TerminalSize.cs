using System.Runtime.InteropServices;

namespace LeakGate.Cli.Display;

/// <summary>
/// Size of the terminal behind standard error. <see cref="Console.WindowWidth"/> asks standard output, which is a file under
/// <c>leakgate run --json &gt; verdict.json</c>.
/// </summary>
internal static partial class TerminalSize
{
    // Linux: TIOCGWINSZ of asm-generic/ioctls.h, the same on x64 and arm64.
    private const nuint GetWindowSize = 0x5413;

    /// <summary>Columns and rows; 80 × 24 where the terminal does not say.</summary>
    public static (int Columns, int Rows) OfStandardError() =>
        OperatingSystem.IsLinux() && Ioctl(2, GetWindowSize, out var size) == 0 && size is { Columns: > 0, Rows: > 0 }
            ? (size.Columns, size.Rows)
            : (80, 24);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ioctl(int descriptor, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelWidth;
        public ushort PixelHeight;
    }
}
