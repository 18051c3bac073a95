using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>
/// What a person sees while runs go on. Fed with the records of each target as they are appended; knows nothing else.
/// All members may be called from any thread, for several targets at once. None throws because a terminal went away.
/// Disposing puts the terminal back as it was.
/// </summary>
internal interface IRunDisplay : IAsyncDisposable
{
    /// <summary>A target's run begins.</summary>
    void Begin(string target);

    /// <summary>A record was appended to the target's run.</summary>
    void Show(string target, RunRecord record);

    /// <summary>The target's run has ended with this verdict; nothing of it follows.</summary>
    void End(string target, VerdictDocument verdict);
}
