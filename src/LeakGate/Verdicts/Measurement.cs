using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>Everything that was measured in one run, as the judge sees it.</summary>
public sealed record Measurement
{
    /// <summary>All blocks, in order.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Names of the requests; indices of <see cref="Block.Only"/> and <see cref="Block.Completed"/>.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    /// <summary>Weights of the requests, same order.</summary>
    public required IReadOnlyList<int> Weights { get; init; }

    /// <summary>Limit and who sets it, by resource name.</summary>
    public IReadOnlyDictionary<string, (double Value, string Source)> Limits { get; init; } =
        new Dictionary<string, (double, string)>();

    /// <summary>Resources whose probe did not read known amounts, by name, with what it read.</summary>
    public IReadOnlyDictionary<string, string> Blind { get; init; } = new Dictionary<string, string>();

    /// <summary>Resources that the target has but that could not be read and so are not judged, by name, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();

    /// <summary>Requests per second in production; <see langword="null"/>: the rate of the run counts.</summary>
    public double? ProductionRate { get; init; }

    /// <summary>Why the run ended before a decision: <c>interrupted</c>, <c>budget</c>; <see langword="null"/>: it did not.</summary>
    public string? CutShort { get; init; }

    /// <summary>Requests that failed in the judged blocks and how, most frequent first; for the reader.</summary>
    public string? MainError { get; init; }
}
