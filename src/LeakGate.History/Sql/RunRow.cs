namespace LeakGate.History.Sql;

/// <summary>A row of the table of runs, as the database gives it.</summary>
internal sealed class RunRow
{
    public string RunId { get; init; } = "";

    public string Target { get; init; } = "";

    public long Started { get; init; }

    public double Duration { get; init; }

    public string Verdict { get; init; } = "";

    public string? Reason { get; init; }

    public string Severity { get; init; } = "";

    public string Profile { get; init; } = "";

    public string Branch { get; init; } = "";

    public string CommitId { get; init; } = "";

    public long Requests { get; init; }

    public HistoryRow ToRow() => new()
    {
        RunId = RunId,
        Target = Target,
        Started = DateTimeOffset.FromUnixTimeMilliseconds(Started),
        DurationSeconds = Duration,
        Verdict = Verdict,
        Reason = Reason,
        Severity = Severity,
        Profile = Profile,
        Branch = Branch,
        Commit = CommitId,
        Requests = Requests,
    };
}

/// <summary>A row of the table of resources with its run.</summary>
internal sealed class TrendRow
{
    public string RunId { get; init; } = "";

    public long Started { get; init; }

    public string Branch { get; init; } = "";

    public string CommitId { get; init; } = "";

    public string Verdict { get; init; } = "";

    public double? Estimate { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public double? Level { get; init; }

    public double Margin { get; init; }

    public TrendPoint ToPoint() =>
        new(RunId, DateTimeOffset.FromUnixTimeMilliseconds(Started), Branch, CommitId, Verdict, Estimate, Low, High, Level, Margin);
}
