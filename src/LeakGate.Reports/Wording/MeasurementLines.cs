using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>What stands beside a verdict: what weakens its measurement, and what memory reached beside what it retains.</summary>
public static class MeasurementLines
{
    /// <summary>The lines, made harmless, for one line each; none where nothing was measured.</summary>
    public static IReadOnlyList<string> Of(VerdictDocument verdict, Language language)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var words = new MeasurementWords(language);
        var weak = verdict.Measurement.Where(MeasurementWords.IsWeak).ToList();
        var lines = weak.ConvertAll(check => TextColumns.Plain(words.Of(check)));

        // The first remarks are the weak checks in English; what follows was added by whoever read the recording.
        lines.AddRange(verdict.Remarks.Skip(weak.Count).Select(SafeText.Of));
        if (weak.Count == 0 && verdict.Measurement.Count > 0 && verdict.Verdict != Outcome.Failed)
        {
            lines.Add(TextColumns.Plain(words.NothingWeakens(verdict.Measurement.GroupBy(check => check.Code, StringComparer.Ordinal)
                .Count(kind => kind.All(check => check.State is "unknown")))));
        }

        if (lines.Count > 0)
        {
            lines[0] = $"{words.Heading}: {lines[0]}";
        }

        lines.AddRange(verdict.Resources.Where(entry => entry.Resource is "memory").Select(words.Reached).OfType<string>().Select(TextColumns.Plain));
        return lines;
    }
}
