using System.Globalization;
using LeakGate.Cli.Outcomes;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class ExitCodeTests
{
    private static TargetOutcome[] Outcomes(string text) =>
    [
        .. text.Split(' ').Select(word => word.Split(':')).Select(parts => new TargetOutcome(
            parts[0], Enum.Parse<OutcomeKind>(parts[0]), parts.Length > 1 ? Expectation.Leak : Expectation.Clean)),
    ];

    [Theory]
    [InlineData("Clean", 0)]
    [InlineData("Leak", 1)]
    [InlineData("Regression", 1)]
    [InlineData("Inconclusive", 3)]
    [InlineData("TargetFailed", 4)]
    [InlineData("Misconfigured", 2)]
    [InlineData("Interrupted", 130)]
    [InlineData("Fault", 5)]
    [InlineData("Leak:leak", 0)]
    [InlineData("Clean:leak", 1)]
    [InlineData("Inconclusive:leak", 3)]
    [InlineData("TargetFailed:leak", 4)]
    [InlineData("Regression:leak", 1)]
    [InlineData("Leak:leak Clean", 0)]
    [InlineData("Clean Leak", 1)]
    [InlineData("Inconclusive Leak", 1)]
    [InlineData("Leak TargetFailed", 4)]
    [InlineData("TargetFailed Misconfigured", 2)]
    [InlineData("Misconfigured Interrupted", 130)]
    [InlineData("Interrupted Fault Leak Clean", 5)]
    public void The_first_code_that_applies_wins(string outcomes, int code) =>
        ExitCodes.Combine(Outcomes(outcomes), new ExitPolicy()).ShouldBe(code);

    [Theory]
    [InlineData("Leak", "Never", 0)]
    [InlineData("Clean:leak", "Never", 0)]
    [InlineData("Regression Inconclusive", "Never", 0)]
    [InlineData("Leak TargetFailed", "Never", 4)]
    [InlineData("Leak Fault", "Never", 5)]
    [InlineData("Leak Interrupted", "Never", 130)]
    [InlineData("Leak Inconclusive", "Inconclusive", 3)]
    [InlineData("Leak Inconclusive", "Leak", 1)]
    [InlineData("Regression Leak", "Regression", 1)]
    public void What_may_not_fail_the_build_exits_0(string outcomes, string failOn, int code) =>
        ExitCodes.Combine(Outcomes(outcomes), new ExitPolicy(Enum.Parse<FailOn>(failOn))).ShouldBe(code);

    [Theory]
    [InlineData("Leak", 77)]
    [InlineData("Leak Inconclusive", 77)]
    [InlineData("Leak TargetFailed", 4)]
    [InlineData("Inconclusive", 3)]
    [InlineData("Clean", 0)]
    public void The_leak_exit_code_changes_that_number_only(string outcomes, int code) =>
        ExitCodes.Combine(Outcomes(outcomes), new ExitPolicy(LeakExitCode: 77)).ShouldBe(code);

    [Fact]
    public void A_run_that_judged_nothing_does_not_pass() => ExitCodes.Combine([], new ExitPolicy(FailOn.Never)).ShouldBe(5);

    [Theory]
    [InlineData("Leak", true)]
    [InlineData("Clean", false)]
    [InlineData("Leak:leak", false)]
    [InlineData("TargetFailed", false)]
    public void Only_what_is_let_pass_is_told_as_forgiven(string outcome, bool forgiven) =>
        ExitCodes.IsForgiven(Outcomes(outcome)[0], new ExitPolicy(FailOn.Never)).ShouldBe(forgiven, outcome.ToString(CultureInfo.InvariantCulture));
}
