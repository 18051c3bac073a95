namespace LeakGate.Runs;

/// <summary>Codes of <see cref="Records.EventRecord"/> that other rooms act on. Others are only shown.</summary>
public static class EventCodes
{
    /// <summary>The target did not start, never became ready or ended by itself. Data: <c>reason</c>, <c>output</c> (last lines).</summary>
    public const string TargetFailed = "target_failed";

    /// <summary>The run was stopped from outside.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The budget was used up before everything was decided.</summary>
    public const string Budget = "budget";

    /// <summary>What waiting for the target is about.</summary>
    public const string Waiting = "waiting";

    /// <summary>How many requests a block has, why, and what that can show. Data: <c>requests</c>, <c>bound</c>, <c>shows_memory</c> and <c>shows_counts</c> (the smallest growth per request that can be shown), and a resource whose margin can't be shown with what can.</summary>
    public const string Dose = "dose";

    /// <summary>How the time of watching is cut, and what it can show. Data: <c>windows</c>, <c>seconds</c>, <c>reach</c> (per hour).</summary>
    public const string Watching = "watching";

    /// <summary>The load of a block did not go through.</summary>
    public const string Load = "load";

    /// <summary>A reading is missing.</summary>
    public const string Gap = "gap";

    /// <summary>What a server behind the target told of itself: an amount that grew.</summary>
    public const string Server = "server";

    /// <summary>LeakGate itself failed; the text is the whole error.</summary>
    public const string Fault = "fault";

    /// <summary>The first round of judged blocks decides nothing; a second begins. Data: <c>blocks</c>.</summary>
    public const string Round = "round";

    /// <summary>A container that LeakGate started could not be removed. Data: <c>container</c> (its name), <c>reason</c>.</summary>
    public const string Leftover = "leftover";

    /// <summary>The growth that was shown is being confirmed, or was.</summary>
    public const string Candidate = "candidate";
}
