using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Verdicts;

/// <summary>
/// What could be ruled out in the time that a program was watched, where it is more than the margin: an answer for those who
/// got none, and how long to watch for a better one.
/// </summary>
internal static class ReachableByTime
{
    /// <summary>One check for the resources of equal figures that stayed open and could not have been clean.</summary>
    public static IEnumerable<MeasurementCheck> Of(List<Block> judged, List<Standing> standings, double threshold)
    {
        if (judged.Count < 2)
        {
            yield break;
        }

        var window = (judged[^1].Ended - judged[0].Ended).TotalHours / (judged.Count - 1);
        foreach (var group in standings
            .Where(standing => standing is { IsClean: false, IsCandidate: false, Gap: null } && standing.Judgement.Requests > 0)
            .Select(standing => (standing.Resource, standing.Rule.Margin, Reach: HourlyBound(standing, window, threshold)))
            .Where(entry => entry.Reach > entry.Margin)
            .GroupBy(entry => (entry.Resource.Unit, entry.Margin, entry.Reach)))
        {
            var (unit, margin, reach) = group.Key;
            var names = string.Join(", ", group.Select(entry => entry.Resource.Name));
            yield return new MeasurementCheck
            {
                Code = CheckCodes.Reach,
                State = CheckState.Weak,
                Resource = names,
                Values = new Dictionary<string, double> { ["reach"] = reach, ["margin"] = margin, ["times"] = reach / margin },
                Text = $"In this time at best {Wording.Amount(reach, unit)} an hour can be ruled out for {names}; for the margin of {Wording.Amount(margin, unit)} watch about {Wording.Significant(reach / margin)} times as long.",
            };
        }
    }

    /// <summary>The least growth per hour that could be ruled out: for counts by the Poisson limit of no event, for bytes by 3σ in a window.</summary>
    internal static double HourlyBound(Standing standing, double windowHours, double threshold) => standing.Resource.Unit == Unit.Count
        ? PoissonBound.Upper(0, 1 / threshold) / standing.Judgement.Requests
        : Dose.Sigmas * standing.Judgement.Dispersion.Sigma / windowHours;
}
