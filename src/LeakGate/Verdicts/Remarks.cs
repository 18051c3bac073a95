using System.Globalization;
using LeakGate.Findings;
using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>What weakens a measurement, in words; none of it changes the verdict.</summary>
internal static class Remarks
{
    public static IReadOnlyList<string> Of(Measurement measurement, Policy policy, List<Block> judged, List<ResourceDecision> resources)
    {
        var remarks = new List<string>();
        var restless = judged.Count(block => !block.Settled);
        if (restless > 0)
        {
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{restless} of {judged.Count} floors had not come to rest when they were read."));
        }

        foreach (var verdict in resources.Select(decision => decision.Verdict))
        {
            if (verdict.Peak is { } peak && ResourceDecision.LimitOf(verdict.Resource, measurement) is { } limit && peak > 0.8 * limit.Value)
            {
                remarks.Add($"Under load {verdict.Resource.Name} reached {Wording.Amount(peak, verdict.Resource.Unit)} of {Wording.Amount(limit.Value, verdict.Resource.Unit)} ({limit.Source}).");
            }

            AddLoneBlock(verdict, resources, remarks);
        }

        if (policy.ByTime)
        {
            remarks.AddRange(ReachableByTime.Of(judged, resources.ConvertAll(decision => decision.Standing), policy.EvidenceNeeded));
        }

        foreach (var (resource, read) in measurement.Blind)
        {
            remarks.Add($"The probe of {resource} did not read known amounts: {read}.");
        }

        foreach (var (resource, reason) in measurement.Unread)
        {
            remarks.Add($"Not judged: {resource}: {reason}.");
        }

        return remarks;
    }

    /// <summary>One increment that makes more than half of the growth: the mean rests on one block.</summary>
    private static void AddLoneBlock(ResourceVerdict verdict, List<ResourceDecision> resources, List<string> remarks)
    {
        var floors = resources.First(decision => decision.Verdict == verdict).Standing.Floors;
        if (verdict.Outcome != Outcome.Leak || floors.Count < 3 || verdict.Growth <= 0)
        {
            return;
        }

        var largest = Enumerable.Range(1, floors.Count - 1).Max(i => floors[i].Value - floors[i - 1].Value);
        if (largest > 0.5 * verdict.Growth)
        {
            var share = (100 * largest / verdict.Growth).ToString("0", CultureInfo.InvariantCulture);
            remarks.Add($"One block carries {share} % of the growth of {verdict.Resource.Name}.");
        }
    }
}
