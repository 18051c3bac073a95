using LeakGate.Baselines;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Baselines;

/// <summary>One run against its baseline: worse, same within a bound, or better.</summary>
public sealed class RunComparerTests
{
    [Fact]
    public void Without_a_baseline_nothing_is_said() =>
        RunComparer.Compare([], new Figure(5), 0).Change.ShouldBe(Change.Unknown);

    [Fact]
    public void Noise_alone_is_the_same_and_says_within_what()
    {
        var comparison = RunComparer.Compare(Runs(1, 12), new Figure(101, 2), 1);

        comparison.Change.ShouldBe(Change.Same);
        comparison.Within.ShouldBeGreaterThan(Math.Abs(comparison.Difference));
    }

    [Fact]
    public void A_clear_rise_is_worse_and_a_clear_fall_is_better()
    {
        RunComparer.Compare(Runs(2, 12), new Figure(150, 2), 1).Change.ShouldBe(Change.Worse);
        RunComparer.Compare(Runs(3, 12), new Figure(50, 2), 1).Change.ShouldBe(Change.Better);
    }

    [Fact]
    public void A_pair_is_compared_by_the_intervals_of_both()
    {
        RunComparer.Compare([new Figure(100, 2)], new Figure(103, 2), 0).Change.ShouldBe(Change.Same);
        RunComparer.Compare([new Figure(100, 2)], new Figure(110, 2), 0).Change.ShouldBe(Change.Worse);
    }

    [Fact]
    public void A_difference_below_the_least_effect_is_no_change() =>
        RunComparer.Compare([new Figure(100)], new Figure(100.5), 1).Change.ShouldBe(Change.Same);

    [Fact]
    public void Noise_is_rarely_called_a_change()
    {
        var calls = Enumerable.Range(0, 4000).Count(seed =>
        {
            var runs = Runs(10_000 + seed, 13);
            return RunComparer.Compare(runs[..12], runs[12], 0).Change != Change.Same;
        });

        // 4,000 comparisons in two directions at 1e-4 each: 0.8 expected, were the scatter known; it is estimated by 12 runs.
        calls.ShouldBeLessThanOrEqualTo(12);
    }

    private static Figure[] Runs(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Figure(Normal.Sample(random, 100, 3), 2))];
    }
}
