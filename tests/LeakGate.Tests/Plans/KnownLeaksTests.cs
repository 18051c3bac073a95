using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Plans;

public sealed class KnownLeaksTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly string Found = MadeVerdicts.OneLeak().Findings[0].Fingerprint;

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void An_entry_holds_until_the_end_of_its_day(int days, bool holds) =>
        new KnownLeaks([Entry("1:a", days)], Today).Reasons.ContainsKey("1:a").ShouldBe(holds);

    [Fact]
    public void The_first_entry_that_holds_gives_reason_and_date()
    {
        var known = new KnownLeaks([Entry(Found, -5, "old"), Entry(Found, 7, "first"), Entry(Found, 30, "second")], Today);

        known.Reasons[Found].ShouldBe("first");
        var finding = MadeVerdicts.OneLeak().Findings[0] with { Ignored = known.Reasons[Found] };
        known.Dated(MadeVerdicts.OneLeak() with { Findings = [finding] }).Findings[0].IgnoredUntil.ShouldBe(Today.AddDays(7));
    }

    [Fact]
    public void A_finding_that_is_not_known_gets_no_date() =>
        new KnownLeaks([Entry("1:else", 7)], Today).Dated(MadeVerdicts.OneLeak()).Findings[0].IgnoredUntil.ShouldBeNull();

    [Fact]
    public void An_entry_that_matches_is_not_told() => NoticesOf([MadeVerdicts.OneLeak()], Entry(Found, 7)).ShouldBeEmpty();

    [Theory]
    [InlineData(7, KnownLeakState.NotFound)]
    [InlineData(-1, KnownLeakState.ExpiredAndNotFound)]
    public void An_entry_that_matched_nothing_is_told(int days, KnownLeakState state) =>
        NoticesOf([MadeVerdicts.OneLeak(), MadeVerdicts.Clean()], Entry("1:gone", days)).ShouldBe([state]);

    [Fact]
    public void An_expired_entry_of_a_leak_that_is_still_there_is_told() =>
        NoticesOf([MadeVerdicts.Clean(), MadeVerdicts.OneLeak()], Entry(Found, -1)).ShouldBe([KnownLeakState.ExpiredAndFound]);

    [Fact]
    public void An_expired_entry_beside_one_that_holds_is_only_old() =>
        NoticesOf([MadeVerdicts.OneLeak()], Entry(Found, -1), Entry(Found, 7)).ShouldBe([KnownLeakState.Expired]);

    [Fact]
    public void A_run_that_reached_no_verdict_does_not_say_that_a_leak_is_gone()
    {
        foreach (VerdictDocument[] verdicts in new VerdictDocument[][] { [], [MadeVerdicts.Inconclusive()], [MadeVerdicts.Clean(), MadeVerdicts.Failed()] })
        {
            NoticesOf(verdicts, Entry("1:gone", 7), Entry("1:late", -1)).ShouldBe([KnownLeakState.Expired]);
        }
    }

    private static IEnumerable<KnownLeakState> NoticesOf(IReadOnlyList<VerdictDocument> verdicts, params IgnoredFinding[] entries) =>
        new KnownLeaks(entries, Today).Notices(verdicts).Select(notice => notice.State);

    private static IgnoredFinding Entry(string fingerprint, int days, string reason = "fixed in 4.2") => new(fingerprint, reason, Today.AddDays(days));
}
