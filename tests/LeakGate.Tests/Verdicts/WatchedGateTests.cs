using LeakGate.Samples;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

public sealed class WatchedGateTests
{
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Growth_above_the_margin_is_a_leak_per_hour_without_any_request()
    {
        var verdict = WatchedProgram.Judge(12, Minute, hours => 100e6 + (hours * 50 * MiB), noise: 20e3);

        verdict.Outcome.ShouldBe(Outcome.Leak);
        verdict.ByTime.ShouldBeTrue();
        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Type.ShouldBe("memory_leak");
        finding.Requests.ShouldBeEmpty();
        finding.PerMixRequest.Value.ShouldBe(50 * MiB, 2 * MiB);
        finding.Summary.ShouldStartWith("It keeps ");
        finding.Summary.ShouldEndWith(" of memory every hour.");

        // 890 MB are left at 52 MB an hour.
        finding.Exhaustion.ShouldNotBeNull().Seconds.ShouldBe(17 * 3600, 1.0 * 3600);
        finding.Severity.ShouldBe(Findings.Severity.High);
    }

    [Fact]
    public void A_flat_program_that_was_watched_long_enough_is_clean_with_a_bound()
    {
        var verdict = WatchedProgram.Judge(12, TimeSpan.FromMinutes(5), _ => 100e6, noise: 20e3);

        verdict.Outcome.ShouldBe(Outcome.Clean);
        foreach (var resource in verdict.Resources)
        {
            resource.PerRequest.ShouldNotBeNull().High.ShouldBeInRange(double.Epsilon, resource.Margin);
        }
    }

    [Fact]
    public void A_flat_program_watched_for_half_a_minute_is_inconclusive_and_told_how_much_longer()
    {
        var verdict = WatchedProgram.Judge(12, TimeSpan.FromSeconds(2), _ => 100e6);

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Resources.Single(r => r.Resource == Resource.Descriptors).Reason.ShouldBe("too_short");
        verdict.ReasonText.ShouldNotBeNull().ShouldStartWith("It was watched for too short a time");
        verdict.Remarks.ShouldContain(remark => remark.Contains("an hour can be ruled out for descriptors", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(3)]
    public void Fewer_than_seven_windows_decide_nothing_however_much_grows(int windows)
    {
        var verdict = WatchedProgram.Judge(windows, Minute, hours => 100e6 + (hours * 5000 * MiB));

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Resources.ShouldAllBe(r => r.Reason == "too_short");
    }

    [Fact]
    public void Noise_above_the_margin_is_inconclusive_with_the_bound_that_could_be_reached()
    {
        var verdict = WatchedProgram.Judge(12, Minute, _ => 500e6, noise: 40e6);

        var memory = verdict.Resources.Single(r => r.Resource == Resource.Memory);
        memory.Outcome.ShouldBe(Outcome.Inconclusive);
        memory.Reason.ShouldBe("noisy");
        verdict.Remarks.ShouldContain(remark => remark.Contains("an hour can be ruled out for memory", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cache_that_fills_is_never_a_leak_per_hour()
    {
        var outcomes = Enumerable.Range(1, 100)
            .Select(seed => WatchedProgram.Judge(12, Minute, hours => 100e6 + (50e6 * (1 - Math.Exp(-hours * 60 / 4))), noise: 50e3, seed: seed).Outcome)
            .ToList();

        outcomes.Count(outcome => outcome == Outcome.Leak).ShouldBe(0);
        outcomes.Count(outcome => outcome == Outcome.Clean).ShouldBe(0);
    }

    [Fact]
    public void Most_leaks_of_three_margins_are_found_and_none_is_called_clean()
    {
        var outcomes = Enumerable.Range(1, 100)
            .Select(seed => WatchedProgram.Judge(12, Minute, hours => 100e6 + (hours * 30 * MiB), noise: 60e3, seed: seed).Outcome)
            .ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{outcomes.Count(outcome => outcome == Outcome.Leak)} of 100 leaks of 3 margins found");
        outcomes.Count(outcome => outcome == Outcome.Leak).ShouldBeGreaterThan(90);
        outcomes.ShouldNotContain(Outcome.Clean);
    }

    [Fact]
    public void Descriptors_that_grow_with_time_are_a_leak_of_their_own()
    {
        var verdict = WatchedProgram.Judge(12, Minute, _ => 100e6, hours => 20 + (hours * 600));

        verdict.Outcome.ShouldBe(Outcome.Leak);
        verdict.Findings.ShouldHaveSingleItem().Type.ShouldBe("file_descriptor_leak");
    }
}
