using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

public sealed class GateTests
{
    private static readonly (string, int)[] Mix =
        [("POST /api/cache", 140), ("POST /api/file", 55), ("POST /api/redis", 2), ("GET /api/database", 2), ("GET /api/stress", 1)];

    private static Dictionary<(int, Resource), double> LeakyApp() => new()
    {
        [(0, Resource.Memory)] = 8400,
        [(0, Resource.Heap)] = 8300,
        [(1, Resource.Descriptors)] = 1,
        [(1, Resource.Memory)] = 5000,
        [(1, Resource.Heap)] = 4800,
        [(2, Resource.RedisConnections)] = 1,
        [(2, Resource.Descriptors)] = 1,
        [(2, Resource.Memory)] = 9000,
        [(3, Resource.DatabaseConnections)] = 1,
        [(3, Resource.Descriptors)] = 1,
        [(3, Resource.Memory)] = 34000,
        [(4, Resource.DatabaseConnections)] = 1,
        [(4, Resource.RedisConnections)] = 1,
        [(4, Resource.Descriptors)] = 3,
        [(4, Resource.Memory)] = 56000,
    };

    [Fact]
    public void A_program_with_four_leaks_gets_four_findings_and_no_more()
    {
        var verdict = new SyntheticRun { Requests = Mix, Leaks = LeakyApp(), CyclesPerBlock = 5 }.Judge();

        verdict.Outcome.ShouldBe(Outcome.Leak);
        verdict.Findings.Select(finding => finding.Type).ShouldBe(
            ["memory_leak", "database_connection_leak", "file_descriptor_leak", "redis_connection_leak"], ignoreOrder: true);
    }

    /// <summary>A cache that fills in the first five judged blocks, and a leak that begins with the sixth, each 200 requests a block.</summary>
    [Theory]
    [InlineData(1, 5, 1, Outcome.Inconclusive)]
    [InlineData(1, 5, 2, Outcome.Clean)]
    [InlineData(6, int.MaxValue, 1, Outcome.Inconclusive)]
    [InlineData(6, int.MaxValue, 2, Outcome.Leak)]
    public void A_second_round_decides_what_changed_in_the_first(int first, int last, int rounds, Outcome outcome)
    {
        var run = new SyntheticRun
        {
            Requests = [("GET /", 1)],
            CyclesPerBlock = 1000,
            Leaks = new() { [(0, Resource.Memory)] = 20_000 },
            LeaksOnlyIn = (first, last),
        };

        var verdict = run.Judge(SyntheticRun.Policy with { MostRounds = rounds });

        verdict.Outcome.ShouldBe(outcome);
        var memory = verdict.Resources.Single(resource => resource.Resource == Resource.Memory);
        memory.Explanation.Any(step => step.Code == StepCodes.Round).ShouldBe(rounds == 2);
        run.Blocks.Count(block => block.Stage == Stage.Blocks).ShouldBeGreaterThanOrEqualTo(rounds == 2 ? 20 : 12);
    }

    [Fact]
    public void A_run_that_the_first_round_decides_has_no_second()
    {
        var policy = SyntheticRun.Policy with { MostRounds = 2 };
        var run = new SyntheticRun { Requests = [("GET /", 1)], CyclesPerBlock = 1000 };

        run.Judge(policy).Outcome.ShouldBe(Outcome.Clean);

        run.Blocks.Count(block => block.Stage == Stage.Blocks).ShouldBeLessThanOrEqualTo(policy.MostBlocks);
    }

    /// <summary>Until the second round has enough blocks, the first one stands.</summary>
    [Fact]
    public void A_second_round_that_is_cut_short_changes_nothing()
    {
        var run = new SyntheticRun
        {
            Requests = [("GET /", 1)],
            CyclesPerBlock = 1000,
            Leaks = new() { [(0, Resource.Memory)] = 20_000 },
            LeaksOnlyIn = (1, 5),
            BlocksInBudget = 15,
        };

        var verdict = run.Judge(SyntheticRun.Policy with { MostRounds = 2 });

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Resources.ShouldAllBe(resource => resource.Blocks == 12);
    }

