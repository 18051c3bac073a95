namespace LeakGate.History;

/// <summary>What the history knows of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Verdicts">Runs by verdict; verdicts that it never got are left out.</param>
/// <param name="First">Start of its first run, UTC.</param>
/// <param name="Last">Start of its last run, UTC.</param>
/// <param name="MeanSeconds">Mean duration of a run, seconds.</param>
/// <param name="Requests">Completed requests of all runs.</param>
public sealed record TargetStatistics(
    string Target, IReadOnlyDictionary<string, long> Verdicts, DateTimeOffset First, DateTimeOffset Last, double MeanSeconds, long Requests);

/// <summary>One resource of a target in the last run that measured it.</summary>
/// <param name="RunId">That run.</param>
/// <param name="Target">The target.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Started">Start of the run, UTC.</param>
/// <param name="Verdict">Verdict of this resource.</param>
/// <param name="Estimate">Growth per request, or per hour, in the unit; <see langword="null"/>: not measured.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Level">Last floor; <see langword="null"/>: not measured.</param>
/// <param name="Margin">Margin it was judged by.</param>
public sealed record LatestGrowth(
    string RunId, string Target, string Resource, DateTimeOffset Started, string Verdict, double? Estimate, double? Low, double? High, double? Level, double Margin);
