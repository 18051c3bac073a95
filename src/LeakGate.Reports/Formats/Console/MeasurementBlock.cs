using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>What weakens the measurement, and what memory reached beside what it retains.</summary>
internal static class MeasurementBlock
{
    public static void Write(Page page, ConsoleWords words, VerdictDocument verdict)
    {
        if (verdict.Measurement.Count == 0)
        {
            // A recording of another tool, or a document from before there were checks: the remarks are all that is known.
            Remarks(page, words, verdict);
            return;
        }

        var weak = verdict.Measurement.Where(MeasurementWords.IsWeak).ToList();
        if (verdict.Verdict == Outcome.Failed && weak.Count == 0)
        {
            // There is no measurement that could be praised.
            return;
        }

        var told = new MeasurementWords(page.Style.Language);
        page.Blank();
        page.Line(told.Heading);
        foreach (var check in weak)
        {
            page.Text(told.Of(check), "  - ", "    ");
        }

        // The first remarks are the weak checks in English; what follows was added by whoever read the recording.
        foreach (var remark in verdict.Remarks.Skip(weak.Count))
        {
            page.Text(SafeText.Of(remark), "  - ", "    ");
        }

        if (weak.Count == 0)
        {
            var unknown = verdict.Measurement.GroupBy(check => check.Code, StringComparer.Ordinal)
                .Count(kind => kind.All(check => check.State is "unknown"));
            page.Text(told.NothingWeakens(unknown), "  ");
        }

        foreach (var memory in verdict.Resources.Where(entry => entry.Resource is "memory"))
        {
            if (told.Reached(memory) is { } reached)
            {
                page.Text(reached, "  ", "    ");
            }
        }
    }

    private static void Remarks(Page page, ConsoleWords words, VerdictDocument verdict)
    {
        if (verdict.Remarks.Count == 0)
        {
            return;
        }

        page.Blank();
        page.Line(words.RemarksHeading);
        foreach (var remark in verdict.Remarks)
        {
            page.Text(SafeText.Of(remark), "  - ", "    ");
        }
    }
}
