using System.Globalization;
using System.Text;

namespace LeakGate.Observation.Controls;

/// <summary>What is still there of a control program after its run: whatever it started has inherited its mark.</summary>
public static class ControlRemains
{
    /// <summary>Ids of the processes that are left; empty when all is gone, as it has to be.</summary>
    /// <param name="mark">Value of <see cref="ControlExperiment.MarkName"/>.</param>
    /// <param name="roots">Ids of the programs themselves: they count even where their environment may not be read.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    public static IReadOnlyList<int> Read(string mark, IReadOnlyList<int> roots, string procRoot = "/proc")
    {
        ArgumentNullException.ThrowIfNull(roots);
        var wanted = Encoding.UTF8.GetBytes($"{ControlExperiment.MarkName}={mark}\0");
        var left = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories(procRoot))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && (roots.Contains(id) || IsMarked(Path.Combine(folder, "environ"), wanted)))
            {
                left.Add(id);
            }
        }

        return left;
    }

    private static bool IsMarked(string file, byte[] wanted)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(wanted) >= 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or it is another user's and so not ours.
            return false;
        }
    }
}