    [Fact]
    public void Each_finding_names_the_request_that_leaks_and_how_much_each_time()
    {
        var verdict = new SyntheticRun { Requests = Mix, Leaks = LeakyApp(), CyclesPerBlock = 5 }.Judge();

        var memory = verdict.Findings.Single(finding => finding.Type == "memory_leak");
        memory.Requests[0].Request.ShouldBe("POST /api/cache");
        memory.Requests[0].PerRequest.Value.ShouldBe(8400, 0.1 * 8400);
        memory.Where.ShouldBe("managed heap");
        var files = verdict.Findings.Single(finding => finding.Type == "file_descriptor_leak");
        files.Requests[0].Request.ShouldBe("POST /api/file");
        files.Requests[0].PerRequest.Value.ShouldBe(1, 0.05);
        files.Where.ShouldBe("/tmp/leak_*.txt");
        verdict.Findings.Single(finding => finding.Type == "database_connection_leak").Requests.Select(r => r.Request)
            .ShouldBe(["GET /api/database", "GET /api/stress"]);
    }

    [Fact]
    public void What_a_leaked_connection_holds_is_folded_into_its_finding()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("GET /api/database", 1)],
            CyclesPerBlock = 1000,
            Limits = [],
            Leaks = new()
            {
                [(0, Resource.DatabaseConnections)] = 1,
                [(0, Resource.Descriptors)] = 1,
                [(0, Resource.Memory)] = 34000,
                [(0, Resource.Heap)] = 12000,
            },
        }.Judge();

        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Type.ShouldBe("database_connection_leak");
        finding.Folded.Select(folded => folded.Resource).ShouldBe(["descriptors", "memory", "heap"], ignoreOrder: true);
        finding.Folded.Single(folded => folded.Resource == "memory").PerUnit.ShouldBe(34000, 1000);
    }

    [Fact]
    public void Memory_of_goroutines_is_folded_into_them_and_tells_how_urgent_they_are()
    {
        var verdict = Goroutines(connections: 0, memory: 5400);

        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Type.ShouldBe("thread_leak");
        finding.Resource.ShouldBe("goroutines");
        finding.Folded.Single(folded => folded.Resource == "memory").PerUnit.ShouldBe(2700, 100);
        finding.Exhaustion.ShouldBeNull();
        finding.Severity.ShouldBe(Severity.High);
    }

    [Fact]
    public void Goroutines_that_wait_for_a_leaked_connection_are_folded_into_it()
    {
        var finding = Goroutines(connections: 1, memory: 20_000).Findings.ShouldHaveSingleItem();

        finding.Type.ShouldBe("connection_leak");
        finding.Folded.Single(folded => folded.Resource == "goroutines").PerUnit.ShouldBe(2, 0.1);
    }

    [Fact]
    public void Files_that_a_request_leaks_beside_its_connections_are_a_finding_of_their_own()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("GET /api/stress", 1)],
            CyclesPerBlock = 15,
            Limits = [],
            Leaks = new()
            {
                [(0, Resource.DatabaseConnections)] = 1,
                [(0, Resource.RedisConnections)] = 1,
                [(0, Resource.Descriptors)] = 3,
                [(0, Resource.Heap)] = 30000,
            },
        }.Judge();

        verdict.Findings.Select(finding => finding.Type).ShouldBe(
            ["database_connection_leak", "redis_connection_leak", "file_descriptor_leak"], ignoreOrder: true);
        var files = verdict.Findings.Single(finding => finding.Type == "file_descriptor_leak");
        files.Where.ShouldBe("/tmp/leak_*.txt");
        files.Requests.ShouldHaveSingleItem().PerRequest.Value.ShouldBe(1, 0.01);
        var database = verdict.Findings.Single(finding => finding.Type == "database_connection_leak");
        database.Folded.Single(folded => folded.Resource == "descriptors").PerUnit.ShouldBe(1, 0.01);
        database.Folded.Single(folded => folded.Resource == "heap").PerUnit.ShouldBe(10000, 300);
    }

    [Fact]
    public void A_leak_with_a_cause_of_its_own_still_tells_what_a_connection_holds_of_it()
    {
        var verdict = new SyntheticRun
        {
            Requests = Mix,
            CyclesPerBlock = 5,
            Leaks = new()
            {
                [(0, Resource.Heap)] = 4300,
                [(1, Resource.DatabaseConnections)] = 1,
                [(1, Resource.Descriptors)] = 1,
                [(1, Resource.Heap)] = 25000,
            },
        }.Judge();

        verdict.Findings.Select(finding => finding.Type).ShouldBe(["database_connection_leak", "memory_leak"], ignoreOrder: true);
        verdict.Findings.Single(finding => finding.Type == "database_connection_leak").Folded
            .Single(folded => folded.Resource == "heap").PerUnit.ShouldBe(25000, 1000);
        verdict.Findings.Single(finding => finding.Type == "memory_leak").Requests.ShouldHaveSingleItem().PerRequest.Value.ShouldBe(4300, 50);
    }

    [Fact]
    public void Memory_that_the_heap_holds_is_measured_by_the_heap()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("POST /api/cache", 1)],
            CyclesPerBlock = 2000,
            Leaks = new() { [(0, Resource.Memory)] = 5400, [(0, Resource.Heap)] = 4300 },
        }.Judge();

        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Where.ShouldBe("managed heap");
        finding.Requests.ShouldHaveSingleItem().PerRequest.Value.ShouldBe(4300, 10);
        finding.PerMixRequest.Value.ShouldBe(4300, 10);
        finding.Folded.ShouldHaveSingleItem().PerUnit.ShouldBe(4300 / 5400.0, 0.05);
    }

    [Fact]
    public void Memory_beyond_what_a_connection_can_hold_is_a_finding_of_its_own()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("GET /api/database", 1)],
            CyclesPerBlock = 1000,
            Limits = [],
            Leaks = new() { [(0, Resource.DatabaseConnections)] = 1, [(0, Resource.Descriptors)] = 1, [(0, Resource.Memory)] = 2e6 },
        }.Judge();

        verdict.Findings.Select(finding => finding.Type).ShouldBe(["database_connection_leak", "memory_leak"], ignoreOrder: true);
    }

    [Fact]
    public void A_clean_program_is_clean_after_the_fewest_blocks_and_every_bound_is_above_zero()
    {
        var verdict = new SyntheticRun { Requests = Mix }.Judge();

        verdict.Outcome.ShouldBe(Outcome.Clean);
        verdict.Reason.ShouldBeNull();
        verdict.Findings.ShouldBeEmpty();
        verdict.Severity.ShouldBe(Severity.Low);
        foreach (var resource in verdict.Resources)
        {
            resource.Blocks.ShouldBeLessThanOrEqualTo(12);
            resource.PerRequest!.High.ShouldBeInRange(double.Epsilon, resource.Margin);
        }
    }

    [Fact]
    public void Load_that_did_not_land_is_never_a_verdict()
    {
        var verdict = new SyntheticRun { Requests = Mix, Landed = 0.9 }.Judge();

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("load_not_landed");
        verdict.ReasonText!.ShouldContain("90.0 %");
    }

    [Fact]
    public void A_lost_probe_is_inconclusive_and_not_clean()
    {
        var verdict = new SyntheticRun { Requests = Mix, LostProbe = (Resource.Descriptors, 3) }.Judge();

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("probe_lost");
        verdict.Resources.Single(entry => entry.Resource == Resource.Descriptors).Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Resources.Single(entry => entry.Resource == Resource.Threads).Outcome.ShouldBe(Outcome.Clean);
    }

    [Fact]
    public void Growth_that_does_not_repeat_is_inconclusive()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("GET /", 1)],
            CyclesPerBlock = 2000,
            RepeatsAlone = false,
            Leaks = new() { [(0, Resource.Memory)] = 5000 },
        }.Judge();

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("unconfirmed");
        verdict.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Growth_that_is_shown_when_the_budget_ends_is_confirmed_though_all_else_is_open()
    {
        var run = new SyntheticRun
        {
            Requests = [("GET /", 1)],
            CyclesPerBlock = 8,
            BlocksInBudget = 7,
            Leaks = new() { [(0, Resource.Memory)] = 500_000, [(0, Resource.Descriptors)] = 3 },
        };

        var verdict = run.Judge();

        run.Blocks.Count(block => block.Stage == Stage.Blocks).ShouldBe(7);
        verdict.Outcome.ShouldBe(Outcome.Leak);
        verdict.Resources.Where(entry => entry.Outcome == Outcome.Leak).Select(entry => entry.Resource.Name).ShouldBe(["memory", "descriptors"], ignoreOrder: true);
        verdict.Resources.Single(entry => entry.Resource == Resource.Threads).Reason.ShouldBe("too_short");
    }

    [Fact]
    public void Growth_that_could_not_be_confirmed_does_not_say_that_it_did_not_repeat()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("GET /", 1)],
            CyclesPerBlock = 2000,
            EndsBeforeConfirming = true,
            Leaks = new() { [(0, Resource.Memory)] = 5000 },
        }.Judge();

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("not_confirmed");
        verdict.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Growth_that_stops_with_frozen_keys_says_so()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("POST /api/cache", 1)],
            CyclesPerBlock = 2000,
            GrowsWithFrozenKeys = false,
            Leaks = new() { [(0, Resource.Memory)] = 5000, [(0, Resource.Heap)] = 5000 },
        }.Judge();

        verdict.Findings.ShouldHaveSingleItem().Evidence.ShouldContain(evidence => evidence.Kind == "keys");
    }

    [Fact]
    public void A_blind_probe_cannot_pass_a_build()
    {
        var run = new SyntheticRun { Requests = Mix };
        run.Judge();

        var verdict = new Gate(SyntheticRun.Policy).Judge(new Measurement
        {
            Blocks = run.Blocks,
            Requests = [.. Mix.Select(request => request.Item1)],
            Weights = [.. Mix.Select(request => request.Item2)],
            Blind = new Dictionary<string, string> { ["threads"] = "0 of 10" },
        });

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("probe_blind");
    }

    [Fact]
    public void A_run_without_judged_blocks_is_too_short()
    {
        var verdict = new Gate(SyntheticRun.Policy).Judge(new Measurement { Blocks = [], Requests = ["GET /"], Weights = [1], CutShort = "interrupted" });

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.ShouldBe("interrupted");
    }

    [Fact]
    public void The_simple_rule_applies_only_where_it_is_configured()
    {
        SyntheticRun Slow() => new()
        {
            Requests = [("GET /", 1)],
            CyclesPerBlock = 10000,
            MemoryNoise = 20e3,
            Leaks = new() { [(0, Resource.Memory)] = 500 },
        };

        Slow().Judge().Outcome.ShouldBe(Outcome.Clean);
        Slow().Judge(SyntheticRun.Policy with { ThresholdBytes = 20e6, ThresholdBytesPerMinute = 5e6 }).Outcome.ShouldBe(Outcome.Leak);
    }

    [Fact]
    public void Time_to_exhaustion_and_severity_come_from_the_rate_of_the_run()
    {
        var verdict = new SyntheticRun
        {
            Requests = [("GET /api/database", 1)],
            CyclesPerBlock = 10,
            Leaks = new() { [(0, Resource.DatabaseConnections)] = 1 },
        }.Judge();

        var finding = verdict.Findings.ShouldHaveSingleItem();
        finding.Exhaustion!.LimitSource.ShouldBe("max_connections");
        finding.Exhaustion.Seconds.ShouldBeInRange(10, 40);
        finding.Severity.ShouldBe(Severity.Critical);
    }

    [Fact]
    public void The_same_leak_has_the_same_fingerprint_in_another_run()
    {
        var one = new SyntheticRun(1) { Requests = Mix, Leaks = LeakyApp(), CyclesPerBlock = 5 }.Judge();
        var two = new SyntheticRun(2) { Requests = Mix, Leaks = LeakyApp(), CyclesPerBlock = 5 }.Judge();

        one.Findings.Select(finding => finding.Fingerprint).Order().ShouldBe(two.Findings.Select(finding => finding.Fingerprint).Order());
        one.Findings.Select(finding => finding.Fingerprint).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void A_confirmation_needs_the_candidate_to_be_shown_before()
    {
        var run = new SyntheticRun { Requests = Mix };
        run.Judge();

        run.Blocks.ShouldNotContain(block => block.Stage == Stage.Confirm);
    }

    private static Verdict Goroutines(int connections, double memory)
    {
        var run = new SyntheticRun
        {
            Requests = [("GET /api/wait", 1)],
            CyclesPerBlock = 1000,
            Limits = new() { ["memory"] = (24e9, "machine") },
            Leaks = new()
            {
                [(0, Resource.Goroutines)] = 2,
                [(0, Resource.Connections)] = connections,
                [(0, Resource.Descriptors)] = connections,
                [(0, Resource.Memory)] = memory,
            },
        };
        run.Levels[Resource.Goroutines] = 20;
        return run.Judge(SyntheticRun.Policy with { Margins = new Dictionary<Resource, double>(SyntheticRun.Policy.Margins) { [Resource.Goroutines] = 0.001 } });
    }
}
