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
            Severity = VerdictEntries.Lower(leaking ? verdict.Severity : Severity.Low),
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
            DurationSeconds = VerdictEntries.Round(last.TotalSeconds),
            SecondsToVerdict = ready is not null && decided is { } at ? VerdictEntries.Round((at - ready.At).TotalSeconds) : null,
            Requests = verdict.Requests,
            RequestsFailed = verdict.RequestsFailed,
            RequestsPerSecond = VerdictEntries.Round(verdict.RequestsPerSecond),
            Profile = run.Header.Profile,
            Expect = run.Header.Expect,
            LastOutput = failure?.Data?.GetValueOrDefault("output") is { } output ? LinesOf(output) : null,
            Resources = [.. verdict.Resources.Select(entry => VerdictEntries.Of(entry, verdict.ByTime))],
            Findings = [.. verdict.Findings.Select(finding => VerdictEntries.Of(finding, verdict.ByTime))],
            Measurement = VerdictEntries.Of(verdict.Checks),
            Remarks = verdict.Remarks,
        };
    }

    /// <summary>A target that printed nothing has no lines, not an empty one.</summary>
    private static string[] LinesOf(string output) => output.Length == 0 ? [] : output.Split('\n');

    private static double GrowthOf(Verdict verdict, Resource resource) =>
        verdict.Resources.FirstOrDefault(entry => entry.Resource == resource)?.Growth ?? 0;
}
