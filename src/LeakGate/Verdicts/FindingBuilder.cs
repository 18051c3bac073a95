using System.Globalization;
using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>From leaking resources to causes: what another cause explains is folded into it.</summary>
internal static class FindingBuilder
{
    public static IReadOnlyList<Finding> Build(
        IReadOnlyList<ResourceDecision> decisions, Policy policy, Measurement measurement, double requestsPerSecond)
    {
        var leaking = decisions.Where(decision => decision.Verdict.Outcome == Outcome.Leak).ToList();
        if (leaking.Count == 0)
        {
            return [];
        }

        var placements = Folding.Place(
        [
            .. leaking.Select(decision => new Folding.Growth(
                decision.Verdict.Resource,
                decision.Verdict.Margin,
                decision.Verdict.PerRequest!,
                decision.Confirmation?.Requests ?? [])
            {
                Files = decision.Verdict.Resource == Resource.Descriptors ? FileDescriptors.Alone(measurement.Blocks, measurement.Weights) : [],
            }),
        ]);
        return
        [
            .. placements
                .Where(placement => placement.IsCause)
                .Select(placement => One(placement, placements, leaking, policy, measurement))
                .OrderBy(finding => finding.Exhaustion?.Seconds ?? double.PositiveInfinity)
                .ThenBy(finding => finding.Type, StringComparer.Ordinal),
        ];
    }

    private static Finding One(
        Folding.Placement placement,
        IReadOnlyList<Folding.Placement> all,
        List<ResourceDecision> leaking,
        Policy policy,
        Measurement measurement)
    {
        var resource = placement.Resource;
        var decision = leaking.Find(d => d.Verdict.Resource == resource)!;
        var exact = ExactOf(decision, leaking);
        var perMix = PartOf(placement, exact);
        var requests = RequestsOf(placement, decision, exact, measurement);
        var evidence = EvidenceOf(placement, decision, exact, policy, measurement);
        var where = Where(resource, evidence, exact);
        var folded = all
            .SelectMany(other => other.Into.Where(into => into.Cause == resource).Select(into => new FoldedGrowth(other.Resource.Name, into.PerUnit)))
            .ToList();
        var fingerprint = Fingerprint.Of(
            resource.LeakType, requests.Count > 0 ? requests[0].Request : null, HolderOf(resource, evidence));
        return new Finding
        {
            Type = resource.LeakType,
            Where = where,
            Resource = resource.Name,
            Unit = resource.Unit,
            Fingerprint = fingerprint,
            Severity = Urgency.Of(decision.Verdict.Exhaustion ?? SoonestOf(resource, all, leaking)),
            Summary = policy.ByTime ? SummaryByTime(resource, perMix) : Summary(resource, requests, perMix),
            PerMixRequest = perMix,
            Requests = requests,
            Folded = folded,
            Evidence = evidence,
            Exhaustion = decision.Verdict.Exhaustion,
            Advice = AdviceOf(resource, evidence),
            IgnoredBecause = policy.Ignored.GetValueOrDefault(fingerprint),
        };
    }

    /// <summary>
    /// By what a leak is measured: of memory that the managed heap holds, the heap, which a collection reads to the byte;
    /// the process holds on to more than that, for its own later use.
    /// </summary>
    private static ResourceDecision ExactOf(ResourceDecision decision, List<ResourceDecision> leaking) =>
        decision.Verdict.Resource == Resource.Memory
        && leaking.Find(d => d.Verdict.Resource == Resource.Heap) is { } heap
        && heap.Verdict.PerRequest!.Value >= 0.5 * decision.Verdict.PerRequest!.Value ? heap : decision;

    /// <summary>What has no limit of its own runs out with the first of what it drags along: goroutines with memory.</summary>
    private static Exhaustion? SoonestOf(Resource cause, IReadOnlyList<Folding.Placement> all, List<ResourceDecision> leaking) => all
        .Where(other => !other.IsCause && other.Into.Any(into => into.Cause == cause))
        .Select(other => leaking.Find(decision => decision.Verdict.Resource == other.Resource)?.Verdict.Exhaustion)
        .OfType<Exhaustion>()
        .MinBy(exhaustion => exhaustion.Seconds);

