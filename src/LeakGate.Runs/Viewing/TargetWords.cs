namespace LeakGate.Runs.Viewing;

/// <summary>
/// What people read of a target, in one language: sentences and numbers as every other report has them, ready to be shown.
/// A viewer puts them in place and rounds nothing itself. All of it is plain text.
/// </summary>
public sealed record TargetWords
{
    /// <summary>Up to the verb, the verb, the rest: only the verb is coloured.</summary>
    public required IReadOnlyList<string> Sentence { get; init; }

    /// <summary>The outcome in a word.</summary>
    public required string Outcome { get; init; }

    /// <summary>How much was measured, in one line.</summary>
    public required string Measured { get; init; }

    /// <summary>Facts beside the sentence.</summary>
    public required IReadOnlyList<LabelledText> Facts { get; init; }

    /// <summary>What the run folder lacks, a sentence each.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Findings, in the order of the verdict.</summary>
    public required IReadOnlyList<FindingText> Findings { get; init; }

    /// <summary>Resources, by name.</summary>
    public required IReadOnlyDictionary<string, ResourceText> Resources { get; init; }

    /// <summary>Heading, checks and peaks of the measurement.</summary>
    public required MeasurementText Measurement { get; init; }

    /// <summary>The requests, with what each of them grows.</summary>
    public required RequestTable Requests { get; init; }

    /// <summary>Names of stages.</summary>
    public required IReadOnlyDictionary<string, string> Stages { get; init; }

    /// <summary>What each event says, in the order of the events.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Machine and configuration, secrets masked.</summary>
    public required IReadOnlyList<LabelledText> Environment { get; init; }

    /// <summary>The comparison with the baseline: the decision, then the figures; empty: there was none.</summary>
    public required IReadOnlyList<string> Baseline { get; init; }
}

/// <summary>A text and what it is.</summary>
/// <param name="Label">What it is; empty: it goes on with the one before.</param>
/// <param name="Text">The text.</param>
/// <param name="IsName">Whether it is a target's own words, such as a path or a request.</param>
public sealed record LabelledText(string Label, string Text, bool IsName = false);

/// <summary>One finding.</summary>
/// <param name="Title">What leaks.</param>
/// <param name="Severity">Severity in a word.</param>
/// <param name="Request">The request that leaks; <see langword="null"/>: the mix as a whole.</param>
/// <param name="Number">Growth, without its unit.</param>
/// <param name="Unit">Unit of the growth.</param>
/// <param name="Interval">Ends of the interval, in the same unit.</param>
/// <param name="Margin">The margin.</param>
/// <param name="RunsOut">Time until its limit; <see langword="null"/>: no limit is known.</param>
/// <param name="Facts">All else there is to say.</param>
/// <param name="Advice">What to do, in a few words.</param>
/// <param name="Code">The same as one line of code; empty: there is none.</param>
/// <param name="Page">Page about this kind of leak.</param>
/// <param name="Known">Whether it is on the list of known leaks.</param>
public sealed record FindingText(
    string Title,
    string Severity,
    string? Request,
    string Number,
    string Unit,
    string Interval,
    string Margin,
    string? RunsOut,
    IReadOnlyList<LabelledText> Facts,
    string Advice,
    string Code,
    string Page,
    bool Known);

/// <summary>One resource.</summary>
/// <param name="Name">Name.</param>
/// <param name="Short">Name for narrow places.</param>
/// <param name="Outcome">Outcome in a word.</param>
/// <param name="Growth">Growth with its interval or, of a clean one, the bound; <see langword="null"/>: not measured.</param>
/// <param name="Bound">The bound in few characters; <see langword="null"/>: not clean.</param>
/// <param name="Margin">The margin.</param>
/// <param name="Reason">Why it is undecided; empty: it is not.</param>
/// <param name="Reached">What it retains and what it reached; <see langword="null"/>: not measured.</param>
/// <param name="Steps">How it was decided, a sentence each.</param>
public sealed record ResourceText(
    string Name,
    string Short,
    string Outcome,
    string? Growth,
    string? Bound,
    string Margin,
    string Reason,
    string? Reached,
    IReadOnlyList<string> Steps);

/// <summary>The measurement graded by itself.</summary>
/// <param name="Summary">What weakens it, counted.</param>
/// <param name="Checks">The checks, weak ones first.</param>
public sealed record MeasurementText(string Summary, IReadOnlyList<CheckText> Checks);

/// <summary>One check.</summary>
/// <param name="State">ok, weak or unknown.</param>
/// <param name="Text">The check in one sentence.</param>
public sealed record CheckText(string State, string Text);

/// <summary>Requests against resources.</summary>
/// <param name="Resources">Resources that have a column, by name.</param>
/// <param name="Units">Unit of each column that its cells leave out; empty: they name their own.</param>
/// <param name="Rows">A row per request, then the mix.</param>
public sealed record RequestTable(IReadOnlyList<string> Resources, IReadOnlyList<string> Units, IReadOnlyList<RequestRow> Rows);

/// <summary>One request.</summary>
/// <param name="Request">Its name.</param>
/// <param name="Sent">Completed requests.</param>
/// <param name="Failed">Failed requests.</param>
/// <param name="Latency">p50, p95, p99 and the longest, in milliseconds; <see cref="RequestTable"/> has a dash where none is known.</param>
/// <param name="Cells">Growth by resource, in the order of <see cref="RequestTable.Resources"/>.</param>
/// <param name="IsMix">Whether it is the row of the whole mix.</param>
public sealed record RequestRow(
    string Request, string Sent, string Failed, IReadOnlyList<string> Latency, IReadOnlyList<GrowthCell> Cells, bool IsMix = false);

/// <summary>Growth of one resource with one request.</summary>
/// <param name="Kind">leak, folded, clean, plain (a difference of floors that was not judged) or none.</param>
/// <param name="Text">The growth.</param>
public sealed record GrowthCell(string Kind, string Text);
