using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Trends;

public sealed class ConfirmationTests
{
    private static readonly JudgeRule Memory = new() { Unit = Unit.Bytes, Margin = 1024, Threshold = 900 };
    private static readonly JudgeRule Connections = new() { Unit = Unit.Count, Margin = 0.001, Threshold = 900 };

    [Fact]
    public void The_request_that_leaks_is_named_with_its_own_growth()
    {
        // A tenth of the mix leaks 20,000 bytes each: 2,000 per request of the mix.
        var judged = Judged(2000);
        var confirmation = Confirmation.Of(judged, Alone(judged[^1], (0, 0.9, 2700, 0), (1, 0.1, 300, 20_000)), Memory, 4096);

        confirmation.Holds.ShouldBeTrue();
        confirmation.Growth.ShouldBe(2000, 1e-6);
        confirmation.Requests[0].Request.ShouldBe(1);
        confirmation.Requests[0].Estimate.ShouldBe(20_000, 1e-6);
        confirmation.Requests[0].Part.ShouldBe(1);
        confirmation.Requests[0].Grows.ShouldBeTrue();
        confirmation.Requests[1].Grows.ShouldBeFalse();
        confirmation.CoveredShare.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Doses_out_of_proportion_do_not_distort_the_mixture()
    {
        var judged = Judged(2000);
        var confirmation = Confirmation.Of(judged, Alone(judged[^1], (0, 0.9, 300, 0), (1, 0.1, 3000, 20_000)), Memory, 4096);

        confirmation.Growth.ShouldBe(2000, 1e-6);
        confirmation.Holds.ShouldBeTrue();
    }

    [Fact]
    public void Growth_that_does_not_come_again_is_not_confirmed()
    {
        var judged = Judged(2000);

        Confirmation.Of(judged, Alone(judged[^1], (0, 1, 3000, 0)), Memory, 4096).Holds.ShouldBeFalse();
    }

    [Fact]
    public void Growth_above_the_margin_but_far_slower_than_before_is_not_confirmed()
    {
        var judged = Judged(10_000);
        var confirmation = Confirmation.Of(judged, Alone(judged[^1], (0, 1, 3000, 5000)), Memory, 4096);

        confirmation.Growth.ShouldBeGreaterThan(1024);
        confirmation.Needed.ShouldBe(6000, 1e-6);
        confirmation.Holds.ShouldBeFalse();
    }

    /// <summary>Worked by hand: g has σ√2/n; with equal c = w/n the mixture keeps only the first and the last floor.</summary>
    [Fact]
    public void Intervals_follow_from_the_noise_of_shared_floors()
    {
        var judged = Judged(2000);
        var confirmation = Confirmation.Of(judged, Alone(judged[^1], (0, 0.5, 1500, 2000), (1, 0.5, 1500, 2000)), Memory, 4096);

        const double z = 1.959963985;
        (confirmation.High - confirmation.Growth).ShouldBe(z * 4096 * Math.Sqrt(2) / 3000, 1e-6);
        (confirmation.Requests[0].High - confirmation.Requests[0].Estimate).ShouldBe(z * 4096 * Math.Sqrt(2) / 1500, 1e-6);
    }

    [Fact]
    public void Counts_add_the_noise_of_counting()
    {
        Floor[] judged = [.. Enumerable.Range(1, 7).Select(k => new Floor(1000 * k, 10 * k))];
        var confirmation = Confirmation.Of(judged, [new AloneBlock(0, 1, new Floor(10_000, 100))], Connections, 1);

        (confirmation.High - confirmation.Growth).ShouldBe(1.959963985 * Math.Sqrt(2 + 30) / 3000, 1e-9);
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        var held = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var noise = new Simulation.Noise(seed);
            var judged = Judged(2000);
            judged[^1] = judged[^1] with { Value = judged[^1].Value + (4096 * noise.Normal()) };
            var exact = Alone(Judged(2000)[^1], (0, 0.7, 40, 1000), (1, 0.3, 90, 3000));
            var noisy = exact.Select(block => block with { Floor = block.Floor with { Value = block.Floor.Value + (4096 * noise.Normal()) } }).ToList();
            var confirmation = Confirmation.Of(judged, noisy, Memory, 4096);
            held += confirmation.Low <= 1600 && confirmation.High >= 1600 ? 1 : 0;
        }

        // Nominally 950 of 1,000, with a standard error of 7.
        held.ShouldBeInRange(925, 975);
    }

    [Fact]
    public void Blocks_that_show_nothing_are_refused()
    {
        var judged = Judged(2000);

        Should.Throw<ArgumentException>(() => Confirmation.Of(judged, [], Memory, 1));
        Should.Throw<ArgumentException>(() => Confirmation.Of(judged, [new AloneBlock(0, 1, judged[^1])], Memory, 1));
        Should.Throw<ArgumentException>(() => Confirmation.Of(judged, [new AloneBlock(0, 0, new Floor(1e6, 1))], Memory, 1));
        Should.Throw<ArgumentException>(() => Confirmation.Of([], [new AloneBlock(0, 1, new Floor(1e6, 1))], Memory, 1));
    }

    [Fact]
    public void Growth_without_load_is_told_from_growth_per_request()
    {
        var timer = IdleGrowth.Of(4_000_000, TimeSpan.FromSeconds(4), 30_000_000, TimeSpan.FromSeconds(30), Unit.Bytes, 4096);
        var quiet = IdleGrowth.Of(2000, TimeSpan.FromSeconds(4), 30_000_000, TimeSpan.FromSeconds(30), Unit.Bytes, 4096);

        timer.Explains.ShouldBeTrue();
        timer.PerSecond.ShouldBe(1_000_000);
        timer.Part.ShouldBe(1);
        quiet.Explains.ShouldBeFalse();
        quiet.LowPart.ShouldBe(0);
    }

    private static Floor[] Judged(double perRequest) =>
        [.. Enumerable.Range(1, 7).Select(k => new Floor(1000 * k, 1e8 + (perRequest * 1000 * k)))];

    private static List<AloneBlock> Alone(Floor from, params (int Request, double Share, double Requests, double Each)[] blocks)
    {
        var alone = new List<AloneBlock>();
        foreach (var (request, share, requests, each) in blocks)
        {
            from = new Floor(from.Requests + requests, from.Value + (requests * each));
            alone.Add(new AloneBlock(request, share, from));
        }

        return alone;
    }
}