    /// <summary>Growth per request of the mix without what other causes explain.</summary>
    private static Estimate PartOf(Folding.Placement placement, ResourceDecision exact)
    {
        var all = exact.Verdict.PerRequest!;
        var total = exact.Confirmation?.Requests.Sum(growth => Math.Max(0, growth.Contribution)) ?? 0;
        if (placement.Own.Count == 0 || placement.Into.Count == 0 || total <= 0)
        {
            return all;
        }

        var part = Math.Min(1, placement.Own.Sum(growth => Math.Max(0, (InStead(growth, exact) ?? growth).Contribution)) / total);
        return new Estimate(part * all.Value, part * all.Low, part * all.High);
    }

    private static List<LeakingRequest> RequestsOf(
        Folding.Placement placement, ResourceDecision decision, ResourceDecision exact, Measurement measurement)
    {
        var own = placement.Own.Select(growth => exact == decision ? growth : InStead(growth, exact) ?? growth).ToList();
        var all = own.Sum(growth => Math.Max(0, growth.Contribution));
        return
        [
            .. own
                .OrderByDescending(growth => growth.Contribution)
                .Select(growth => new LeakingRequest(
                    measurement.Requests[growth.Request],
                    new Estimate(growth.Estimate, growth.Low, growth.High),
                    all > 0 ? Math.Max(0, growth.Contribution) / all : 0)),
        ];
    }

    /// <summary>The same request by another measure, where that one grows too.</summary>
    private static AloneGrowth? InStead(AloneGrowth growth, ResourceDecision exact) =>
        exact.Verdict.Resource == Resource.Heap
            ? exact.Confirmation?.Requests.FirstOrDefault(other => other.Request == growth.Request && other.Grows)
            : null;

    private static List<FindingEvidence> EvidenceOf(
        Folding.Placement placement, ResourceDecision decision, ResourceDecision exact, Policy policy, Measurement measurement)
    {
        var round = JudgedRound.Of(measurement.Blocks, policy);
        var after = round.Blocks.Count > 0 ? round.Blocks[^1] : null;
        var before = round.Before ?? (round.Blocks.Count > 0 ? round.Blocks[0] : null);
        var evidence = after is null || before is null ? new List<FindingEvidence>() : [.. Holders.Of(placement.Resource, before, after)];
        if (placement.Resource == Resource.Descriptors && placement.Into.Count > 0 && evidence.Exists(e => e.Kind == "path"))
        {
            // The sockets among them belong to the connections that they are folded into.
            evidence.RemoveAll(e => e.Name == "socket");
        }

        if (placement.Resource.Unit == Unit.Bytes && FrozenGrowth(exact, measurement) is { } frozen
            && exact.Verdict.PerRequest is { } mix && frozen < 0.3 * mix.Value)
        {
            evidence.Add(new FindingEvidence("keys", "grows only with new keys: unbounded, or not yet full after that many requests",
                measurement.Blocks.Where(block => !block.Frozen).Sum(block => block.CompletedTotal)));
        }

        if (GrowthInSilence(decision, policy, measurement) is { Explains: true })
        {
            evidence.Add(new FindingEvidence("time", "grows without requests as well: time or a background task leaks", 0));
        }

        return evidence;
    }

