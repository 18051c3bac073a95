using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Outcomes;

/// <summary>How the run of one target ended, as far as the exit code is concerned.</summary>
/// <param name="Target">Target name.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Expect">What the verdict had to be.</param>
internal sealed record TargetOutcome(string Target, OutcomeKind Kind, Expectation Expect = Expectation.Clean);

/// <summary>How the run of one target ended.</summary>
internal enum OutcomeKind
{
    /// <summary>Judged: no leak.</summary>
    Clean,

    /// <summary>Judged: it leaks.</summary>
    Leak,

    /// <summary>Judged: worse than the baseline.</summary>
    Regression,

    /// <summary>Judged: cannot be told.</summary>
    Inconclusive,

    /// <summary>The target did not start, never became healthy, or ended by itself.</summary>
    TargetFailed,

    /// <summary>The configuration turned out to be wrong only once the run had begun.</summary>
    Misconfigured,

    /// <summary>Ctrl-C or SIGTERM.</summary>
    Interrupted,

    /// <summary>A fault of LeakGate itself.</summary>
    Fault,
}
