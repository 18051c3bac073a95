using System.Globalization;
using System.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Limits of control groups, version 1 and 2: that of a group and of every group above it hold together.</summary>
internal sealed class ControlGroups(ProcFiles files, string root)
{
    /// <summary>A version 1 group without a limit has the largest number of whole pages: no real machine comes near.</summary>
    public const double Unlimited = 1L << 60;

    /// <summary>The lowest limit from the group of the process up to the top; <see langword="null"/>: none.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="controller">Name of the controller.</param>
    /// <param name="oldFile">Its file in version 1.</param>
    /// <param name="newFile">Its file in version 2.</param>
    public double? Lowest(int pid, string controller, string oldFile, string newFile) =>
        Folders(pid, controller).Select(folder => Limit(Path.Combine(folder.Path, folder.IsNew ? newFile : oldFile))).Min();

    /// <summary>
    /// The folders of a process's groups, from its own up to the mount. In a container the path may be the host's, of which only the
    /// end, or nothing, is mounted here: folders that are not there are passed over on the way up, and the mount itself is then the
    /// container's own group.
    /// </summary>
    /// <param name="pid">The process.</param>
    /// <param name="controller">Name of the controller in version 1.</param>
    public IReadOnlyList<(string Path, bool IsNew)> Folders(int pid, string controller)
    {
        var text = files.Read(pid, "cgroup"u8);
        if (text.Outcome != ProcOutcome.Read)
        {
            return [];
        }

        var folders = new List<(string, bool)>();
        foreach (var line in Encoding.UTF8.GetString(text.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // hierarchy:controllers:path; version 2 is hierarchy 0 without controllers.
            var parts = line.Split(':', 3);
            if (parts.Length != 3)
            {
                continue;
            }

            if (parts[1].Length == 0)
            {
                AddUp(UnifiedMount(), parts[2], true, folders);
            }
            else if (parts[1].Split(',').Contains(controller, StringComparer.Ordinal))
            {
                AddUp(Path.Combine(root, parts[1]), parts[2], false, folders);
                AddUp(Path.Combine(root, controller), parts[2], false, folders);
            }
        }

        return folders;
    }

    /// <summary>Where both versions are mounted, version 2 has a folder of its own.</summary>
    private string UnifiedMount()
    {
        var beside = Path.Combine(root, "unified");
        return Directory.Exists(beside) ? beside : root;
    }

    private static void AddUp(string mount, string path, bool isNew, List<(string, bool)> into)
    {
        var folder = path.Trim('/');
        while (true)
        {
            var full = Path.Combine(mount, folder);
            if (!into.Contains((full, isNew)) && Directory.Exists(full))
            {
                into.Add((full, isNew));
            }

            if (folder.Length == 0)
            {
                return;
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
