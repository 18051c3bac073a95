using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>A member of the tree that is there now.</summary>
/// <param name="Id">Process id.</param>
/// <param name="Stat">Its stat line; meaningless with a problem.</param>
/// <param name="Problem">Why its stat line could not be read.</param>
internal readonly record struct LiveMember(ProcessId Id, ProcessStat Stat, string? Problem);

/// <summary>
/// Which members of a tree still are what they were when the tree was read: one that has ended holds nothing any more,
/// and another process that got its id must not be read in its place.
/// </summary>
internal sealed class LiveMembers(ProcFiles files)
{
    /// <summary>Why a column has no value when no member is left.</summary>
    public const string TargetIsGone = "the target is gone";

    private readonly List<LiveMember> _members = [];

    /// <summary>The live ones; valid until the next call.</summary>
    public List<LiveMember> Read(ProcessTree tree)
    {
        _members.Clear();

        // By index: the enumerator of an interface would be an object each time.
        for (var i = 0; i < tree.Members.Count; i++)
        {
            var id = tree.Members[i];
            var text = files.Read(id.Id, "stat"u8);
            if (text.Outcome == ProcOutcome.Failed)
            {
                _members.Add(new LiveMember(id, default, text.Problem));
            }
            else if (text.Outcome == ProcOutcome.Gone || text.Text.IsEmpty)
            {
                // Ended. The kernel gives an empty file for a process that ends between opening and reading.
                continue;
            }
            else if (!ProcessStat.TryParse(text.Text, out var stat, out var problem))
            {
                _members.Add(new LiveMember(id, default, $"{files.TextPath(id.Id, "stat")}: {problem}"));
            }
            else if (stat.StartTicks == id.StartTicks)
            {
                _members.Add(new LiveMember(id, stat, null));
            }
        }

        return _members;
    }

    /// <summary>
    /// Whether a file that was not there should have been: its process lives and is no zombie. Then the missing file
    /// is a gap, not a process that has ended.
    /// </summary>
    public bool ShouldHave(ProcessId id)
    {
        var text = files.Read(id.Id, "stat"u8);
        return text.Outcome == ProcOutcome.Read
            && ProcessStat.TryParse(text.Text, out var stat, out _)
            && stat.StartTicks == id.StartTicks
            && !stat.IsZombie;
    }
}
