using System.Text;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Charts;

/// <summary>A chart that is drawn.</summary>
/// <param name="Name">Its file's name without an ending: small letters, digits and hyphens, never a target's words as they are.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Title">What it shows, for people.</param>
/// <param name="Svg">The picture.</param>
internal sealed record Chart(string Name, string Resource, string Title, string Svg);

/// <summary>Which charts there are of a run; formats choose among them and say where they go.</summary>
internal static class ChartSet
{
    /// <summary>Stands in where nothing was judged, so that the curve up to then is still drawn.</summary>
    private static readonly VerdictDocument.ResourceEntry UnjudgedMemory = new()
    {
        Resource = "memory",
        Column = "anonymous_bytes",
        Verdict = Outcome.Failed,
        Margin = 0,
        Evidence = 1,
        Blocks = 0,
        Growth = 0,
    };

    /// <summary>Curve, floors and evidence of each judged resource; of a target that was never judged, the curve of its memory.</summary>
    public static IEnumerable<Chart> Of(ReportTarget target, Language language)
    {
        var words = new ChartWords(language);
        foreach (var (resource, key) in Keyed(target.Verdict.Resources is { Count: > 0 } judged ? judged : [UnjudgedMemory]))
        {
            var name = Titles.Of(ResourceWords.Of(resource.Resource, language).Name);
            var curve = CurveSeries.Of(target, resource);
            if (curve.Points.Count > 0 || resource.Resource == "memory")
            {
                yield return new Chart(key + "-curve", resource.Resource, $"{name}: {words.Curve}", CurveChart.Draw(curve, language));
            }

            if (resource != UnjudgedMemory)
            {
                var floors = FloorSeries.Of(target, resource);
                yield return new Chart(key + "-floors", resource.Resource, $"{name}: {words.Floors}", FloorsChart.Draw(floors, language));
                yield return new Chart(key + "-evidence", resource.Resource, $"{name}: {words.Evidence}", EvidenceChart.Draw(floors, language));
            }
        }
    }

    /// <summary>One picture per resource that two targets or more have judged in the same way, by requests or by time.</summary>
    public static IEnumerable<Chart> Comparisons(IReadOnlyList<ReportTarget> targets, Language language)
    {
        var words = new ChartWords(language);
        var all = targets.SelectMany(target => target.Verdict.Resources.Select(resource => FloorSeries.Of(target, resource)));
        var groups = all.GroupBy(series => (series.Resource.Resource, series.ByTime)).Where(group => group.Count() > 1).Select(group => group.ToList()).ToList();
        foreach (var (first, key) in Keyed(groups.Select(group => group[0].Resource)))
        {
            var group = groups.First(series => ReferenceEquals(series[0].Resource, first));
            var name = Titles.Of(ResourceWords.Of(first.Resource, language).Name);
            yield return new Chart(key + "-comparison", first.Resource, $"{name}: {words.Comparison}", ComparisonChart.Draw(group, language));
        }
    }

    private static IEnumerable<(VerdictDocument.ResourceEntry Resource, string Key)> Keyed(IEnumerable<VerdictDocument.ResourceEntry> resources)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var key = Key(resource.Resource);
            var free = key;
            for (var i = 2; !taken.Add(free); i++)
            {
                free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}-{i}");
            }

            yield return (resource, free);
        }
    }

    private static string Key(string resource)
    {
        var key = new StringBuilder();
        foreach (var letter in resource.Take(40))
        {
            key.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        }

        return key.ToString().Trim('-') is { Length: > 0 } plain ? plain : "resource";
    }
}
