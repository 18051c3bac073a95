using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>
/// What a runtime told of the processes of a tree at the last collection, by column, summed over those that still live. A tree in which no
/// process was ever collected gets no column. Not thread safe.
/// </summary>
/// <param name="runtime">For people: <c>JVM</c>, <c>Node.js</c>.</param>
/// <param name="columns">What it tells of each process, no more and no less.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
internal sealed class CollectedReadings(string runtime, IReadOnlyList<string> columns, string procRoot)
{
    private readonly LiveMembers _members = new(new ProcFiles(procRoot));
    private IReadOnlyDictionary<ProcessId, IReadOnlyDictionary<string, Reading>> _last = new Dictionary<ProcessId, IReadOnlyDictionary<string, Reading>>();
    private bool _applied;

    /// <summary>Keeps what was told at a collection, in place of the one before.</summary>
    public void Keep(IReadOnlyDictionary<ProcessId, IReadOnlyDictionary<string, Reading>> readings)
    {
        _last = readings;
        _applied |= readings.Count > 0;
    }

    /// <summary>The same gap in every column.</summary>
    public Dictionary<string, Reading> Gap(string why) => columns.ToDictionary(column => column, _ => Reading.Missing(why), StringComparer.Ordinal);

    /// <summary>Adds the sums to the readings of the columns.</summary>
    /// <param name="tree">The processes of the target.</param>
    /// <param name="into">Takes the readings.</param>
    /// <param name="uncollected">Why a process that was not collected should have been; <see langword="null"/>: it is none of this runtime's.</param>
    public void Read(ProcessTree tree, ReadingSet into, Func<ProcessId, string?>? uncollected = null)
    {
        var live = _members.Read(tree);
        var found = new List<IReadOnlyDictionary<string, Reading>>(live.Count);
        foreach (var member in live)
        {
            if (_last.TryGetValue(member.Id, out var readings))
            {
                found.Add(readings);
            }
            else if (uncollected?.Invoke(member.Id) is { } why)
            {
                found.Add(Gap(why));
            }
        }

        if (found.Count == 0 && _applied)
        {
            found.Add(Gap(live.Count == 0 ? LiveMembers.TargetIsGone : $"no {runtime} is left"));
        }

        foreach (var (column, reading) in found.SelectMany(readings => readings))
        {
            into.Add(column, reading);
        }
    }
}
