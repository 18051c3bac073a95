namespace LeakGate.Observation.Targets;

/// <summary>The live processes of one target at one instant, told apart from others that later get the same id.</summary>
public sealed class ProcessTree
{
    /// <summary>A tree of known members.</summary>
    public ProcessTree(IReadOnlyList<ProcessId> members) => Members = members;

    /// <summary>The members, the root first. Empty when the target is gone.</summary>
    public IReadOnlyList<ProcessId> Members { get; }
}

/// <summary>One process, told apart from a later one with the same id by its start time.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartTicks">Field 22 of <c>/proc/ID/stat</c>: clock ticks after boot.</param>
public readonly record struct ProcessId(int Id, long StartTicks);
