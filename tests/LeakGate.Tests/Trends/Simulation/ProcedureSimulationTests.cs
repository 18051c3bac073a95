using LeakGate.Samples;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Trends.Simulation;

/// <summary>
/// The whole sequential procedure (at least 7 blocks, at most 12, threshold 900, shape guards, confirmation at three
/// doses) on made-up programs. σ = 1 and the margin is 3σ a block; counts have 3,000 requests a
/// block and a margin of 1/1000. Each figure is exact for its seeds, which are others than those on which constants were chosen.
/// </summary>
public sealed class ProcedureSimulationTests(ITestOutputHelper output)
{
    private const int Runs = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Programs_that_do_not_leak_are_never_called_leaking(int rounds)
    {
        Shape[] shapes =
        [
            Shape.Leak(0),
            Shape.Running("AR(0.9), marginal σ 1", (n, v, k) => k == 0 ? n.Normal() : (0.9 * v) + (Math.Sqrt(0.19) * n.Normal())),
            Shape.Running("AR(0.9), innovations σ 1", (n, v, k) => k == 0 ? n.Normal() / Math.Sqrt(0.19) : (0.9 * v) + n.Normal()),
            Shape.Running("random walk, σ 1 a block", (n, v, _) => v + n.Normal()),
            Shape.Running("random walk, σ 3 a block", (n, v, _) => v + (3 * n.Normal())),
            Shape.Running("high-water mark", (n, v, k) => k == 0 ? n.Normal() : Math.Max(v, n.Normal())),
            Shape.Running("high-water mark of σ 5", (n, v, k) => k == 0 ? 5 * n.Normal() : Math.Max(v, 5 * n.Normal())),
            Shape.Curve("sawtooth of 8 σ, 3 blocks", k => 4 * (k % 3)),
            new("count, constant", (_, blocks) => new double[blocks], Unit.Count),
            new("count, one more in a fifth of blocks", (n, blocks) => [.. Enumerable.Range(0, blocks).Select(_ => n.Uniform() < 0.2 ? 1.0 : 0)], Unit.Count),
            Shape.Wander(0.5),
            Shape.Wander(2),
            Shape.Wander(8),
            Shape.Wander(30),
            Shape.Leak(0.5),
            Shape.Rare(0.1),
            Shape.Rare(0.25),
            Shape.Rare(0.5),
        ];

        Tell(shapes, rounds: rounds).ShouldAllBe(tally => tally.Leaks == 0);
    }

    [Fact]
    public void What_stops_growing_in_the_first_round_is_clean_in_the_second()
    {
        Shape[] shapes = [Shape.Fill(50, 1.5), Shape.Fill(200, 1.5), Shape.Fill(1000, 1.5), Shape.Fill(200, 2)];

        var once = Tell(shapes);
        var twice = Tell(shapes, rounds: 2);

        once.ShouldAllBe(tally => tally.Clean <= Runs / 2);
        twice.ShouldAllBe(tally => tally.Clean >= Runs * 95 / 100 && tally.Leaks == 0);
    }

    [Fact]
    public void Leaks_that_begin_in_the_first_round_are_found_in_the_second()
    {
        Shape[] shapes = [Shape.Late(3, 3), Shape.Late(5, 3), Shape.Late(3, 5), Shape.Late(5, 5)];

        Tell(shapes, rounds: 2).ShouldAllBe(tally => tally.Leaks >= Runs * 90 / 100 && tally.Clean == 0);
    }

    [Fact]
    public void Steady_programs_are_shown_to_be_clean()
    {
        var tallies = Tell(
            [
                Shape.Leak(0),
                Shape.Running("AR(0.9), marginal σ 1", (n, v, k) => k == 0 ? n.Normal() : (0.9 * v) + (Math.Sqrt(0.19) * n.Normal())),
                Shape.Running("high-water mark", (n, v, k) => k == 0 ? n.Normal() : Math.Max(v, n.Normal())),
                new("count, constant", (_, blocks) => new double[blocks], Unit.Count),
                Shape.Wander(0.5),
                Shape.Rare(0.1),
            ]);

        tallies.ShouldAllBe(tally => tally.Clean == Runs);
    }

    [Fact]
    public void Caches_that_fill_as_slowly_as_the_run_is_long_are_not_called_leaking()
    {
        var shapes = from amplitude in new[] { 50.0, 200, 1000 } from tau in new[] { 1.5, 3, 6, 12 } select Shape.Fill(amplitude, tau);

        // No more often than the threshold allows of floors that are exchangeable, though these are not: 1 in 900.
        Tell(shapes).Sum(tally => tally.Leaks).ShouldBeLessThanOrEqualTo(Runs * 12 / 900);
    }

    [Fact]
    public void Caches_that_fill_are_not_called_clean_while_they_still_grow()
    {
        var shapes = from amplitude in new[] { 200.0, 1000 } from tau in new[] { 1.5, 6, 12, 24 } select Shape.Fill(amplitude, tau);

        Tell(shapes).ShouldAllBe(tally => tally.Clean == 0);
    }

