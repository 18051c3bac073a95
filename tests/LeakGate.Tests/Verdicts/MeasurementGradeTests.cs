using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

/// <summary>Each check of a measurement in each state, and that none of them changes a verdict.</summary>
public sealed class MeasurementGradeTests
{
    private static readonly (string, int)[] Mix = [("GET /a", 10)];

    [Fact]
    public void Every_kind_of_check_stands_in_every_judged_run()
    {
        Verdict[] verdicts = [Judged(), Judged(leak: 9000), Judged(change: m => m with { Blocks = [] }), WatchedProgram.Judge(12, TimeSpan.FromSeconds(2), _ => 100e6)];

        foreach (var verdict in verdicts)
        {
            verdict.Checks.Select(check => check.Code).Distinct().ShouldBe(CheckCodes.All);
            verdict.Remarks.ShouldBe(verdict.Checks.Where(check => check.State == CheckState.Weak).Select(check => check.Text));
        }
    }

    [Fact]
    public void Load_that_landed_is_told_with_its_figure_and_load_that_did_not_is_weak()
    {
        var landed = One(Judged(), CheckCodes.LoadLanded);
        landed.State.ShouldBe(CheckState.Ok);
        landed.Values["share"].ShouldBe(1);
        landed.Values["planned"].ShouldBe(landed.Values["completed"]);

        var half = One(Judged(landed: 0.5), CheckCodes.LoadLanded);
        half.State.ShouldBe(CheckState.Weak);
        half.Values["share"].ShouldBe(0.5);
        One(WatchedProgram.Judge(12, TimeSpan.FromMinutes(5), _ => 100e6), CheckCodes.LoadLanded).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Floors_that_had_not_come_to_rest_are_counted()
    {
        One(Judged(), CheckCodes.FloorsSettled).State.ShouldBe(CheckState.Ok);
        var restless = One(Judged(change: m => m with { Blocks = [.. m.Blocks.Select(b => b with { Settled = b.Index % 2 == 0 })] }), CheckCodes.FloorsSettled);
        restless.State.ShouldBe(CheckState.Weak);
        restless.Values["restless"].ShouldBeInRange(1, restless.Values["blocks"] - 1);
        One(Judged(change: m => m with { Blocks = [] }), CheckCodes.FloorsSettled).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_leak_that_one_block_carries_is_weak_and_an_even_one_is_not()
    {
        One(Judged(), CheckCodes.LoneBlock).State.ShouldBe(CheckState.Ok);
        var even = Judged(leak: 9000).Checks.Single(check => check is { Code: CheckCodes.LoneBlock, Resource: "memory" });
        even.State.ShouldBe(CheckState.Ok);
        even.Values["share"].ShouldBeInRange(0.05, 0.5);

        // The simple rule calls a leak what the evidence does not: one jump of 60 MB is above 50.
        var jump = Judged(
            change: m => m with { Blocks = Raised(m.Blocks, 60e6) },
            policy: SyntheticRun.Policy with { ThresholdBytes = 50e6, ThresholdBytesPerMinute = 5e6 });
        jump.Outcome.ShouldBe(Outcome.Leak);
        var lone = jump.Checks.Single(check => check is { Code: CheckCodes.LoneBlock, Resource: "memory" });
        lone.State.ShouldBe(CheckState.Weak);
        lone.Values["share"].ShouldBe(1, 0.05);
        One(Judged(change: m => m with { Blocks = [] }), CheckCodes.LoneBlock).State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(790e6, CheckState.Ok)]
    [InlineData(810e6, CheckState.Weak)]
    public void The_peak_under_load_is_held_against_the_limit(double peak, CheckState expected)
    {
        var verdict = Judged(change: m => m with { Blocks = Peaked(m.Blocks, peak), Limits = Limited(1e9) });

        var near = verdict.Checks.Single(check => check is { Code: CheckCodes.NearLimit, Resource: "memory" });
        near.State.ShouldBe(expected);
        near.Values["highest"].ShouldBe(peak);
        near.Values["share"].ShouldBe(peak / 1e9, 1e-9);
        near.Detail.ShouldBe("cgroup");
        verdict.Outcome.ShouldBe(Outcome.Clean);
        verdict.Resources.Single(entry => entry.Resource == Resource.Memory).Limit.ShouldBe((1e9, "cgroup"));
    }

    [Fact]
    public void Without_a_peak_or_a_limit_it_is_not_known_how_near_the_limit_came()
    {
        Near(Judged(change: m => m with { Limits = Limited(1e9) })).State.ShouldBe(CheckState.Unknown);
        Near(Judged(change: m => m with { Blocks = Peaked(m.Blocks, 810e6), Limits = new Dictionary<string, (double, string)>() })).State.ShouldBe(CheckState.Unknown);

        // What it retains is near the limit already.
        Near(Judged(change: m => m with { Limits = Limited(110e6) })).State.ShouldBe(CheckState.Weak);
    }

    [Theory]
    [InlineData(0.04, CheckState.Weak)]
    [InlineData(0.06, CheckState.Ok)]
    public void Free_processor_time_is_the_median_over_the_judged_blocks(double free, CheckState expected)
    {
        var verdict = Judged(change: m => m with { Blocks = [.. m.Blocks.Select(b => b with { CpuFree = b.Stage == Stage.Blocks ? free : 0.9 })] });

        One(verdict, CheckCodes.CpuFree).State.ShouldBe(expected);
        One(verdict, CheckCodes.CpuFree).Values["median"].ShouldBe(free);
        verdict.Outcome.ShouldBe(Outcome.Clean);
        One(Judged(), CheckCodes.CpuFree).State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(0.24, CheckState.Ok)]
    [InlineData(0.26, CheckState.Weak)]
    public void A_neighbour_is_noisy_above_a_quarter_of_the_machine(double others, CheckState expected)
    {
        var verdict = Judged(change: m => m with { Blocks = [.. m.Blocks.Select(b => b with { CpuOthers = others })] });

        One(verdict, CheckCodes.NoisyNeighbour).State.ShouldBe(expected);
        verdict.Outcome.ShouldBe(Outcome.Clean);
        One(Judged(), CheckCodes.NoisyNeighbour).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Blind_probes_and_unread_resources_are_named()
    {
        One(Judged(), CheckCodes.ProbeBlind).State.ShouldBe(CheckState.Ok);
        One(Judged(), CheckCodes.NotJudged).State.ShouldBe(CheckState.Ok);
        var verdict = Judged(change: m => m with
        {
            Blind = new Dictionary<string, string> { ["threads"] = "read 3 of 8" },
            Unread = new Dictionary<string, string> { ["heap"] = "no diagnostics" },
        });

        One(verdict, CheckCodes.ProbeBlind).ShouldSatisfyAllConditions(c => c.State.ShouldBe(CheckState.Weak), c => c.Resource.ShouldBe("threads"), c => c.Detail.ShouldBe("read 3 of 8"));
        One(verdict, CheckCodes.NotJudged).ShouldSatisfyAllConditions(c => c.State.ShouldBe(CheckState.Weak), c => c.Resource.ShouldBe("heap"), c => c.Detail.ShouldBe("no diagnostics"));
    }

    [Fact]
    public void What_a_briefwatch_can_rule_out_is_told_with_its_figures()
    {
        var brief = WatchedProgram.Judge(12, TimeSpan.FromSeconds(2), _ => 100e6).Checks.Where(check => check.Code == CheckCodes.Reach).ToList();
        brief.ShouldNotBeEmpty();
        brief.ShouldAllBe(check => check.State == CheckState.Weak && check.Values["reach"] > check.Values["margin"] && check.Values["times"] > 1);
        One(WatchedProgram.Judge(12, TimeSpan.FromMinutes(5), _ => 100e6, noise: 20e3), CheckCodes.Reach).State.ShouldBe(CheckState.Ok);
        One(Judged(change: m => m with { Blocks = [] }), CheckCodes.Reach).State.ShouldBe(CheckState.Unknown);
    }

    private static MeasurementCheck One(Verdict verdict, string code) => verdict.Checks.Where(check => check.Code == code).ShouldHaveSingleItem();

    private static MeasurementCheck Near(Verdict verdict) => verdict.Checks.Single(check => check is { Code: CheckCodes.NearLimit, Resource: "memory" });

    private static Dictionary<string, (double, string)> Limited(double bytes) => new() { ["memory"] = (bytes, "cgroup") };

    private static List<Block> Peaked(IReadOnlyList<Block> blocks, double peak) =>
        [.. blocks.Select(block => block with { Peaks = new Dictionary<string, double> { [Resource.Memory.Column] = peak } })];

    /// <summary>Memory jumps by so much at the fourth judged block and stays.</summary>
    private static List<Block> Raised(IReadOnlyList<Block> blocks, double bytes)
    {
        var from = blocks.Where(block => block.Stage == Stage.Blocks).ElementAt(3).Index;
        return
        [
            .. blocks.Select(block => block.Index < from ? block : block with
            {
                Floors = block.Floors.ToDictionary(
                    pair => pair.Key, pair => pair.Key == Resource.Memory.Column ? Reading.Of(pair.Value.Value!.Value + bytes) : pair.Value),
            }),
        ];
    }

    private static Verdict Judged(double leak = 0, double landed = 1, Func<Measurement, Measurement>? change = null, Policy? policy = null)
    {
        var run = new SyntheticRun
        {
            Requests = Mix,
            CyclesPerBlock = 100,
            Landed = landed,
            Leaks = leak > 0 ? new() { [(0, Resource.Memory)] = leak } : [],
        };
        var measurement = run.Measure(policy);
        return new Gate(policy ?? SyntheticRun.Policy).Judge(change is null ? measurement : change(measurement));
    }
}
