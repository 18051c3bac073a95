using System.Globalization;
using System.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Limits of control groups, version 1 and 2: that of a group and of every group above it hold together.</summary>
internal sealed class ControlGroups(ProcFiles files, string root)
{
    /// <summary>A version 1 group without a limit has the largest number of whole pages: no real machine comes near.</summary>
    private const double Unlimited = 1L << 60;

    /// <summary>The lowest limit from the group of the process up to the top; <see langword="null"/>: none.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="controller">Name of the controller.</param>
    /// <param name="oldFile">Its file in version 1.</param>
    /// <param name="newFile">Its file in version 2.</param>
    public double? Lowest(int pid, string controller, string oldFile, string newFile)
    {
        var text = files.Read(pid, "cgroup"u8);
        if (text.Outcome != ProcOutcome.Read)
        {
            return null;
        }

        double? lowest = null;
        foreach (var line in Encoding.UTF8.GetString(text.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // hierarchy:controllers:path; version 2 is hierarchy 0 without controllers.
            var parts = line.Split(':', 3);
            if (parts.Length != 3)
            {
                continue;
            }

            var limit = parts[1].Length == 0
                ? Walk(UnifiedMount(), parts[2], newFile)
                : parts[1].Split(',').Contains(controller, StringComparer.Ordinal)
                    ? Walk(Path.Combine(root, parts[1]), parts[2], oldFile) ?? Walk(Path.Combine(root, controller), parts[2], oldFile)
                    : null;
            lowest = Min(lowest, limit);
        }

        return lowest;
    }

    private static double? Min(double? one, double? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    /// <summary>Where both versions are mounted, version 2 has a folder of its own.</summary>
    private string UnifiedMount()
    {
        var beside = Path.Combine(root, "unified");
        return Directory.Exists(beside) ? beside : root;
    }

    /// <summary>
    /// In a container the path may be the host's, of which only the end, or nothing, is mounted here: folders that are
    /// not there are passed over on the way up, and the mount itself is then the container's own group.
    /// </summary>
    private static double? Walk(string mount, string path, string file)
    {
        double? lowest = null;
        var folder = path.Trim('/');
        while (true)
        {
            lowest = Min(lowest, Limit(Path.Combine(mount, folder, file)));
            if (folder.Length == 0)
            {
                return lowest;
            }

            folder = folder[..Math.Max(0, folder.LastIndexOf('/'))];
        }
    }

    private static double? Limit(string file)
    {
        try
        {
            return File.Exists(file)
                && double.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value < Unlimited
                ? value
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A limit that may not be read is not known; the machine's own is then the bound.
            return null;
        }
    }
}
