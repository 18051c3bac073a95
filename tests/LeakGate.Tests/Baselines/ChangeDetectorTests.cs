using LeakGate.Baselines;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Baselines;

/// <summary>Histories with known changes, from fixed seeds on which no constant was chosen.</summary>
public sealed class ChangeDetectorTests
{
    private const int Histories = 200;

    [Fact]
    public void Two_hundred_histories_of_noise_give_no_alarm()
    {
        var alarms = Enumerable.Range(0, Histories).Sum(seed => ChangeDetector.Find(Series(27000 + seed, 120, (_, noise) => 100 + (3 * noise))).Count);

        alarms.ShouldBe(0);
    }

    [Fact]
    public void Heavy_tails_give_no_alarm_either()
    {
        var alarms = Enumerable.Range(0, Histories).Sum(seed => ChangeDetector.Find(Heavy(29000 + seed, 120)).Count);

        alarms.ShouldBe(0);
    }

    [Fact]
    public void A_step_is_found_within_some_runs_and_its_first_run_is_named()
    {
        var found = Enumerable.Range(0, Histories)
            .Select(seed => ChangeDetector.Find(Series(28000 + seed, 60, (i, noise) => (i < 30 ? 100 : 115) + (3 * noise))))
            .ToList();

        found.ShouldAllBe(changes => changes.Count == 1 && changes[0].Rises);
        found.Count(changes => Math.Abs(changes[0].At - 30) <= 1).ShouldBeGreaterThanOrEqualTo(180);
        found.Select(changes => changes[0].FoundAt - 30 + 1).Order().ElementAt(Histories / 2).ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void A_creep_of_two_per_cent_a_run_is_found()
    {
        var found = Enumerable.Range(0, Histories)
            .Select(seed => ChangeDetector.Find(Series(28500 + seed, 60, (i, noise) => (100 * Math.Pow(1.02, Math.Max(0, i - 20))) + (3 * noise))))
            .ToList();

        found.ShouldAllBe(changes => changes.Count > 0 && changes[0].Rises);
        found.Select(changes => changes[0].FoundAt - 20 + 1).Order().ElementAt(Histories / 2).ShouldBeLessThanOrEqualTo(14);
    }

    [Fact]
    public void A_fall_is_a_change_for_the_better()
    {
        var changes = ChangeDetector.Find([.. Enumerable.Repeat(0, 40).Select((_, i) => 100.0 + (i * 37 % 11)), .. Enumerable.Repeat(0, 20).Select((_, i) => 60.0 + (i * 37 % 11))]);

        changes.Single().Rises.ShouldBeFalse();
        changes.Single().At.ShouldBe(40);
    }

    [Fact]
    public void Figures_that_never_vary_never_change() => ChangeDetector.Find([.. Enumerable.Repeat(5.0, 500)]).ShouldBeEmpty();

    [Fact]
    public void A_figure_that_is_no_number_is_refused() => Should.Throw<ArgumentException>(() => ChangeDetector.Find([1, double.NaN]));

    private static double[] Series(int seed, int runs, Func<int, double, double> value)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, runs).Select(i => value(i, Normal.Sample(random, 0, 1)))];
    }

    private static double[] Heavy(int seed, int runs)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, runs).Select(_ => 100 + (3 * StudentT.Sample(random, 0, 1, 2)))];
    }
}
