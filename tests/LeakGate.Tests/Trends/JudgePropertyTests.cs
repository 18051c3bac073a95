using FsCheck;
using FsCheck.Fluent;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Trends;

/// <summary>Values are whole numbers and factors powers of two, so that every claim holds to the last bit.</summary>
public sealed class JudgePropertyTests
{
    private static readonly JudgeRule Rule = new() { Unit = Unit.Bytes, Margin = 1024, Threshold = 900 };

    /// <summary>7 to 14 floors, from flat to far above the margin, with noise of up to about a margin.</summary>
    private static Arbitrary<Floor[]> AnyFloors { get; } = (
        from count in Gen.Choose(7, 14)
        from dose in Gen.Choose(10, 1000)
        from slope in Gen.Choose(-1024, 8192)
        from noise in Gen.Choose(0, 600_000).ArrayOf(count)
        select (Floor[])[.. noise.Select((n, k) => new Floor(dose * (k + 1), 10_000_000 + ((long)slope * dose * k) + n))]).ToArbitrary();

    [Fact]
    public void A_constant_added_to_all_values_changes_no_decision() =>
        Holds(floors => Same(Judge(floors), Judge([.. floors.Select(f => f with { Value = f.Value + 4_194_304 })])));

    [Fact]
    public void Another_unit_changes_no_decision() =>
        Holds(floors => Same(
            Judge(floors),
            ResourceJudge.Judge(
                [.. floors.Select(f => f with { Value = f.Value / 1024 })],
                Rule with { Margin = 1, LeastSigma = Rule.LeastSigma / 1024 })));

    [Fact]
    public void Falling_and_constant_floors_are_never_candidates() =>
        Holds(floors =>
        {
            var falling = floors.OrderByDescending(f => f.Value).Zip(floors, (f, g) => new Floor(g.Requests, f.Value)).ToArray();
            var constant = floors.Select(f => f with { Value = floors[0].Value }).ToArray();
            return Judge(falling).State != ResourceState.Candidate && Judge(constant).State == ResourceState.Clean;
        });

    [Fact]
    public void More_growth_never_lowers_the_evidence_for_it() =>
        Holds(floors =>
        {
            var steeper = floors.Select(f => f with { Value = f.Value + (512 * f.Requests) }).ToArray();
            return ConformalEvidence.Growth(steeper, 1024) >= ConformalEvidence.Growth(floors, 1024)
                && ConformalEvidence.Decline(steeper, 1024) <= ConformalEvidence.Decline(floors, 1024);
        });

    [Fact]
    public void The_bounds_never_cross_the_evidence() =>
        Holds(floors =>
        {
            var lower = ConformalEvidence.LowerBound(floors, 900);
            var upper = ConformalEvidence.UpperBound(floors, 900);
            return (lower > 1024) == (ConformalEvidence.Growth(floors, 1024) >= 900)
                && (upper < 1024) == (ConformalEvidence.Decline(floors, 1024) >= 900);
        });

    [Fact]
    public void A_stated_bound_is_above_0_and_at_most_the_margin() =>
        Holds(floors => Judge(floors) is var judgement
            && (judgement.CleanBound is null) == (judgement.State != ResourceState.Clean)
            && judgement.CleanBound is null or (> 0 and <= 1024));

    [Fact]
    public void The_generator_reaches_every_state()
    {
        var states = new HashSet<ResourceState>();
        Holds(floors => states.Add(Judge(floors).State) || states.Count > 0);

        states.Order().ShouldBe([ResourceState.Undecided, ResourceState.Clean, ResourceState.Candidate]);
    }

    private static ResourceJudgement Judge(Floor[] floors) => ResourceJudge.Judge(floors, Rule);

    private static bool Same(ResourceJudgement a, ResourceJudgement b) =>
        a.State == b.State && a.IsLeakCandidate == b.IsLeakCandidate
        && a.LeakEvidence.Equals(b.LeakEvidence) && a.CleanEvidence.Equals(b.CleanEvidence);

    private static void Holds(Func<Floor[], bool> claim) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261122, 11), Prop.ForAll(AnyFloors, claim));
}