    /// <summary>The limit of the method, kept in sight: such a fill can't be told from a leak inside the run.</summary>
    [Fact]
    public void Caches_that_fill_twice_as_slowly_as_the_run_is_long_are_taken_for_leaks_at_times()
    {
        var tallies = Tell([Shape.Fill(200, 18), Shape.Fill(200, 24), Shape.Fill(1000, 18), Shape.Fill(1000, 24)]);

        tallies.ShouldAllBe(tally => tally.Clean == 0);
        tallies.Sum(tally => tally.Leaks).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1.5, 0.80)]
    [InlineData(2, 0.95)]
    [InlineData(3, 0.98)]
    [InlineData(5, 0.99)]
    [InlineData(20, 1)]
    public void Steady_leaks_are_found(double margins, double share)
    {
        var tally = Tell([Shape.Leak(margins)])[0];

        tally.Leaks.ShouldBeGreaterThanOrEqualTo((int)(share * Runs));
        tally.Clean.ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 0.55)]
    [InlineData(3, 0.80)]
    [InlineData(5, 0.92)]
    [InlineData(20, 0.98)]
    public void Rare_leaks_of_counts_are_found(double margins, double share)
    {
        var tally = Tell([Shape.Rare(margins)])[0];

        tally.Leaks.ShouldBeGreaterThanOrEqualTo((int)(share * Runs));
        tally.Clean.ShouldBe(0);
    }

    [Fact]
    public void Leaks_beside_something_that_fills_are_found()
    {
        Shape[] shapes =
        [
            Beside(3.6, 10, 2), Beside(3.6, 30, 5), Beside(3.6, 30, 10), Beside(6, 30, 2), Beside(6, 30, 5),
            Beside(12, 30, 5), Beside(12, 100, 5), Beside(12, 100, 10),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Leaks >= Runs * 80 / 100 && tally.Clean == 0);
    }

    [Fact]
    public void Leaks_whose_blocks_differ_are_found()
    {
        Shape[] shapes =
        [
            Shape.Running("increments 3.6 margins ± 30 %", (n, v, _) => v + (3.6 * Shape.Margin * (1 + (0.3 * n.Normal())))),
            Shape.Running("increments 12 margins ± 30 %", (n, v, _) => v + (12 * Shape.Margin * (1 + (0.3 * n.Normal())))),
            Shape.Curve("leak 3 margins with a sawtooth of 8 σ", k => (3 * Shape.Margin * k) + (4 * (k % 3))),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Leaks >= Runs * 85 / 100 && tally.Clean == 0);
    }

    /// <summary>Twelve blocks are too few for these: what counts is that none of them passes as clean.</summary>
    [Fact]
    public void Leaks_in_steps_in_batches_or_that_begin_late_are_never_called_clean_when_most_of_the_run_has_them()
    {
        Shape[] shapes =
        [
            Shape.Steps(3, 3), Shape.Steps(5, 3), Shape.Steps(3, 4), Shape.Steps(5, 4),
            Shape.Late(3, 3), Shape.Late(5, 3), Shape.Late(3, 5), Shape.Late(5, 5),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Clean == 0);
    }

    [Fact]
    public void Leaks_in_steps_and_in_batches_are_found_in_a_long_run()
    {
        Shape[] shapes = [Shape.Steps(3, 3), Shape.Steps(5, 4), Shape.Batches(3, 2), Shape.Batches(3, 3), Shape.Late(5, 5)];

        Tell(shapes, most: 40, runs: 60).ShouldAllBe(tally => tally.Leaks >= 60 * 40 / 100);
    }

    [Fact]
    public void Growth_at_the_margin_itself_is_seldom_called_a_leak_even_when_floors_run_on()
    {
        Shape[] shapes =
        [
            Shape.Leak(1),
            Shape.Running("AR(0.9) at the margin", (n, v, k) => k == 0 ? n.Normal() : (Shape.Margin * k) + (0.9 * (v - (Shape.Margin * (k - 1)))) + (Math.Sqrt(0.19) * n.Normal())),
            Shape.Running("random walk at the margin", (n, v, _) => v + Shape.Margin + n.Normal()),
            Shape.Rare(1),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Leaks <= Runs * 3 / 100);
    }

    private static Shape Beside(double margins, double amplitude, double tau) =>
        Shape.Curve(
            FormattableString.Invariant($"leak {margins} margins, fill {amplitude} σ, τ {tau}"),
            k => (margins * Shape.Margin * k) + (amplitude * (1 - Math.Exp(-Math.Max(0, k - 3) / tau))));

    private List<Tally> Tell(IEnumerable<Shape> shapes, int most = Tally.Most, int runs = Runs, int rounds = 1)
    {
        output.WriteLine(Tally.Head());
        var tallies = shapes.Select(shape => Tally.Of(shape, runs, most, rounds)).ToList();
        tallies.ForEach(tally => output.WriteLine(tally.Line()));
        return tallies;
    }
}
