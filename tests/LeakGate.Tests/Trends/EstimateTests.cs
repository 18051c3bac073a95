using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Tests.Trends.Simulation;
using LeakGate.Trends;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Trends;

public sealed class EstimateTests
{
    /// <summary>Data of Hollander and Wolfe, example 9.1; slopes and order statistics worked out by hand. Exact to 1e-12.</summary>
    [Fact]
    public void Theil_Sen_gives_the_textbook_slope_and_interval()
    {
        double[] values = [1.26, 1.27, 1.12, 1.16, 1.03];
        var fit = TheilSen.Fit([.. values.Select((y, k) => new Floor(k + 1, y))]).ShouldNotBeNull();

        fit.Slope.ShouldBe(-0.05625, 1e-12);
        fit.Low.ShouldBe(-0.13, 1e-12);
        fit.High.ShouldBe(0.01, 1e-12);
        fit.Intercept.ShouldBe(1.31625, 1e-12);
    }

    [Fact]
    public void One_wild_floor_does_not_move_the_slope()
    {
        Floor[] floors = [.. Enumerable.Range(1, 9).Select(k => new Floor(10 * k, k == 5 ? 1e9 : 2.0 * k))];

        TheilSen.Fit(floors)!.Slope.ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void Floors_without_requests_between_them_have_no_slope()
    {
        TheilSen.Fit([]).ShouldBeNull();
        TheilSen.Fit([new Floor(5, 1), new Floor(5, 2)]).ShouldBeNull();
    }

    /// <summary>Worked out apart from this code, by bisection on the sum of Poisson probabilities; relative tolerance 1e-9.</summary>
    [Theory]
    [InlineData(0, 1 / 900.0, 6.80239476332431)]
    [InlineData(1, 0.025, 5.571643390938898)]
    [InlineData(10, 0.025, 18.390356042017775)]
    [InlineData(100, 0.025, 121.62679379242635)]
    [InlineData(1000, 1 / 900.0, 1100.5676164235342)]
    public void Upper_Poisson_limits_are_exact(long events, double alpha, double expected) =>
        PoissonBound.Upper(events, alpha).ShouldBe(expected, 1e-9 * expected);

    [Fact]
    public void No_event_has_no_lower_limit() => PoissonBound.Lower(0, 0.025).ShouldBe(0);

    [Theory]
    [InlineData(1, 0.025, 0.02531780798428984)]
    [InlineData(10, 0.025, 4.795388696132434)]
    [InlineData(100, 0.025, 81.36399125092228)]
    public void Lower_Poisson_limits_are_exact(long events, double alpha, double expected) =>
        PoissonBound.Lower(events, alpha).ShouldBe(expected, 1e-9 * expected);

    [Fact]
    public void No_event_at_one_in_500_leaves_6_21() => PoissonBound.Upper(0, 1 / 500.0).ShouldBe(6.21, 0.005);

    [Fact]
    public void Impossible_counts_and_chances_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => PoissonBound.Upper(-1, 0.1));
        Should.Throw<ArgumentOutOfRangeException>(() => PoissonBound.Upper(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => PoissonBound.Lower(1, double.NaN));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12)]
    public void Dispersion_of_normal_noise_is_its_sigma_on_average(int count)
    {
        var mean = Enumerable.Range(0, 4000).Average(seed =>
        {
            var noise = new Noise(seed);
            return Dispersion.Of([.. Enumerable.Range(1, count).Select(k => new Floor(k, (7.0 * k) + noise.Normal()))], 0).Measured;
        });

        // Statistical tolerance: the correction is good to a tenth, the mean of 4,000 runs to about 0.01.
        mean.ShouldBe(1, 0.12);
    }

    [Fact]
    public void Dispersion_is_never_below_its_least()
    {
        Floor[] exact = [.. Enumerable.Range(1, 6).Select(k => new Floor(k, k))];

        Dispersion.Of(exact, Dispersion.LeastOf(Unit.Bytes)).ShouldBe(new Dispersion(0, 4096));
        Dispersion.Of(exact, Dispersion.LeastOf(Unit.Count)).Sigma.ShouldBe(1);
        Dispersion.Of([], 1).Sigma.ShouldBe(1);
    }

    [Fact]
    public void The_plateau_model_finds_the_leak_beside_a_fill()
    {
        Floor[] floors = [.. Enumerable.Range(0, 12).Select(k => new Floor(100 * k, 500 + (3.0 * 100 * k) + (9000 * (1 - Math.Exp(-k / 2.0)))))];
        var model = PlateauModel.Fit(floors, 1, TauReach.Judged).ShouldNotBeNull();

        model.BestSlope.ShouldBe(3, 0.1);
        model.BestTau.ShouldBe(200, 200 * 0.03);
        model.BestFill.ShouldBe(9000, 9000 * 0.03);
        model.StaysAbove(2).ShouldBeTrue();
        model.StaysAbove(4).ShouldBeFalse();
    }

    [Fact]
    public void The_plateau_model_leaves_nothing_of_a_pure_fill_and_everything_of_a_line()
    {
        Floor[] fill = [.. Enumerable.Range(0, 12).Select(k => new Floor(100 * k, 9000 * (1 - Math.Exp(-k / 6.0))))];
        Floor[] line = [.. Enumerable.Range(0, 12).Select(k => new Floor(100 * k, 50.0 * k))];

        PlateauModel.Fit(fill, 1, TauReach.Judged)!.LeastSlope.ShouldBeLessThan(0.2);
        PlateauModel.Fit(line, 1e-6, TauReach.Judged)!.LeastSlope.ShouldBe(0.5, 1e-6);
        PlateauModel.Fit(line.AsSpan(0, 5), 1, TauReach.Judged).ShouldBeNull();
    }

    [Fact]
    public void Each_guard_tells_its_figures()
    {
        Floor[] fill = [.. Enumerable.Range(0, 9).Select(k => new Floor(k, 100 * (1 - Math.Exp(-k / 2.0))))];
        var check = ShapeGuards.Check(fill, 3, 1, TauReach.Judged);

        check.Passed.ShouldBeFalse();
        check.Guards.Select(guard => (guard.Name, guard.Passed)).ShouldBe(
            [(ShapeGuards.LaterHalfAboveMargin, false), (ShapeGuards.LaterHalfKeepsUp, false), (ShapeGuards.Plateau, false)]);
        check.Guards[0].Value.ShouldBe((fill[8].Value - fill[4].Value) / 4, 1e-9);
        check.Guards[0].Needed.ShouldBe(3);
    }
}
