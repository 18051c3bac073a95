using FsCheck;
using FsCheck.Fluent;
using LeakGate.Runs.Viewing;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>Samples are thinned for the page; no spike, no step and no gap is lost.</summary>
public sealed class SampleThinningTests
{
    private const int Day = 86_400;

    [Fact]
    public void What_fits_comes_back_as_it_is()
    {
        var samples = Made(100, i => i);

        SampleThinning.Thin(samples, 10_000).Time.ShouldBe(samples.Time);
    }

    [Fact]
    public void A_day_at_1_Hz_with_12_columns_fits_and_keeps_every_spike()
    {
        var random = new Random(7);
        var spikes = Enumerable.Range(0, 12).Select(_ => random.Next(1, Day - 1)).ToList();
        var samples = Columns(Day, Enumerable.Range(0, 12).Select(c => (Func<int, double?>)(i => i == spikes[c] ? 1e9 + c : Math.Sin(i / 97.0) + random.NextDouble())).ToArray());

        var thin = SampleThinning.Thin(samples, 400_000);

        ((long)thin.Time.Count * 14).ShouldBeLessThanOrEqualTo(400_000);
        thin.Time.Count.ShouldBeGreaterThan(10_000);
        thin.Recorded.ShouldBe(Day);
        for (var c = 0; c < 12; c++)
        {
            var name = "c" + c.ToString(System.Globalization.CultureInfo.InvariantCulture);
            thin.Values[name].Max().ShouldBe(1e9 + c);
            thin.Values[name].Min().ShouldBe(samples.Values[name].Min());
        }

        thin.Time[0].ShouldBe(0);
        thin.Time[^1].ShouldBe(Day - 1);
    }

    [Fact]
    public void A_step_between_level_lines_keeps_its_place()
    {
        var thin = SampleThinning.Thin(Made(Day, i => i < 40_000 ? 3 : 5), 3000);

        var at = thin.Values["c0"].ToList().IndexOf(5);
        thin.Time[at].ShouldBe(40_000);
        thin.Time[at - 1].ShouldBe(39_999);
    }

    [Fact]
    public void A_gap_keeps_its_ends()
    {
        var thin = SampleThinning.Thin(Made(Day, i => i is >= 50_000 and < 50_010 ? null : i % 13), 3000);

        var column = thin.Values["c0"].ToList();
        var gap = Enumerable.Range(0, column.Count).Where(i => column[i] is null).Select(i => thin.Time[i]).ToList();
        gap[0].ShouldBe(50_000);
        gap[^1].ShouldBe(50_009);
        thin.Time.ShouldContain(49_999);
        thin.Time.ShouldContain(50_010);
    }

    [Fact]
    public void A_probe_that_fails_every_second_time_does_not_keep_everything()
    {
        var thin = SampleThinning.Thin(Made(Day, i => i % 2 == 0 ? null : i), 9000);

        ((long)thin.Time.Count * 3).ShouldBeLessThanOrEqualTo(9000);
    }

    [Fact]
    public void Gaps_that_follow_one_another_are_one()
    {
        var samples = Made(10, i => i) with
        {
            Gaps = [new("c0", 2, "gone"), new("c0", 3, "gone"), new("c1", 3, "gone"), new("c0", 4, "denied"), new("c0", 7, "denied")],
        };

        SampleThinning.Thin(samples, 1000).Gaps.ShouldBe(
            [new("c0", 2, "gone", 3), new("c1", 3, "gone"), new("c0", 4, "denied"), new("c0", 7, "denied")]);
    }

    [Fact]
    public void Nothing_at_all_is_thinned_to_nothing() => SampleThinning.Thin(Made(0, i => i), 10).Time.ShouldBeEmpty();

    /// <summary>Exact: what is kept is kept unchanged, and the extremes of each column stay.</summary>
    [Fact]
    public void Whatever_the_values_extremes_and_order_stay() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        values =>
        {
            var samples = Made(values.Length * 20, i => values[i / 20] % 7 == 0 ? null : (double)values[i / 20] + (i % 3));
            var thin = SampleThinning.Thin(samples, 200);
            thin.Values["c0"].Max().ShouldBe(samples.Values["c0"].Max());
            thin.Values["c0"].Min().ShouldBe(samples.Values["c0"].Min());
            thin.Time.ShouldBe(thin.Time.Order());
            foreach (var (time, value) in thin.Time.Zip(thin.Values["c0"]))
            {
                value.ShouldBe(samples.Values["c0"][(int)time]);
            }
        }).QuickCheckThrowOnFailure();

    private static SampleColumns Made(int count, Func<int, double?> value) => Columns(count, value);

    private static SampleColumns Columns(int count, params Func<int, double?>[] values) => new()
    {
        Time = [.. Enumerable.Range(0, count).Select(i => (double)i)],
        Requests = [.. Enumerable.Range(0, count).Select(i => (long)i)],
        Values = values.Select((value, c) => (Name: "c" + c.ToString(System.Globalization.CultureInfo.InvariantCulture), Value: value)).ToDictionary(
            column => column.Name, column => (IReadOnlyList<double?>)[.. Enumerable.Range(0, count).Select(column.Value)], StringComparer.Ordinal),
        Gaps = [],
        Recorded = count,
    };
}
