using LeakGate.Findings;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Runs;

/// <summary>
/// Gives the verdict of a recorded run: <c>run</c> calls it at its end, <c>analyze</c> months later, with the same result.
/// </summary>
public static class RunJudge
{
    /// <summary>Judges a run that was read back.</summary>
    /// <param name="run">The records.</param>
    /// <param name="ignored">Known leaks: reason by fingerprint.</param>
    public static VerdictDocument Judge(RecordedRun run, IReadOnlyDictionary<string, string>? ignored = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var ready = run.Records.OfType<ReadyRecord>().FirstOrDefault();
        var failure = run.Records.OfType<EventRecord>().LastOrDefault(record => record.Code == EventCodes.TargetFailed);
        var verdict = ready is null
            ? new Verdict { Outcome = Outcome.Inconclusive, Reason = "interrupted", ReasonText = "The run ended before the target was ready." }
            : new Gate(Replay.ToPolicy(run.Header, ready, ignored)).Judge(Replay.ToMeasurement(run, ready));
        if (failure is not null)
        {
            verdict = verdict with
            {
                Outcome = Outcome.Failed,
                Reason = failure.Data?.GetValueOrDefault("reason") ?? "failed",
                ReasonText = failure.Text,
            };
        }

        return Document(run, ready, verdict, failure);
    }

    private static VerdictDocument Document(RecordedRun run, ReadyRecord? ready, Verdict verdict, EventRecord? failure)
    {
        var leaking = verdict.Outcome == Outcome.Leak;
        var last = run.Records[^1].At;
        var decided = run.Records.OfType<StageRecord>().FirstOrDefault(stage => stage.Stage == "stop")?.At;
        return new VerdictDocument
        {
            LeakTypes = leaking ? [.. verdict.Findings.Where(f => f.IgnoredBecause is null).Select(finding => finding.Type).Distinct(StringComparer.Ordinal)] : [],
            Severity = Lower(leaking ? verdict.Severity : Severity.Low),
            MemoryGrowthMb = Math.Round(GrowthOf(verdict, Resource.Memory) / 1e6, 3),
            ConnectionGrowth = (long)(GrowthOf(verdict, Resource.DatabaseConnections)
                + GrowthOf(verdict, Resource.RedisConnections) + GrowthOf(verdict, Resource.Connections)),
            FilesGrowth = (long)GrowthOf(verdict, Resource.Descriptors),
            Trend = leaking ? "increasing" : "stable",
            RunId = run.Header.RunId,
            Target = run.Header.Target,
            Verdict = verdict.Outcome,
            Reason = verdict.Reason,
            ReasonText = verdict.ReasonText,
            Started = run.Header.Started,
            DurationSeconds = Round(last.TotalSeconds),
            SecondsToVerdict = ready is not null && decided is { } at ? Round((at - ready.At).TotalSeconds) : null,
            Requests = verdict.Requests,
            RequestsFailed = verdict.RequestsFailed,
            RequestsPerSecond = Round(verdict.RequestsPerSecond),
            Profile = run.Header.Profile,
            Expect = run.Header.Expect,
            LastOutput = failure?.Data?.GetValueOrDefault("output")?.Split('\n'),
            Resources = [.. verdict.Resources.Select(Entry)],
            Findings = [.. verdict.Findings.Select(Entry)],
            Remarks = verdict.Remarks,
        };
    }

    private static VerdictDocument.ResourceEntry Entry(ResourceVerdict verdict) => new()
    {
        Resource = verdict.Resource.Name,
        Column = verdict.Resource.Column,
        Verdict = verdict.Outcome,
        Reason = verdict.Reason,
        PerRequest = Amount(verdict.PerRequest, verdict.Resource.Unit),
        Margin = verdict.Margin,
        Evidence = Significant(verdict.Evidence),
        Blocks = verdict.Blocks,
        Growth = verdict.Growth,
        Peak = verdict.Peak,
        Level = verdict.Level,
        Exhaustion = Entry(verdict.Exhaustion),
        Explanation = verdict.Explanation,
    };

    private static VerdictDocument.FindingEntry Entry(Finding finding)
    {
        var unit = Resource.All.First(resource => resource.Name == finding.Resource).Unit;
        return new VerdictDocument.FindingEntry
        {
            Type = finding.Type,
            Where = finding.Where,
            Resource = finding.Resource,
            Fingerprint = finding.Fingerprint,
            Severity = Lower(finding.Severity),
            Summary = finding.Summary,
            PerMixRequest = Amount(finding.PerMixRequest, unit)!,
            Requests = [.. finding.Requests.Select(r => new VerdictDocument.RequestEntry(r.Request, Amount(r.PerRequest, unit)!, Significant(r.Share)))],
            Folded = [.. finding.Folded.Select(f => new VerdictDocument.FoldedEntry(f.Resource, Significant(f.PerUnit)))],
            Evidence = [.. finding.Evidence.Select(e => new VerdictDocument.EvidenceEntry(e.Kind, e.Name, e.Count))],
            Exhaustion = Entry(finding.Exhaustion),
            Advice = finding.Advice,
            Ignored = finding.IgnoredBecause,
        };
    }

    private static VerdictDocument.ExhaustionEntry? Entry(Exhaustion? exhaustion) =>
        exhaustion is null ? null : new VerdictDocument.ExhaustionEntry(exhaustion.Limit, exhaustion.LimitSource, Round(exhaustion.Seconds));

    private static VerdictDocument.Amount? Amount(Estimate? estimate, Unit unit) => estimate is null
        ? null
        : new VerdictDocument.Amount(Significant(estimate.Value), Significant(estimate.Low), Significant(estimate.High), unit == Unit.Bytes ? "bytes" : "count");

    private static double GrowthOf(Verdict verdict, Resource resource) =>
        verdict.Resources.FirstOrDefault(entry => entry.Resource == resource)?.Growth ?? 0;

    private static double Round(double value) => Math.Round(value, 3);

    /// <summary>Six significant digits: more would be noise in a file that people compare.</summary>
    private static double Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return double.IsFinite(value) ? value : 0;
        }

        var scale = Math.Pow(10, 5 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        var rounded = Math.Round(value * scale) / scale;
        return double.IsFinite(rounded) ? rounded : value;
    }

    private static string Lower(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };
}
