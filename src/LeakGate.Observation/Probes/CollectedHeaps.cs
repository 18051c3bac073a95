using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>
/// What the last collection left in the heaps of a tree, summed over the processes that still live. A tree in which no process was ever
/// collected gets no column. Not thread safe.
/// </summary>
/// <param name="runtime">For people: <c>JVM</c>, <c>Node.js</c>.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
internal sealed class CollectedHeaps(string runtime, string procRoot)
{
    private readonly LiveMembers _members = new(new ProcFiles(procRoot));
    private IReadOnlyDictionary<ProcessId, Reading> _last = new Dictionary<ProcessId, Reading>();
    private bool _applied;

    /// <summary>Keeps what a collection left, in place of the one before.</summary>
    public void Keep(IReadOnlyDictionary<ProcessId, Reading> heaps)
    {
        _last = heaps;
        _applied |= heaps.Count > 0;
    }

    /// <summary>Adds the sum to the reading of the heap.</summary>
    public void Read(ProcessTree tree, ReadingSet into)
    {
        var sum = default(ColumnSum);
        var live = _members.Read(tree);
        var found = false;
        foreach (var member in live)
        {
            if (_last.TryGetValue(member.Id, out var reading))
            {
                found = true;
                if (reading.Value is { } bytes)
                {
                    sum.Add(bytes);
                }
                else
                {
                    sum.Miss(reading.Gap!);
                }
            }
        }

        if (found)
        {
            into.Add(Resource.Heap.Column, sum.ToReading());
        }
        else if (_applied)
        {
            into.Add(Resource.Heap.Column, Reading.Missing(live.Count == 0 ? LiveMembers.TargetIsGone : $"no {runtime} is left"));
        }
    }
}
