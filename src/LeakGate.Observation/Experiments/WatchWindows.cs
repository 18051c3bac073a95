namespace LeakGate.Observation.Experiments;

/// <summary>How the time of watching is cut: windows of one length, the first ones to learn the noise, the rest judged.</summary>
/// <param name="Length">Of one window; at least 2 s, so that each holds two of the cheap readings.</param>
/// <param name="Pilot">Windows before the judged ones.</param>
/// <param name="Judged">Judged windows, at most 12.</param>
internal readonly record struct WatchWindows(TimeSpan Length, int Pilot, int Judged)
{
    /// <summary>Windows that only tell the noise.</summary>
    public const int PilotWindows = 2;

    /// <summary>Most judged windows.</summary>
    public const int MostJudged = 12;

    /// <summary>Shortest window.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>The windows of a time.</summary>
    /// <param name="duration">Above 0; what is too short for a judged window gets none.</param>
    public static WatchWindows Of(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var fit = (int)Math.Min(PilotWindows + MostJudged, Math.Floor(duration / Shortest));
        return fit <= PilotWindows ? new WatchWindows(Shortest, fit, 0) : new WatchWindows(duration / fit, PilotWindows, fit - PilotWindows);
    }
}
