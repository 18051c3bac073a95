namespace LeakGate.Observation.Targets;

/// <summary>
/// A program that is watched, started by LeakGate or found running. Disposing stops what LeakGate started, and nothing else.
/// <see cref="ReadTree"/> is for one thread at a time; all else is thread safe.
/// </summary>
public interface ITarget : IAsyncDisposable
{
    /// <summary>Name for messages.</summary>
    string Name { get; }

    /// <summary>Process id of the program itself.</summary>
    int RootPid { get; }

    /// <summary>Completes when the program itself ends, in whichever way; never fails.</summary>
    Task<TargetExit> Exited { get; }

    /// <summary>The processes of the target now; empty when the program itself is gone.</summary>
    ProcessTree ReadTree();

    /// <summary>The last lines it printed, oldest first; none for one that was found running.</summary>
    /// <param name="lines">How many at most.</param>
    IReadOnlyList<string> LastOutput(int lines);
}
