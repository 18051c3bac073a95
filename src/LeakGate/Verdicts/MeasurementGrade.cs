using System.Globalization;
using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>The measurement grades itself: what weakens it, what does not, and what nobody measured. None of it changes the verdict.</summary>
internal static class MeasurementGrade
{
    private const double LeastFree = 0.05;
    private const double MostOthers = 0.25;

    public static IReadOnlyList<MeasurementCheck> Of(Measurement measurement, Policy policy, List<Block> judged, List<ResourceDecision> resources) =>
    [
        Landed(policy, judged),
        Settled(judged),
        .. ResourceChecks.LoneBlocks(resources),
        .. ResourceChecks.NearLimits(resources),
        Free(judged),
        Others(judged),
        .. Blind(measurement, policy),
        .. Unread(measurement, policy),
        .. Reachable(policy, judged, resources),
    ];

    private static MeasurementCheck Landed(Policy policy, List<Block> judged)
    {
        var (planned, completed) = (judged.Sum(block => block.Planned), judged.Sum(block => block.CompletedTotal));
        if (planned == 0)
        {
            return Unknown(CheckCodes.LoadLanded);
        }

        var share = (double)completed / planned;
        var weak = completed < policy.LeastLanded * planned;
        return new MeasurementCheck
        {
            Code = CheckCodes.LoadLanded,
            State = weak ? CheckState.Weak : CheckState.Ok,
            Values = new Dictionary<string, double> { ["planned"] = planned, ["completed"] = completed, ["share"] = share, ["needed"] = policy.LeastLanded },
            Text = weak ? string.Create(CultureInfo.InvariantCulture, $"{completed} of {planned} planned requests were answered well.") : null,
        };
    }

    private static MeasurementCheck Settled(List<Block> judged)
    {
        var restless = judged.Count(block => !block.Settled);
        return judged.Count == 0 ? Unknown(CheckCodes.FloorsSettled) : new MeasurementCheck
        {
            Code = CheckCodes.FloorsSettled,
            State = restless > 0 ? CheckState.Weak : CheckState.Ok,
            Values = new Dictionary<string, double> { ["blocks"] = judged.Count, ["restless"] = restless },
            Text = restless > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{restless} of {judged.Count} floors had not come to rest when they were read.")
                : null,
        };
    }

    private static MeasurementCheck Free(List<Block> judged)
    {
        var free = judged.Where(block => block.CpuFree is not null).Select(block => block.CpuFree!.Value).Order().ToList();
        return free.Count == 0 ? Unknown(CheckCodes.CpuFree) : Share(
            CheckCodes.CpuFree, free, "lowest", free[0], Median(free) < LeastFree,
            share => $"Half of the judged blocks left {share} % or less of the machine's processor time free.");
    }

    private static MeasurementCheck Others(List<Block> judged)
    {
        var others = judged.Where(block => block.CpuOthers is not null).Select(block => block.CpuOthers!.Value).Order().ToList();
        return others.Count == 0 ? Unknown(CheckCodes.NoisyNeighbour) : Share(
            CheckCodes.NoisyNeighbour, others, "highest", others[^1], Median(others) > MostOthers,
            share => $"In half of the judged blocks other programs took {share} % or more of the machine's processor time.");
    }

    private static MeasurementCheck Share(
        string code, List<double> sorted, string extremeKey, double extreme, bool weak, Func<string, string> text) => new()
        {
            Code = code,
            State = weak ? CheckState.Weak : CheckState.Ok,
            Values = new Dictionary<string, double> { ["median"] = Median(sorted), [extremeKey] = extreme, ["blocks"] = sorted.Count },
            Text = weak ? text((100 * Median(sorted)).ToString("0", CultureInfo.InvariantCulture)) : null,
        };

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static IEnumerable<MeasurementCheck> Blind(Measurement measurement, Policy policy) => measurement.Blind.Count > 0
        ? measurement.Blind.Select(pair => Told(CheckCodes.ProbeBlind, pair.Key, pair.Value, $"The probe of {pair.Key} did not read known amounts: {pair.Value}."))
        : [Counted(CheckCodes.ProbeBlind, policy)];

    private static IEnumerable<MeasurementCheck> Unread(Measurement measurement, Policy policy) => measurement.Unread.Count > 0
        ? measurement.Unread.Select(pair => Told(CheckCodes.NotJudged, pair.Key, pair.Value, $"Not judged: {pair.Key}: {pair.Value}."))
        : [Counted(CheckCodes.NotJudged, policy)];

    private static List<MeasurementCheck> Reachable(Policy policy, List<Block> judged, List<ResourceDecision> resources)
    {
        if (judged.Count < 2)
        {
            return [Unknown(CheckCodes.Reach)];
        }

        // By requests the dose was planned for the margin before the first judged block, and the verdict says when it fell short.
        var outOfReach = policy.ByTime
            ? ReachableByTime.Of(judged, resources.ConvertAll(decision => decision.Standing), policy.EvidenceNeeded).ToList()
            : [];
        return outOfReach.Count > 0 ? outOfReach : [Counted(CheckCodes.Reach, policy)];
    }

    private static MeasurementCheck Told(string code, string resource, string detail, string text) =>
        new() { Code = code, State = CheckState.Weak, Resource = resource, Detail = detail, Text = text };

    private static MeasurementCheck Counted(string code, Policy policy) => new()
    {
        Code = code,
        State = CheckState.Ok,
        Values = new Dictionary<string, double> { ["resources"] = policy.Margins.Count },
    };

    internal static MeasurementCheck Unknown(string code, string? resource = null) =>
        new() { Code = code, State = CheckState.Unknown, Resource = resource };
}
