using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>Recognises a .NET process that offers no diagnostics: its heap can't be read, and that has to be said.</summary>
internal static class SilentRuntime
{
    /// <summary>Why the heap of a tree without any diagnostic socket is not read; <see langword="null"/>: nothing in it is .NET.</summary>
    /// <param name="tree">The processes of the target.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    public static string? Explain(ProcessTree tree, string procRoot = "/proc")
    {
        foreach (var member in tree.Members)
        {
            if (MapsRuntime(Path.Combine(procRoot, member.Id.ToString(CultureInfo.InvariantCulture), "maps")))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $".NET process {member.Id} has no diagnostic socket (DOTNET_EnableDiagnostics=0, or another TMPDIR)");
            }
        }

        return null;
    }

    /// <summary>The runtime's own library, or in a single-file program the memory that it maps twice to write code.</summary>
    private static bool MapsRuntime(string maps)
    {
        try
        {
            return File.ReadLines(maps).Any(line =>
                line.EndsWith("/libcoreclr.so", StringComparison.Ordinal) || line.Contains("/memfd:doublemapper", StringComparison.Ordinal));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours to read: then nothing can be said of it.
            return false;
        }
    }
}