    /// <summary>Growth while nothing was sent, against growth under load; <see langword="null"/>: no such block.</summary>
    private static IdleGrowth? GrowthInSilence(ResourceDecision decision, Policy policy, Measurement measurement)
    {
        var judged = JudgedRound.Of(measurement.Blocks, policy).Blocks;
        for (var i = 1; i < measurement.Blocks.Count && judged.Count > 1; i++)
        {
            var (before, silent) = (measurement.Blocks[i - 1], measurement.Blocks[i]);
            if (silent is { Stage: Stage.Confirm, Idle: true } && silent.Ended > before.Ended
                && Standing.FloorOf(before, decision.Verdict.Resource, out _) is { } from
                && Standing.FloorOf(silent, decision.Verdict.Resource, out _) is { } to)
            {
                return IdleGrowth.Of(
                    to.Value - from.Value,
                    silent.Ended - before.Ended,
                    decision.Verdict.Growth,
                    judged[^1].Ended - judged[0].Ended,
                    decision.Verdict.Resource.Unit,
                    decision.Standing.Judgement.Dispersion.Sigma);
            }
        }

        return null;
    }

    /// <summary>Growth per request of the mix when earlier keys came again; <see langword="null"/>: no such block.</summary>
    private static double? FrozenGrowth(ResourceDecision decision, Measurement measurement)
    {
        for (var i = 1; i < measurement.Blocks.Count; i++)
        {
            if (measurement.Blocks[i] is { Frozen: true, Only: null, Idle: false } frozen && frozen.CompletedTotal > 0
                && Standing.FloorOf(frozen, decision.Verdict.Resource, out _) is { } after
                && Standing.FloorOf(measurement.Blocks[i - 1], decision.Verdict.Resource, out _) is { } before)
            {
                return (after.Value - before.Value) / frozen.CompletedTotal;
            }
        }

        return null;
    }

    private static string Where(Resource resource, List<FindingEvidence> evidence, ResourceDecision exact)
    {
        if (exact.Verdict.Resource == Resource.Heap)
        {
            return "managed heap";
        }

        return resource != Resource.Memory && evidence.Count > 0 ? evidence[0].Name : "unknown";
    }

    /// <summary>
    /// The last part of a path pattern: what tells two leaks of descriptors in one request apart. Ports and counts change between runs.
    /// Goroutines share their type with threads, so the name of the resource tells them apart.
    /// </summary>
    private static string? HolderOf(Resource resource, List<FindingEvidence> evidence) =>
        resource == Resource.Descriptors && evidence is [{ Kind: "path", Name: var path }, ..] ? path[(path.LastIndexOf('/') + 1)..]
            : resource == Resource.Goroutines ? resource.Name
            : null;

    private static string Summary(Resource resource, List<LeakingRequest> requests, Estimate mix)
    {
        var unit = resource.Unit;
        if (requests.Count == 0)
        {
            return $"Each request of the mix keeps {Wording.WithInterval(mix, unit)} {Noun(resource)}.";
        }

        var more = requests.Count > 1 ? $" (and {(requests.Count - 1).ToString(CultureInfo.InvariantCulture)} more)" : "";
        return $"Each {requests[0].Request}{more} keeps {Wording.WithInterval(requests[0].PerRequest, unit)} {Noun(resource)}.";
    }

    private static string SummaryByTime(Resource resource, Estimate hourly) =>
        $"It keeps {Wording.WithInterval(hourly, resource.Unit)} {Noun(resource)} every hour.";

    private static string Noun(Resource resource) => resource.Unit == Unit.Bytes ? $"of {resource.Name}" : resource.Name;

    /// <summary>The page about this kind of leak. Memory that grows in silence is kept by something that runs by itself, most often a timer.</summary>
    internal static string AdviceOf(Resource resource, IReadOnlyList<FindingEvidence>? evidence = null) => resource.LeakType switch
    {
        "memory_leak" when evidence?.Any(seen => seen.Kind == "time") == true => "docs/leaks/timers.md",
        "database_connection_leak" => "docs/leaks/database-connections.md",
        "redis_connection_leak" => "docs/leaks/redis-clients.md",
        "connection_leak" => "docs/leaks/connections.md",
        "file_descriptor_leak" => "docs/leaks/descriptors.md",
        "thread_leak" => "docs/leaks/threads.md",
        "process_leak" => "docs/leaks/processes.md",
        _ => "docs/leaks/unbounded-cache.md",
    };
}
