using LeakGate.Findings;
using LeakGate.Series;

namespace LeakGate.Verdicts;

/// <summary>
/// Judges data that something else recorded: no dose, no settling, no confirmation. The lower envelope of the longest part
/// without a restart is judged as the floors of blocks are, by requests where they grow, else by time. Pure; thread safe.
/// </summary>
public static class RecordedJudge
{
    /// <summary>The verdict.</summary>
    /// <param name="recording">What was recorded; at least one column.</param>
    /// <param name="margins">What counts as a leak; <see langword="null"/>: the defaults.</param>
    public static Verdict Judge(Recording recording, RecordedMargins? margins = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        margins ??= new RecordedMargins();
        var byTime = !RequestsGrow(recording);
        var threshold = 100.0 * Math.Max(1, recording.Columns.Count);
        var decisions = recording.Columns
            .Select(column => RecordedDecision.Of(column, recording.Restarts, margins.Of(column.Resource.Unit, byTime), threshold, byTime))
            .ToList();
        var leak = decisions.Exists(decision => decision.Verdict.Outcome == Outcome.Leak);
        var open = decisions.Where(decision => decision.Verdict.Outcome == Outcome.Inconclusive).OrderBy(decision => Weight(decision.Verdict.Reason)).ToList();
        var reason = leak || open.Count == 0 ? null : open[0].Verdict.Reason;
        var requests = RequestsIn(recording);
        return new Verdict
        {
            Outcome = leak ? Outcome.Leak : reason is null ? Outcome.Clean : Outcome.Inconclusive,
            Reason = reason,
            ReasonText = reason is null ? null : $"{Sentence(reason)} ({string.Join(", ", open.Where(d => d.Verdict.Reason == reason).Select(d => d.Verdict.Resource.Column))}).",
            ByTime = byTime,
            Requests = (long)Math.Min(requests, long.MaxValue / 2),
            RequestsPerSecond = recording.Seconds > 0 ? requests / recording.Seconds : 0,
            Resources = [.. decisions.Select(decision => decision.Verdict)],
            Findings = RecordedFindings.Of(decisions, byTime),
            Remarks = RemarksOf(recording, decisions),
        };
    }

    /// <summary>Whether requests were sent in at least half of the windows: then growth is counted by them.</summary>
    private static bool RequestsGrow(Recording recording)
    {
        var points = RecordedWindows.AfterWarmUp(SeriesSegment.Longest(recording.Requests, recording.Restarts, double.PositiveInfinity).Points);
        var windows = Math.Min(RecordedWindows.Usual, points.Count - 1);
        var growing = 0;
        for (var window = 0; window < windows; window++)
        {
            var (from, to) = (window * (points.Count - 1) / windows, (window + 1) * (points.Count - 1) / windows);
            growing += points[to].Value > points[from].Value ? 1 : 0;
        }

        return windows > 0 && 2 * growing >= windows;
    }

    private static double RequestsIn(Recording recording)
    {
        var sum = 0.0;
        for (var i = 1; i < recording.Requests.Count; i++)
        {
            sum += Math.Max(0, recording.Requests[i].Value - recording.Requests[i - 1].Value);
        }

        return sum;
    }

    private static List<string> RemarksOf(Recording recording, List<RecordedDecision> decisions)
    {
        var remarks = new List<string>();
        if (recording.Restarts.Count > 0)
        {
            remarks.Add($"A cumulative counter fell {Wording.Significant(recording.Restarts.Count)} times: the program restarted. The longest part between restarts was judged.");
        }

        foreach (var decision in decisions.Where(decision => decision.Segment.Falls > 0))
        {
            remarks.Add($"{decision.Verdict.Resource.Column} fell by more than half, {Wording.Significant(decision.Segment.Falls)} times; the longest part between was judged.");
        }

        return remarks;
    }

    private static int Weight(string? reason) => reason switch
    {
        RecordedDecision.Growing => 0,
        RecordedDecision.Noisy => 1,
        _ => 2,
    };

    private static string Sentence(string reason) => reason switch
    {
        RecordedDecision.Growing => "It grows, but it may be filling towards a level, falling back or wandering",
        RecordedDecision.Noisy => "The recording is too noisy for the margin",
        _ => "The recording is too short for the margin",
    };
}
