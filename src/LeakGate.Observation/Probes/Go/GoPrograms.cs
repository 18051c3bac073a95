using System.Globalization;
using System.Text;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Go;

/// <summary>
/// Recognises processes whose executable was written in Go. The <c>go</c> tool that only started the service (<c>go run</c>) is none of them.
/// Remembers what it found for as long as a process is asked for. Not thread safe.
/// </summary>
internal sealed class GoPrograms(string procRoot)
{
    private readonly ProcFiles _files = new(procRoot);
    private Dictionary<ProcessId, bool> _known = [];

    /// <summary>The members of a tree that are.</summary>
    public List<ProcessId> In(ProcessTree tree)
    {
        var known = new Dictionary<ProcessId, bool>(tree.Members.Count);
        foreach (var member in tree.Members)
        {
            // A program may become a Go program after it was seen first (a script that ends in exec): a no is asked again.
            known[member] = (_known.TryGetValue(member, out var before) && before) || (!IsTool(member.Id) && IsGo(member.Id));
        }

        _known = known;
        return [.. tree.Members.Where(member => known[member])];
    }

    private bool IsTool(int process)
    {
        var link = _files.ReadLink(process, "exe"u8);
        return link.Outcome == ProcOutcome.Read && Path.GetFileName(Encoding.UTF8.GetString(link.Text)) == "go";
    }

    private bool IsGo(int process)
    {
        try
        {
            using var program = new FileStream(
                Path.Combine(procRoot, process.ToString(CultureInfo.InvariantCulture), "exe"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return GoBuildInfo.IsIn(program);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours to read: then nothing can be said of it.
            return false;
        }
    }
}
