using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Who holds a pipe that LeakGate reads: what is left of a tree whose keeper was killed, its orphans too, as far as they did not
/// redirect their output. Thread safe.
/// </summary>
internal static class PipeHolders
{
    /// <summary>The processes other than this one.</summary>
    /// <param name="descriptor">This process' end of the pipe.</param>
    /// <returns>Their ids; none where the descriptor is no pipe. Processes of other users can't be looked into and are not found.</returns>
    public static IReadOnlyList<int> Of(int descriptor)
    {
        var pipe = Link(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}"));
        if (pipe is null || !pipe.StartsWith("pipe:", StringComparison.Ordinal))
        {
            return [];
        }

        var holders = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && Descriptors(folder).Any(path => string.Equals(Link(path), pipe, StringComparison.Ordinal)))
            {
                holders.Add(id);
            }
        }

        return holders;
    }

    private static string[] Descriptors(string process)
    {
        try
        {
            return Directory.GetFileSystemEntries(process + "/fd");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return [];
        }
    }

    private static string? Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
