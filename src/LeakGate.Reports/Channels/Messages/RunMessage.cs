using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.Messages;

/// <summary>
/// What people are told of a run, before any channel gives it its form: plain texts of one line, made harmless, not yet escaped. One
/// message tells of all targets of a run.
/// </summary>
public sealed record RunMessage
{
    /// <summary>Its language.</summary>
    public required Language Language { get; init; }

    /// <summary>What it is about, the worst first: leak, failed, regression, inconclusive, recovered, clean, test.</summary>
    public required string Mood { get; init; }

    /// <summary>The whole in one line of at most 140 characters.</summary>
    public required string Headline { get; init; }

    /// <summary>The verdict of the worst target in a sentence, then what recovered; at least one line.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Label and value: branch, commit, run, profile.</summary>
    public required IReadOnlyList<MessageFact> Facts { get; init; }

    /// <summary>Heads of the table of targets.</summary>
    public required IReadOnlyList<string> TargetHeads { get; init; }

    /// <summary>The targets, the worst first.</summary>
    public required IReadOnlyList<MessageTarget> Targets { get; init; }

    /// <summary>Targets that are left out of the table.</summary>
    public int MoreTargets { get; init; }

    /// <summary>What was found, the worst first.</summary>
    public required IReadOnlyList<MessageFinding> Findings { get; init; }

    /// <summary>Findings that are left out.</summary>
    public int MoreFindings { get; init; }

    /// <summary>What was told before and is still there; one line each, may be empty.</summary>
    public required IReadOnlyList<string> Counted { get; init; }

    /// <summary>Where the whole report is found; <see langword="null"/>: nowhere that is known.</summary>
    public Uri? Link { get; init; }

    /// <summary>What stands on the link.</summary>
    public required string LinkText { get; init; }

    /// <summary>Who says so.</summary>
    public required string Signature { get; init; }
}

/// <summary>A label with its value.</summary>
public sealed record MessageFact(string Label, string Value);

/// <summary>A row of the table of targets.</summary>
/// <param name="Name">Target, at most 32 columns.</param>
/// <param name="Outcome">Verdict in a word, with its sign.</param>
/// <param name="Leaks">What leaks, or why there is no verdict; may be empty.</param>
/// <param name="Memory">Growth of memory, or the bound that was shown.</param>
/// <param name="Curve">Memory over the run as small bars; may be empty.</param>
public sealed record MessageTarget(string Name, string Outcome, string Leaks, string Memory, string Curve)
{
    /// <summary>The cells in the order of the heads.</summary>
    public IReadOnlyList<string> Cells => [Name, Outcome, Leaks, Memory, Curve];
}

/// <summary>One finding.</summary>
/// <param name="Target">Its target.</param>
/// <param name="Heading">What leaks and how bad it is.</param>
/// <param name="Facts">Request and growth, peer or path, when it runs out, where to read on.</param>
/// <param name="Details">What chats leave to the report: growth of the mix, what is included, the fingerprint.</param>
public sealed record MessageFinding(string Target, string Heading, IReadOnlyList<MessageFact> Facts, IReadOnlyList<MessageFact> Details)
{
    /// <summary>Everything, for who reads more than a chat.</summary>
    public IEnumerable<MessageFact> All => Facts.Concat(Details);
}
