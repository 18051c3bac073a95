using FsCheck;
using FsCheck.Fluent;
using LeakGate.Observation.Load;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Load;

public sealed class MixTests
{
    [Fact]
    public void The_cycle_is_the_sum_of_weights_over_their_common_divisor() => new Mix([140, 60, 0, 20]).CycleLength.ShouldBe(11);

    [Fact]
    public void Weights_are_spread_evenly_within_the_cycle() =>
        new Mix([5, 1, 1]).Order.ShouldBe([0, 0, 1, 0, 2, 0, 0]);

    [Fact]
    public void Weight_0_is_left_out() => new Mix([0, 3, 0]).Order.ShouldBe([1]);

    [Fact]
    public void Any_weights_come_out_in_exact_proportion_and_never_run_far_ahead()
    {
        var weights = Gen.Choose(0, 200).NonEmptyListOf().Where(list => list.Any(weight => weight > 0)).ToArbitrary();
        Prop.ForAll(weights, list =>
        {
            var mix = new Mix(list);
            var total = (double)list.Sum();
            var seen = new int[list.Count];
            for (var at = 0; at < mix.CycleLength; at++)
            {
                seen[mix.Order[at]]++;
                for (var request = 0; request < list.Count; request++)
                {
                    // A credit never leaves (−total, total · kinds), so nobody is more than that ahead or behind.
                    Math.Abs(seen[request] - ((at + 1) * list[request] / total)).ShouldBeLessThan(list.Count);
                }
            }

            for (var request = 0; request < list.Count; request++)
            {
                ((long)seen[request] * list.Sum()).ShouldBe((long)mix.CycleLength * list[request]);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Counts_at_and_index_agree_with_the_order()
    {
        var mix = new Mix([3, 1, 4]);
        var seen = new long[3];
        for (var index = 0L; index < 100; index++)
        {
            mix.Counts(index).ShouldBe(seen);
            var (request, nth) = mix.At(index);
            nth.ShouldBe(seen[request]);
            mix.IndexOf(request, nth).ShouldBe(index);
            seen[request]++;
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    public void A_block_is_rounded_up_to_whole_cycles(long requests, long expected) => new Mix([3, 1]).RoundUp(requests).ShouldBe(expected);

    [Fact]
    public void Weights_that_make_no_mix_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Mix([]));
        Should.Throw<ArgumentException>(() => new Mix([0, 0]));
        Should.Throw<ArgumentException>(() => new Mix([1, -1]));
        Should.Throw<ArgumentException>(() => new Mix([int.MaxValue, int.MaxValue - 1]));
    }
}
