namespace LeakGate.Runs.Baselines;

/// <summary>What earlier runs showed of one resource, the oldest first.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Points">One for each run.</param>
public sealed record BaselineSeries(string Resource, IReadOnlyList<BaselinePoint> Points);

/// <summary>One earlier run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Commit">Its commit; empty: not known.</param>
/// <param name="Growth">Growth per request or hour with its interval; <see langword="null"/>: not measured.</param>
/// <param name="Level">Last floor; <see langword="null"/>: not measured.</param>
public sealed record BaselinePoint(string RunId, string Commit, VerdictDocument.Amount? Growth, double? Level)
{
    /// <summary>The point of a run that stands as a document.</summary>
    public static BaselinePoint Of(VerdictDocument verdict, VerdictDocument.ResourceEntry entry, string commit = "")
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(entry);
        return new BaselinePoint(verdict.RunId, commit, entry.PerRequest ?? entry.PerHour, entry.Level);
    }
}
