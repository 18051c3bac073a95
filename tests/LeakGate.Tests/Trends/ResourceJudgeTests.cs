using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Trends;

public sealed class ResourceJudgeTests
{
    private static readonly JudgeRule Descriptors = new() { Unit = Unit.Count, Margin = 0.001, Threshold = 900 };
    private static readonly JudgeRule Memory = new() { Unit = Unit.Bytes, Margin = 1024, Threshold = 900 };

    [Fact]
    public void Seven_constant_counts_over_enough_requests_are_clean()
    {
        var judgement = ResourceJudge.Judge(Blocks(7, 1000, _ => 42), Descriptors, new Floor(0, 42));

        judgement.State.ShouldBe(ResourceState.Clean);
        Math.Round(judgement.CleanEvidence).ShouldBe(1170);
        judgement.CleanBound.ShouldNotBeNull().ShouldBe(Math.Log(900) / 7000, 1e-12);
    }

    [Fact]
    public void Six_blocks_are_too_few_whatever_they_show()
    {
        ResourceJudge.Judge(Blocks(6, 100_000, _ => 42), Descriptors).State.ShouldBe(ResourceState.Undecided);
        ResourceJudge.Judge(Blocks(6, 1000, k => 1e8 * k), Memory).State.ShouldBe(ResourceState.Undecided);
    }

    [Fact]
    public void Constant_counts_over_too_few_requests_are_not_clean()
    {
        var judgement = ResourceJudge.Judge(Blocks(7, 900, _ => 42), Descriptors, new Floor(0, 42));

        judgement.CleanEvidence.ShouldBeGreaterThan(900);
        judgement.PoissonHigh.ShouldNotBeNull().ShouldBeGreaterThan(0.001);
        judgement.State.ShouldBe(ResourceState.Undecided);
        judgement.CleanBound.ShouldBeNull();
    }

    [Fact]
    public void One_descriptor_in_four_requests_is_a_leak_with_its_rate()
    {
        var judgement = ResourceJudge.Judge(Blocks(7, 800, k => 40 + (200 * k)), Descriptors);

        judgement.IsLeakCandidate.ShouldBeTrue();
        judgement.Growth!.Slope.ShouldBe(0.25, 1e-12);
        judgement.Bounds.Lower!.Value.ShouldBe(0.25, 1e-12);
        judgement.CleanBound.ShouldBeNull();
    }

    [Fact]
    public void Memory_that_fills_is_growing_but_no_leak()
    {
        var judgement = ResourceJudge.Judge(Blocks(9, 1000, k => 1e8 * (1 - Math.Exp(-k / 3.0))), Memory);

        judgement.State.ShouldBe(ResourceState.Candidate);
        judgement.IsStillFilling.ShouldBeTrue();
        judgement.IsLeakCandidate.ShouldBeFalse();
    }

    [Fact]
    public void The_bound_of_falling_memory_is_positive_and_at_most_the_margin()
    {
        var judgement = ResourceJudge.Judge(Blocks(8, 1000, k => 5e8 - (1e6 * k)), Memory);

        judgement.State.ShouldBe(ResourceState.Clean);
        judgement.Bounds.Upper!.Value.ShouldBeLessThan(0);
        judgement.CleanBound.ShouldNotBeNull().ShouldBe(4096 * Math.Sqrt(2) / 7000, 1e-9);
    }

    [Fact]
    public void A_leak_that_begins_late_takes_the_claim_to_be_clean_back()
    {
        var floors = Blocks(14, 1000, k => k <= 8 ? 0 : 1e7 * (k - 8));

        ResourceJudge.Judge(floors.AsSpan(0, 8), Memory).State.ShouldBe(ResourceState.Clean);
        ResourceJudge.Judge(floors, Memory).State.ShouldNotBe(ResourceState.Clean);
    }

    [Fact]
    public void Nothing_is_decided_without_floors()
    {
        var judgement = ResourceJudge.Judge([], Memory);

        judgement.State.ShouldBe(ResourceState.Undecided);
        judgement.LeakEvidence.ShouldBe(1);
        judgement.Growth.ShouldBeNull();
    }

    [Fact]
    public void A_rule_that_can_not_decide_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ResourceJudge.Judge([], Memory with { Margin = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => ResourceJudge.Judge([], Memory with { Threshold = 1 }));
        Should.Throw<ArgumentException>(() => ResourceJudge.Judge([new Floor(1, double.NaN)], Memory)).Message.ShouldContain("Floor 1 of 1");
    }

    private static Floor[] Blocks(int count, double dose, Func<int, double> value) =>
        [.. Enumerable.Range(1, count).Select(k => new Floor(dose * k, value(k)))];
}
