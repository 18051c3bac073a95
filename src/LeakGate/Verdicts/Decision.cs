using LeakGate.Samples;

namespace LeakGate.Verdicts;

/// <summary>What to do after a block: one of the cases.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Nothing is decided: one more block.</summary>
    public sealed record GoOn : Decision;

    /// <summary>Growth above the margin is shown: run each request alone.</summary>
    /// <param name="Candidates">The resources that grow.</param>
    public sealed record Confirm(IReadOnlyList<Resource> Candidates) : Decision;

    /// <summary>All is decided, or no more blocks are allowed.</summary>
    public sealed record Stop : Decision;
}
