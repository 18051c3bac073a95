using FsCheck;
using FsCheck.Fluent;
using LeakGate.Observation.Load;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Load;

public sealed class LatencyHistogramTests
{
    private const double ErrorBound = 1.0 / 128;

    /// <summary>Ticks of 100 ns from 1.1 µs to 60 s, as likely small as large.</summary>
    private static readonly Arbitrary<List<long>> Latencies =
        Gen.Choose(0, 1_000_000).Select(x => (long)(11 * Math.Pow(60e7 / 11, x / 1e6))).NonEmptyListOf().Select(list => list.ToList()).ToArbitrary();

    [Fact]
    public void Every_quantile_is_within_the_stated_error_of_the_exact_one() =>
        Prop.ForAll(Latencies, ticks =>
        {
            var histogram = Of(ticks);
            var sorted = ticks.Order().ToArray();
            foreach (var p in (double[])[0, 0.1, 0.5, 0.9, 0.95, 0.99, 1])
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(p * sorted.Length)) - 1] / 1e4;
                Math.Abs(histogram.Quantile(p)!.Value - exact).ShouldBeLessThanOrEqualTo(exact * ErrorBound);
            }

            histogram.Max.ShouldBe(sorted[^1] / 1e4);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Merged_histograms_equal_one_that_recorded_everything() =>
        Prop.ForAll(Latencies, Latencies, (left, right) =>
        {
            var merged = Of(left);
            merged.Merge(Of(right));
            merged.Merge(new LatencyHistogram());

            merged.ToRecord().ShouldBe(Of([.. left, .. right]).ToRecord());
            merged.Count.ShouldBe(left.Count + right.Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_recorded_is_no_latency_rather_than_zero()
    {
        new LatencyHistogram().ToRecord().ShouldBeNull();
        new LatencyHistogram().Quantile(0.5).ShouldBeNull();
        new LatencyHistogram().Max.ShouldBeNull();
    }

    [Fact]
    public void Values_outside_the_range_count_and_the_extremes_stay_exact()
    {
        var histogram = Of([0, -5, TimeSpan.FromHours(2).Ticks]);

        histogram.Count.ShouldBe(3);
        histogram.Max.ShouldBe(7_200_000);
        // The middle of the lowest bucket: below a microsecond nothing is told apart.
        histogram.Quantile(0.5).ShouldBe(0.001032);
    }

    [Fact]
    public void A_single_value_is_told_exactly() =>
        Of([1234567]).ToRecord().ShouldBe(new LeakGate.Runs.Records.LatencyRecord(123.4567, 123.4567, 123.4567, 123.4567));

    [Fact]
    public async Task Nothing_is_lost_when_many_threads_record()
    {
        var histogram = new LatencyHistogram();
        await Task.WhenAll(Enumerable.Range(1, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                histogram.Record(TimeSpan.FromTicks((thread * 1_000) + i));
            }
        })));

        histogram.Count.ShouldBe(200_000);
        histogram.Max.ShouldBe((4_000 + 49_999) / 1e4);
    }

    private static LatencyHistogram Of(IEnumerable<long> ticks)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in ticks)
        {
            histogram.Record(TimeSpan.FromTicks(value));
        }

        return histogram;
    }
}
