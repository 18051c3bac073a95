using System.Globalization;
using LeakGate.Findings;

namespace LeakGate.Verdicts;

/// <summary>The checks of a measurement that are made for each resource: what carries its growth, how near its limit it came.</summary>
internal static class ResourceChecks
{
    private const double MostOfGrowth = 0.5;
    private const double MostOfLimit = 0.8;

    /// <summary>One increment that makes more than half of the growth: the mean rests on one block.</summary>
    public static IReadOnlyList<MeasurementCheck> LoneBlocks(List<ResourceDecision> resources)
    {
        var leaking = resources.Where(decision => decision.Verdict.Outcome == Outcome.Leak).Select(LoneBlock).ToList();
        if (leaking.Count > 0)
        {
            return leaking;
        }

        return
        [
            resources.TrueForAll(decision => decision.Standing.Floors.Count == 0)
                ? MeasurementGrade.Unknown(CheckCodes.LoneBlock)
                : new MeasurementCheck { Code = CheckCodes.LoneBlock, State = CheckState.Ok, Values = new Dictionary<string, double> { ["leaks"] = 0 } },
        ];
    }

    /// <summary>A container sized on what a program retains dies on what it reaches.</summary>
    public static IReadOnlyList<MeasurementCheck> NearLimits(List<ResourceDecision> resources) => resources.Count == 0
        ? [MeasurementGrade.Unknown(CheckCodes.NearLimit)]
        : resources.ConvertAll(decision => NearLimit(decision.Verdict));

    private static MeasurementCheck LoneBlock(ResourceDecision decision)
    {
        var (name, growth, floors) = (decision.Verdict.Resource.Name, decision.Verdict.Growth, decision.Standing.Floors);
        if (floors.Count < 3 || growth <= 0)
        {
            return MeasurementGrade.Unknown(CheckCodes.LoneBlock, name);
        }

        var share = Enumerable.Range(1, floors.Count - 1).Max(i => floors[i].Value - floors[i - 1].Value) / growth;
        var weak = share > MostOfGrowth;
        return new MeasurementCheck
        {
            Code = CheckCodes.LoneBlock,
            State = weak ? CheckState.Weak : CheckState.Ok,
            Resource = name,
            Values = new Dictionary<string, double> { ["share"] = share },
            Text = weak ? $"One block carries {(100 * share).ToString("0", CultureInfo.InvariantCulture)} % of the growth of {name}." : null,
        };
    }

    private static MeasurementCheck NearLimit(ResourceVerdict verdict)
    {
        var (name, unit) = (verdict.Resource.Name, verdict.Resource.Unit);
        if (verdict.Limit is not { } limit || limit.Value <= 0 || (verdict.Peak ?? verdict.Level) is not { } seen)
        {
            return MeasurementGrade.Unknown(CheckCodes.NearLimit, name);
        }

        var highest = Math.Max(seen, verdict.Level ?? seen);
        var share = highest / limit.Value;
        var weak = share > MostOfLimit;
        if (!weak && verdict.Peak is null)
        {
            // What it retains is far from the limit; what it reached was not read.
            return MeasurementGrade.Unknown(CheckCodes.NearLimit, name);
        }

        return new MeasurementCheck
        {
            Code = CheckCodes.NearLimit,
            State = weak ? CheckState.Weak : CheckState.Ok,
            Resource = name,
            Values = new Dictionary<string, double> { ["highest"] = highest, ["limit"] = limit.Value, ["share"] = share },
            Detail = limit.Source,
            Text = weak ? $"Under load {name} reached {Wording.Amount(highest, unit)} of {Wording.Amount(limit.Value, unit)} ({limit.Source})." : null,
        };
    }
}
