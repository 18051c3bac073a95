using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>How many processes the kernel has killed for lack of memory, on this machine and in every cgroup of it.</summary>
internal static class OutOfMemoryKills
{
    private const string Key = "oom_kill ";

    /// <summary>The count since boot; 0 where the kernel does not tell.</summary>
    public static long Read(string vmstat = "/proc/vmstat")
    {
        try
        {
            var line = File.ReadLines(vmstat).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
            return line is not null && long.TryParse(line.AsSpan(Key.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
