using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Outcomes;

/// <summary>The exit codes, and which of them applies.</summary>
internal static class ExitCodes
{
    /// <summary>Clean, or every target did what its <c>expect</c> says.</summary>
    public const int Clean = 0;

    /// <summary>A leak, or a regression against the baseline; <c>--leak-exit-code</c> changes this number.</summary>
    public const int Leak = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>Inconclusive.</summary>
    public const int Inconclusive = 3;

    /// <summary>The target failed.</summary>
    public const int TargetFailed = 4;

    /// <summary>A fault of LeakGate itself.</summary>
    public const int Fault = 5;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;

    /// <summary>With several targets, the first of these that applies.</summary>
    public static IReadOnlyList<int> Order { get; } = [Fault, Interrupted, Usage, TargetFailed, Leak, Inconclusive, Clean];

    /// <summary>The exit code of a run. No target at all is a fault: what was not judged must not pass.</summary>
    public static int Combine(IEnumerable<TargetOutcome> outcomes, ExitPolicy policy)
    {
        HashSet<int> codes = [.. outcomes.Select(outcome => Of(outcome, policy.FailOn))];
        int code = codes.Count == 0 ? Fault : Order.First(codes.Contains);
        return code == Leak ? policy.LeakExitCode : code;
    }

    /// <summary>Whether a target would fail the build but for <c>--fail-on</c>: this is told as a warning.</summary>
    public static bool IsForgiven(TargetOutcome outcome, ExitPolicy policy) =>
        Of(outcome, policy.FailOn) == Clean && Of(outcome, FailOn.All) != Clean;

    private static int Of(TargetOutcome outcome, FailOn failOn) => (outcome.Kind, outcome.Expect) switch
    {
        (OutcomeKind.Fault, _) => Fault,
        (OutcomeKind.Interrupted, _) => Interrupted,
        (OutcomeKind.Misconfigured, _) => Usage,
        (OutcomeKind.TargetFailed, _) => TargetFailed,
        (OutcomeKind.Inconclusive, _) => failOn.HasFlag(FailOn.Inconclusive) ? Inconclusive : Clean,
        (OutcomeKind.Regression, _) => failOn.HasFlag(FailOn.Regression) ? Leak : Clean,
        (OutcomeKind.Leak, Expectation.Leak) or (OutcomeKind.Clean, Expectation.Clean) => Clean,
        _ => failOn.HasFlag(FailOn.Leak) ? Leak : Clean,
    };
}
