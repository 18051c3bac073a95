using LeakGate.Reports.Charts;
using LeakGate.Reports.Formats;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Channels.Messages;

/// <summary>The one picture that goes with a message.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Svg">The picture.</param>
public sealed record MessageChart(string Title, string Svg)
{
    /// <summary>Floors of what leaks in the worst target, else its memory; <see langword="null"/>: nothing was recorded.</summary>
    public static MessageChart? Of(IReadOnlyList<ReportTarget> targets, Language language)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var worst = targets.Where(target => target.Run.Blocks.Any())
            .OrderByDescending(target => target.Verdict.Verdict == Outcome.Leak).ThenBy(target => target.Name, StringComparer.Ordinal).FirstOrDefault();
        if (worst is null)
        {
            return null;
        }

        var leaking = worst.Verdict.Findings.Select(finding => finding.Resource).FirstOrDefault("memory");
        var charts = ChartSet.Of(worst, language).ToList();
        var chart = charts.Find(one => one.Resource == leaking && one.Name.EndsWith("-floors", StringComparison.Ordinal)) ?? charts.FirstOrDefault();
        return chart is null ? null : new MessageChart($"{Wording.TextColumns.Fit(Wording.SafeText.Of(worst.Name), 32)}: {chart.Title}", chart.Svg);
    }
}
