namespace LeakGate.Reports.Cases;

/// <summary>One thing that a target was tested for: its verdict, one resource, one request.</summary>
/// <param name="Kind">Stable, not translated: <c>verdict</c>, <c>resource</c>, <c>request</c>.</param>
/// <param name="Name">What was tested, for people; one line, made harmless, at most 200 columns.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Message">One line; never empty.</param>
/// <param name="Details">More lines, made harmless; may be empty.</param>
public sealed record RunCase(string Kind, string Name, CaseStatus Status, string Message, IReadOnlyList<string> Details);

/// <summary>How a case ended; the same as what a run's exit code says.</summary>
public enum CaseStatus
{
    /// <summary>As it has to be; a leak that was expected or is known too.</summary>
    Passed,

    /// <summary>A leak that was not expected, or none where one was.</summary>
    Failed,

    /// <summary>The target failed, so nothing can be said.</summary>
    Broken,

    /// <summary>Not decided.</summary>
    Skipped,
}
