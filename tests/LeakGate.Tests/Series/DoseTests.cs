using LeakGate.Samples;
using LeakGate.Series;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Series;

public sealed class DoseTests
{
    private static readonly DoseNeed Memory = new("memory", Unit.Bytes, 1024, 100_000, 4096);
    private static readonly DoseNeed Descriptors = new("descriptors", Unit.Count, 0.001, 0, 1);

    private static readonly DosePlan Fast = new()
    {
        Cycle = 200,
        Speed = 2000,
        Pause = TimeSpan.FromSeconds(1.5),
        Remaining = TimeSpan.FromSeconds(110),
        BlocksThatMustFit = 10,
        DosesToCome = 15,
        Threshold = 900,
        LeastLoad = TimeSpan.Zero,
    };

    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(200, 5, 200)]
    [InlineData(7, 3, 14)]
    public void It_begins_with_four_for_each_request_in_whole_cycles(int cycle, int kinds, long expected) =>
        Dose.First(cycle, kinds).ShouldBe(expected);

    [Fact]
    public void Growth_by_the_margin_is_three_sigma_in_whole_cycles()
    {
        var dose = Dose.Choose(Fast with { Needs = [Memory] });

        dose.Requests.ShouldBe(400);
        (dose.Requests * 1024).ShouldBeGreaterThanOrEqualTo(3 * 100_000);
        dose.BoundBy.ShouldBeNull();
        dose.Unreachable.ShouldBeEmpty();
        dose.Reachable["memory"].ShouldBe(3 * 100_000 / 400.0, 1e-9);
    }

    [Fact]
    public void A_count_needs_three_times_one_over_its_margin() =>
        Dose.Choose(Fast with { Needs = [Memory, Descriptors] }).Requests.ShouldBe(3000);

    [Fact]
    public void A_count_needs_its_Poisson_limit_over_the_least_blocks()
    {
        // −ln(1/900)/0.001 = 6,803 requests over 7 blocks: 972 each, five cycles of 200.
        var dose = Dose.Choose(Fast with { Needs = [Descriptors with { Least = 0.001 }] });

        dose.Requests.ShouldBe(1000);
    }

    [Fact]
    public void A_slow_target_bounds_the_dose_and_what_it_can_show()
    {
        var dose = Dose.Choose(Fast with { Speed = 100, Remaining = TimeSpan.FromMinutes(15), Cycle = 1, Needs = [Memory, Descriptors] });

        dose.Requests.ShouldBe(600);
        dose.Wanted.ShouldBe(3000);
        dose.BoundBy.ShouldBe(Dose.BySpeed);
        dose.Reachable["descriptors"].ShouldBe(Math.Log(900) / 7200, 1e-12);
        dose.Unreachable.ShouldBeEmpty();
    }

    [Fact]
    public void A_margin_that_can_not_be_reached_is_said_before_running()
    {
        var dose = Dose.Choose(Fast with { Speed = 10, Cycle = 1, Remaining = TimeSpan.FromMinutes(15), Needs = [Memory, Descriptors] });

        dose.Requests.ShouldBe(60);
        dose.Unreachable.ShouldBe(["memory", "descriptors"]);
        dose.Reachable["memory"].ShouldBe(5000, 1e-9);
        dose.Reachable["descriptors"].ShouldBe(Math.Log(900) / 720, 1e-12);
    }

    [Fact]
    public void Little_time_left_bounds_the_dose()
    {
        var dose = Dose.Choose(Fast with { Remaining = TimeSpan.FromSeconds(20), Needs = [Descriptors] });

        dose.Requests.ShouldBe(1000);
        dose.BoundBy.ShouldBe(Dose.ByBudget);
    }

    [Fact]
    public void Headroom_bounds_the_dose_by_all_requests_still_to_come()
    {
        // 400 connections less 10: half of 390 at 0.016 per request is 12,187 requests, 812 in each of 15 blocks.
        var dose = Dose.Choose(Fast with { Needs = [Descriptors], Headrooms = [new Headroom("max_connections", 400, 10, 0.016)] });

        dose.Requests.ShouldBe(800);
        dose.BoundBy.ShouldBe("max_connections");
        (10 + (15 * dose.Requests * 0.016)).ShouldBeLessThanOrEqualTo(10 + (390 / 2.0));
        dose.BlocksThatFit.ShouldBe(15);
    }

    [Fact]
    public void The_dose_is_never_lowered_but_says_how_many_blocks_still_fit()
    {
        var dose = Dose.Choose(Fast with { Current = 2000, Needs = [Memory], Headrooms = [new Headroom("max_connections", 400, 200, 0.016)] });

        dose.Requests.ShouldBe(2000);
        dose.BoundBy.ShouldBeNull();
        dose.BlocksThatFit.ShouldBe(3);
    }

    [Fact]
    public void Short_blocks_are_lengthened_to_the_least_load() =>
        Dose.Choose(Fast with { LeastLoad = TimeSpan.FromSeconds(1.3), Needs = [Memory] }).Requests.ShouldBe(2600);

    [Fact]
    public void In_warm_up_it_rises_as_long_as_speed_and_headroom_allow()
    {
        Dose.Raised(Fast with { Current = 200 }).Requests.ShouldBe(1600);
        Dose.Raised(Fast with { Current = 400, MostLoad = TimeSpan.FromSeconds(1) }).Requests.ShouldBe(2000);

        var bound = Dose.Raised(Fast with { Current = 400, Headrooms = [new Headroom("RLIMIT_NOFILE", 1024, 24, 0.05)] });
        bound.Requests.ShouldBe(600);
        bound.BoundBy.ShouldBe("RLIMIT_NOFILE");
    }

    [Fact]
    public void A_request_alone_gets_three_times_its_part_unless_it_would_exhaust_something()
    {
        Dose.Alone(1000, 0.7, []).ShouldBe(2100);
        Dose.Alone(1000, 0.001, []).ShouldBe(Dose.LeastAlone);
        Dose.Alone(1000, 0.5, [new Headroom("max_connections", 100, 40, 0.5)]).ShouldBe(30);
        Dose.Alone(1000, 0.5, [new Headroom("max_connections", 100, 100, 0.5)]).ShouldBe(0);
    }

    [Fact]
    public void The_highest_plausible_growth_is_above_what_was_seen()
    {
        Headroom.Highest(new Floor(0, 5), new Floor(300, 5), Unit.Count, 1).ShouldBe(0.01, 1e-12);
        Headroom.Highest(new Floor(0, 5), new Floor(300, 2), Unit.Count, 1).ShouldBe(0.01, 1e-12);
        Headroom.Highest(new Floor(0, 0), new Floor(100, 1e6), Unit.Bytes, 4096).ShouldBe(10_122.88, 1e-9);
        Should.Throw<ArgumentException>(() => Headroom.Highest(new Floor(3, 0), new Floor(3, 1), Unit.Count, 1));
    }

    [Fact]
    public void A_plan_that_makes_no_sense_is_refused()
    {
        Should.Throw<ArgumentException>(() => Dose.Choose(Fast with { Speed = double.NaN })).Message.ShouldContain("speed");
        Should.Throw<ArgumentException>(() => Dose.Choose(Fast with { Cycle = 0 })).Message.ShouldContain("cycle");
        Should.Throw<ArgumentException>(() => Dose.Choose(Fast with { DosesToCome = 0 })).Message.ShouldContain("dose");
    }
}
