using LeakGate.Runs;

namespace LeakGate.History;

/// <summary>One target of one run, as the history keeps it.</summary>
public sealed record HistoryRun
{
    /// <summary>The verdict document: every judgement that a list or a trend shows stands in it.</summary>
    public required VerdictDocument Verdict { get; init; }

    /// <summary>Branch that was built; empty: not known.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Commit that was built; empty: not known.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Where it came from: <c>local</c>, <c>push</c> or <c>import</c>.</summary>
    public string Source { get; init; } = "local";
}

/// <summary>One row of a list: what is shown without opening the run.</summary>
public sealed record HistoryRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>Start, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From start to verdict, seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>clean, leak, inconclusive or failed.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it is inconclusive or failed; <see langword="null"/> otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>low, medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>Profile name.</summary>
    public required string Profile { get; init; }

    /// <summary>Branch; empty: not known.</summary>
    public required string Branch { get; init; }

    /// <summary>Commit; empty: not known.</summary>
    public required string Commit { get; init; }

    /// <summary>Completed requests.</summary>
    public required long Requests { get; init; }

    /// <summary>How it stood against its baseline: worse, same, better or unknown; <see langword="null"/>: it was not compared.</summary>
    public string? Baseline { get; init; }

    /// <summary>Branch of that baseline; empty where runs were named; <see langword="null"/>: it was not compared.</summary>
    public string? BaselineBranch { get; init; }
}

/// <summary>One resource of one run: a point of a trend.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Started">Its start, UTC.</param>
/// <param name="Branch">Branch; empty: not known.</param>
/// <param name="Commit">Commit; empty: not known.</param>
/// <param name="Verdict">Verdict of this resource.</param>
/// <param name="Estimate">Growth per request (or per hour), in the unit; <see langword="null"/>: not measured.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end; of a clean one the bound that was shown.</param>
/// <param name="Level">Last floor: the level after warm-up and load; <see langword="null"/>: not measured.</param>
/// <param name="Margin">Margin it was judged by.</param>
public sealed record TrendPoint(
    string RunId, DateTimeOffset Started, string Branch, string Commit, string Verdict, double? Estimate, double? Low, double? High, double? Level, double Margin);
