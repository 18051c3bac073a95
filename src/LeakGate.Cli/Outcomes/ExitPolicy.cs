namespace LeakGate.Cli.Outcomes;

/// <summary>What may fail a build, and with which number.</summary>
/// <param name="FailOn">What may fail it; the rest exits 0 with a warning.</param>
/// <param name="LeakExitCode">Exit code of a leak or regression, 1 to 255.</param>
internal sealed record ExitPolicy(FailOn FailOn = FailOn.All, int LeakExitCode = ExitCodes.Leak);

/// <summary>Verdicts that may fail a build.</summary>
[Flags]
internal enum FailOn
{
    /// <summary>None: the advisory mode.</summary>
    Never = 0,

    /// <summary>A leak, or a program that was expected to leak and does not.</summary>
    Leak = 1,

    /// <summary>A regression against the baseline.</summary>
    Regression = 2,

    /// <summary>A verdict that could not be reached.</summary>
    Inconclusive = 4,

    /// <summary>All three: the default.</summary>
    All = Leak | Regression | Inconclusive,
}
