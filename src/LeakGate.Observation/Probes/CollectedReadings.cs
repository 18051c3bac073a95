using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>
/// What a runtime told of the processes of a tree at the last collection, summed over those that still live. A tree in which no process was
/// ever collected gets no column. Not thread safe.
/// </summary>
/// <param name="runtime">For people: <c>JVM</c>, <c>Node.js</c>.</param>
/// <param name="resource">What is told.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
internal sealed class CollectedReadings(string runtime, Resource resource, string procRoot)
{
    private readonly LiveMembers _members = new(new ProcFiles(procRoot));
    private IReadOnlyDictionary<ProcessId, Reading> _last = new Dictionary<ProcessId, Reading>();
    private bool _applied;

    /// <summary>Keeps what was told at a collection, in place of the one before.</summary>
    public void Keep(IReadOnlyDictionary<ProcessId, Reading> readings)
    {
        _last = readings;
        _applied |= readings.Count > 0;
    }

    /// <summary>Adds the sum to the reading of the resource.</summary>
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
                if (reading.Value is { } value)
                {
                    sum.Add(value);
                }
                else
                {
                    sum.Miss(reading.Gap!);
                }
            }
        }

        if (found)
        {
            into.Add(resource.Column, sum.ToReading());
        }
        else if (_applied)
        {
            into.Add(resource.Column, Reading.Missing(live.Count == 0 ? LiveMembers.TargetIsGone : $"no {runtime} is left"));
        }
    }
}
