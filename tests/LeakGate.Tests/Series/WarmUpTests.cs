using LeakGate.Series;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Series;

public sealed class WarmUpTests
{
    private const double Margin = 1;

    [Fact]
    public void Steady_growth_ends_it_at_its_floor() => Blocks([100, 100, 100]).ShouldBe((2, WarmUpState.Settled));

    [Fact]
    public void No_growth_ends_it_at_its_floor() => Blocks([0, 0]).ShouldBe((2, WarmUpState.Settled));

    [Fact]
    public void Rising_growth_ends_it_at_its_floor() => Blocks([10, 40, 90]).ShouldBe((2, WarmUpState.Settled));

    [Fact]
    public void Alternating_growth_ends_it_when_growth_comes_back() => Blocks([90, 10, 90, 10]).ShouldBe((3, WarmUpState.Settled));

    [Fact]
    public void Falling_growth_holds_it_up_until_it_has_fallen_under_the_margin() =>
        Blocks([640, 320, 160, 80, 40, 20, 19]).ShouldBe((7, WarmUpState.Settled));

    [Fact]
    public void Growth_that_never_stops_falling_meets_the_ceiling() =>
        Blocks([.. Enumerable.Range(0, 12).Select(k => 1e9 / Math.Pow(2, k))]).ShouldBe((8, WarmUpState.Ceiling));

    [Fact]
    public void Falling_floors_end_it_at_its_floor() => Blocks([-50, -100]).ShouldBe((2, WarmUpState.Settled));

    [Fact]
    public void A_fall_within_noise_does_not_count() => Blocks([9, 3], sigma: 30).ShouldBe((2, WarmUpState.Settled));

    [Fact]
    public void Doses_that_double_are_compared_per_request()
    {
        Floor[] floors = [new(0, 0), new(10, 1000), new(30, 3000)];

        new WarmUp().Ask(floors, Margin, 1).ShouldBe(WarmUpState.Settled);
    }

    /// <summary>Growth of each block of ten requests; answers the number of blocks and how it ended.</summary>
    private static (int Blocks, WarmUpState State) Blocks(double[] growth, double sigma = 1)
    {
        List<Floor> floors = [new(0, 1e10)];
        foreach (var block in growth)
        {
            floors.Add(new Floor(floors[^1].Requests + 10, floors[^1].Value + (10 * block)));
            var state = new WarmUp().Ask([.. floors], Margin, sigma);
            if (state != WarmUpState.GoOn)
            {
                return (floors.Count - 1, state);
            }
        }

        return (growth.Length, WarmUpState.GoOn);
    }
}
