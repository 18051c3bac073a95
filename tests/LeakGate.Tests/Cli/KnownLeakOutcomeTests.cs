using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Observation.Experiments;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class KnownLeakOutcomeTests
{
    private static readonly DateOnly Day = new(2027, 3, 1);

    [Theory]
    [InlineData(0, "Leak", 1)]
    [InlineData(1, "Leak", 1)]
    [InlineData(4, "Clean", 0)]
    public void Only_when_every_finding_is_known_a_leak_passes(int known, string kind, int code)
    {
        OutcomeKind outcome = TargetRun.KindOf(ExperimentEnd.Finished, Known(MadeVerdicts.Leaky(), known));

        outcome.ToString().ShouldBe(kind);
        ExitCodes.Combine([new TargetOutcome("shop", outcome)], new ExitPolicy()).ShouldBe(code);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void What_is_told_after_a_run(string code)
    {
        Languages.TryParse(code, out Language language).ShouldBeTrue();
        KnownLeakTexts texts = new(language);
        string hostile = "\u001b[31mred";
        IgnoredFinding entry = new("1:7f3a9c02", hostile, Day);
        string text = texts.OnlyKnown(Known(MadeVerdicts.OneLeak(), 1)) + "\n"
            + string.Concat(Enum.GetValues<KnownLeakState>().Select(state => texts.Notice(new KnownLeakNotice(entry, state)) + "\n"));

        text.ShouldNotContain('\u001b');
        Snapshot.Matches("known-leaks." + code, () => text);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void A_known_finding_is_shown_with_reason_and_date(string code)
    {
        Languages.TryParse(code, out Language language).ShouldBeTrue();
        Snapshot.Matches("known-summary." + code, () =>
        {
            using StringWriter writer = new() { NewLine = "\n" };
            ConsoleSummary.Write(writer, Known(MadeVerdicts.OneLeak(), 1), new ConsoleStyle { Language = language });
            return writer.ToString();
        });
    }

    private static VerdictDocument Known(VerdictDocument verdict, int count) => verdict with
    {
        Findings = [.. verdict.Findings.Select((finding, i) => i < count ? finding with { Ignored = "fixed in 4.2", IgnoredUntil = Day } : finding)],
    };
}
