using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// Recognises processes that run HotSpot, the virtual machine of OpenJDK: they have mapped <c>libjvm.so</c>. Remembers what it found
/// for as long as a process is asked for. Not thread safe.
/// </summary>
internal sealed class HotSpot(string procRoot)
{
    private Dictionary<ProcessId, bool> _known = [];

    /// <summary>The members of a tree that are JVMs.</summary>
    public List<ProcessId> In(ProcessTree tree)
    {
        var known = new Dictionary<ProcessId, bool>(tree.Members.Count);
        foreach (var member in tree.Members)
        {
            // A program may become a JVM after it was seen first (a script that ends in exec): a no is asked again.
            known[member] = (_known.TryGetValue(member, out var before) && before) || Maps(member.Id);
        }

        _known = known;
        return [.. tree.Members.Where(member => known[member])];
    }

    private bool Maps(int process)
    {
        try
        {
            return File.ReadLines(Path.Combine(procRoot, process.ToString(CultureInfo.InvariantCulture), "maps"))
                .Any(line => line.EndsWith("/libjvm.so", StringComparison.Ordinal));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours to read: then nothing can be said of it.
            return false;
        }
    }
}
