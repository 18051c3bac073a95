namespace LeakGate.Runs.Notices;

/// <summary>How much is remembered of what was told: branches come and go, and findings with them.</summary>
public static class NoticeRetention
{
    /// <summary>Most notices; beyond it those that were not seen for the longest time are forgotten.</summary>
    public const int Most = 5000;

    /// <summary>What was not seen for so long is forgotten: should it ever come back, it is news.</summary>
    public static TimeSpan Age { get; } = TimeSpan.FromDays(365);
}
