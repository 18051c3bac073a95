using LeakGate.Series;
using LeakGate.Trends;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Trends;

public sealed class ConformalEvidenceTests
{
    /// <summary>Exact figures of the method's text, to the digits given there.</summary>
    [Theory]
    [InlineData(6, 214)]
    [InlineData(7, 1170)]
    public void Perfect_order_gives_the_figures_that_the_method_states(int blocks, double expected)
    {
        var rising = Ramp(blocks, 5);

        Math.Round(ConformalEvidence.Growth(rising, 0)).ShouldBe(expected);
        Math.Round(ConformalEvidence.Decline(Ramp(blocks, -5), 0)).ShouldBe(expected);
    }

    /// <summary>Relative tolerance 1e-9: both are the same sums in another order.</summary>
    [Fact]
    public void It_equals_the_formula_written_out()
    {
        foreach (var floors in Cases())
        {
            foreach (var slope in new[] { -1.0, 0, 0.01, 0.37, 2 })
            {
                ConformalEvidence.Growth(floors, slope).ShouldBe(WrittenOut(floors, slope, 1), 1e-9 * WrittenOut(floors, slope, 1));
                ConformalEvidence.Decline(floors, slope).ShouldBe(WrittenOut(floors, slope, -1), 1e-9 * WrittenOut(floors, slope, -1));
            }
        }
    }

    [Fact]
    public void The_bounds_found_by_search_are_those_of_a_walk_over_every_pairwise_slope()
    {
        foreach (var floors in Cases())
        {
            foreach (var threshold in new[] { 1.5, 20, 900 })
            {
                ConformalEvidence.LowerBound(floors, threshold).ShouldBe(WalkedLower(floors, threshold));
                ConformalEvidence.UpperBound(floors, threshold).ShouldBe(WalkedUpper(floors, threshold));
            }
        }
    }

    [Fact]
    public void The_running_bounds_are_the_best_of_all_looks()
    {
        foreach (var floors in Cases())
        {
            double? lower = null;
            double? upper = null;
            for (var k = 2; k <= floors.Length; k++)
            {
                lower = Max(lower, ConformalEvidence.LowerBound(floors.AsSpan(0, k), 20));
                upper = -Max(-upper, -ConformalEvidence.UpperBound(floors.AsSpan(0, k), 20));
            }

            SlopeBounds.Over(floors, 20).ShouldBe(new SlopeBounds(lower, upper));
        }
    }

    [Fact]
    public void Equal_floors_are_perfect_evidence_against_growth_and_none_for_it()
    {
        var flat = Ramp(7, 0);

        Math.Round(ConformalEvidence.Decline(flat, 0.001)).ShouldBe(1170);
        ConformalEvidence.Growth(flat, 0).ShouldBeLessThan(1);
        ConformalEvidence.Decline(flat, 0).ShouldBeLessThan(1);
        ConformalEvidence.UpperBound(flat, 900).ShouldBe(0);
        ConformalEvidence.LowerBound(flat, 900).ShouldBe(0);
    }

    [Fact]
    public void No_floor_one_floor_and_hundreds_of_floors_give_finite_evidence()
    {
        ConformalEvidence.Growth([], 0).ShouldBe(1);
        ConformalEvidence.Growth([new Floor(1, 1)], 0).ShouldBe(1, 1e-12);
        ConformalEvidence.Growth(Ramp(600, 1), 0).ShouldBe(ConformalEvidence.Highest, 1e290);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_floor_that_is_no_number_is_refused_with_its_place(double value)
    {
        var floors = Ramp(4, 1);
        floors[2] = new Floor(300, value);

        Should.Throw<ArgumentException>(() => ConformalEvidence.Growth(floors, 0)).Message.ShouldContain("Floor 3 of 4");
        Should.Throw<ArgumentException>(() => TheilSen.Fit(floors)).Message.ShouldContain("Floor 3 of 4");
        Should.Throw<ArgumentException>(() => ShapeGuards.Check(floors, 1, 1, TauReach.Judged)).Message.ShouldContain("Floor 3 of 4");
        Should.Throw<ArgumentException>(() => ConformalEvidence.Growth(Ramp(4, 1), double.NaN)).Message.ShouldContain("slope");
    }

    [Fact]
    public void Requests_that_fall_are_refused()
    {
        Floor[] floors = [new(100, 1), new(50, 2)];

        Should.Throw<ArgumentException>(() => ConformalEvidence.Growth(floors, 0)).Message.ShouldContain("never fall");
    }

    private static Floor[] Ramp(int blocks, double step) =>
        [.. Enumerable.Range(1, blocks).Select(k => new Floor(100 * k, 1000 + (step * k)))];

    private static IEnumerable<Floor[]> Cases()
    {
        yield return Ramp(9, 3);
        yield return Ramp(9, 0);
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var requests = 0.0;
            yield return
            [
                .. Enumerable.Range(0, 4 + (seed % 9)).Select(k =>
                {
                    requests += seed % 3 == 0 ? random.Next(0, 3) : random.Next(1, 50);
                    return new Floor(requests, random.Next(0, 6) + (k * (seed % 4)));
                }),
            ];
        }
    }

    private static double WrittenOut(Floor[] floors, double slope, int sign)
    {
        double[] thetas = [1, 2, 4, 8, 16];
        return thetas.Average(theta =>
        {
            var product = 1.0;
            for (var i = 1; i <= floors.Length; i++)
            {
                var last = floors[i - 1];
                var rank = 1 + floors.Take(i - 1).Count(f => sign * (last.Value - f.Value - (slope * (last.Requests - f.Requests))) > 1e-9);
                product *= Math.Exp(theta * rank / i) / Enumerable.Range(1, i).Average(r => Math.Exp(theta * r / i));
            }

            return product;
        });
    }

    private static double? WalkedLower(Floor[] floors, double threshold) =>
        ConformalEvidence.Growth(floors, double.NegativeInfinity) < threshold
            ? null
            : Slopes(floors).Where(s => ConformalEvidence.Growth(floors, s) < threshold).Cast<double?>().Min();

    private static double? WalkedUpper(Floor[] floors, double threshold) =>
        ConformalEvidence.Decline(floors, double.PositiveInfinity) < threshold
            ? null
            : Slopes(floors).Where(s => ConformalEvidence.Decline(floors, s) < threshold).Cast<double?>().Max();

    private static IEnumerable<double> Slopes(Floor[] floors) =>
        from a in floors
        from b in floors
        where b.Requests > a.Requests
        select (b.Value - a.Value) / (b.Requests - a.Requests);

    private static double? Max(double? a, double? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);
}
