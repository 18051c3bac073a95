using LeakGate.Runs;

namespace LeakGate.Reports.Formats;

/// <summary>One target of a run, as its folder tells it.</summary>
/// <param name="Run">What was recorded, as far as it stands. Without a header it is empty but for the names that the folder's path gives.</param>
/// <param name="Verdict">The verdict of the run; where it was never written, the judgement of what stands.</param>
/// <param name="Log">Last lines of the target's output, at most <see cref="LogLines"/>.</param>
/// <param name="Missing">What the folder lacks; empty for a whole run.</param>
public sealed record ReportTarget(RecordedRun Run, VerdictDocument Verdict, IReadOnlyList<string> Log, IReadOnlyList<MissingPart> Missing)
{
    /// <summary>Most lines of output that a report shows.</summary>
    public const int LogLines = 200;

    /// <summary>The target's name.</summary>
    public string Name => Run.Header.Target;
}

/// <summary>Something that a run folder lacks.</summary>
/// <param name="Code"><c>header</c>, <c>ready</c>, <c>blocks</c>, <c>stop</c>, <c>records</c>, <c>tail</c>, <c>verdict</c>, <c>log</c>.</param>
/// <param name="Detail">Where or why, such as a byte offset; <see langword="null"/>: nothing more is known.</param>
public sealed record MissingPart(string Code, string? Detail = null);
