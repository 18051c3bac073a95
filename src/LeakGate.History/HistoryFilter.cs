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

    /// <summary>Exact run.</summary>
    public string? RunId { get; init; }

    /// <summary>Order of the rows; default by start.</summary>
    public HistoryOrder Order { get; init; }

    /// <summary>The smallest or oldest first, and not last.</summary>
    public bool Ascending { get; init; }

    /// <summary>Only what follows this row in the order asked for; <see langword="null"/>: from the first.</summary>
    public HistoryMark? After { get; init; }

    /// <summary>Rows to pass over; default 0.</summary>
    public int Skip { get; init; }

    /// <summary>Most rows, 1 to 500; default 50.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>By what a list is ordered.</summary>
public enum HistoryOrder
{
    /// <summary>By start.</summary>
    Started,

    /// <summary>By duration.</summary>
    Duration,

    /// <summary>By completed requests.</summary>
    Requests,

    /// <summary>By name of the target.</summary>
    Target,

    /// <summary>By verdict, as a word.</summary>
    Verdict,

    /// <summary>By branch.</summary>
    Branch,
}

/// <summary>Where a page ended: a list that grows meanwhile neither repeats nor leaves out a row.</summary>
/// <param name="Key">Value that the list is ordered by: milliseconds since 1970, a number or a text.</param>
/// <param name="RunId">The last row's run.</param>
/// <param name="Target">The last row's target.</param>
public sealed record HistoryMark(object Key, string RunId, string Target)
{
    /// <summary>The mark of a row.</summary>
    public static HistoryMark Of(HistoryRow row, HistoryOrder order)
    {
        ArgumentNullException.ThrowIfNull(row);
        object key = order switch
        {
            HistoryOrder.Duration => row.DurationSeconds,
            HistoryOrder.Requests => row.Requests,
            HistoryOrder.Target => row.Target,
            HistoryOrder.Verdict => row.Verdict,
            HistoryOrder.Branch => row.Branch,
            _ => row.Started.ToUnixTimeMilliseconds(),
        };
        return new HistoryMark(key, row.RunId, row.Target);
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">In the order asked for.</param>
/// <param name="Total">Rows that the filter lets through, on all pages.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryRow> Rows, long Total);
