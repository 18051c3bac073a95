namespace LeakGate.History;

/// <summary>Which runs to list; what is <see langword="null"/> filters nothing.</summary>
public sealed record HistoryFilter
{
    /// <summary>Exact name of the target.</summary>
    public string? Target { get; init; }

    /// <summary>Exact branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Beginning of the commit.</summary>
    public string? Commit { get; init; }

    /// <summary>clean, leak, inconclusive or failed.</summary>
    public string? Verdict { get; init; }

    /// <summary>Profile name.</summary>
    public string? Profile { get; init; }

    /// <summary>Started then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Started before.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Part of run id, target, branch or commit.</summary>
    public string? Text { get; init; }

    /// <summary>Rows to pass over; default 0.</summary>
    public int Skip { get; init; }

    /// <summary>Most rows, 1 to 500; default 50.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">The newest first.</param>
/// <param name="Total">Rows that the filter lets through, on all pages.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryRow> Rows, long Total);
