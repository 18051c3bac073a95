using System.Runtime.InteropServices;

namespace LeakGate.Observation.Probes;

/// <summary>
/// Whether this machine has OpenSSL. The library that reads event streams names providers by their SHA-1, a WebSocket is opened with one,
/// and where the runtime finds no OpenSSL for it, it ends the program instead of throwing.
/// </summary>
internal static class OpenSsl
{
    /// <summary>Names that the runtime looks for, the newest first (<c>opensslshim.c</c>).</summary>
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so.1.0.0", "libssl.so.10"];

    private static readonly Lazy<bool> Found = new(Find);

    /// <summary>Nothing that reads event streams or opens a WebSocket may run then.</summary>
    public static bool IsMissing => !Found.Value;

    private static bool Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                NativeLibrary.Free(library);
                return true;
            }
        }

        return false;
    }
}
