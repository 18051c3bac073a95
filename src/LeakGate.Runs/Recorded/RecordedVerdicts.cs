using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Runs.Recorded;

/// <summary>The verdict document of a recording that LeakGate did not make itself.</summary>
public static class RecordedVerdicts
{
    /// <summary>Profile of such a document.</summary>
    public const string Profile = "recorded";

    /// <summary>Which column tells the growth of memory where there are several: the most exact first.</summary>
    private static readonly string[] MemoryColumns = ["anonymous_bytes", "anonymous_rss_bytes", "uss_bytes", "pss_bytes", "rss_bytes"];

    /// <summary>Judges a recording.</summary>
    /// <param name="valid">What was read.</param>
    /// <param name="file">The file as it was named.</param>
    /// <param name="written">When the file was last written: stands for the end where the rows tell no date.</param>
    public static VerdictDocument Judge(RecordingResult.Valid valid, string file, DateTimeOffset written)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentNullException.ThrowIfNull(file);
        var verdict = RecordedJudge.Judge(valid.Recording);
        var leaking = verdict.Outcome == Outcome.Leak;
        var name = Path.GetFileNameWithoutExtension(file) is { Length: > 0 } stem ? stem : "recording";
        return new VerdictDocument
        {
            LeakTypes = leaking ? [.. verdict.Findings.Select(finding => finding.Type).Distinct(StringComparer.Ordinal)] : [],
            Severity = VerdictEntries.Lower(verdict.Severity),
            MemoryGrowthMb = Math.Round(Memory(verdict) / 1e6, 3),
            ConnectionGrowth = (long)Of(verdict, Resource.Connections, Resource.DatabaseConnections, Resource.RedisConnections).Sum(entry => entry.Growth),
            FilesGrowth = (long)Descriptors(verdict),
            Trend = leaking ? "increasing" : "stable",
            RunId = name,
            File = file,
            Target = name,
            Verdict = verdict.Outcome,
            Reason = verdict.Reason,
            ReasonText = verdict.ReasonText,
            Started = valid.Started ?? written.AddSeconds(-valid.Recording.Seconds),
            DurationSeconds = VerdictEntries.Round(valid.Recording.Seconds),
            Requests = verdict.Requests,
            RequestsFailed = 0,
            RequestsPerSecond = VerdictEntries.Round(verdict.RequestsPerSecond),
            Profile = Profile,
            Expect = "clean",
            Resources = [.. verdict.Resources.Select(entry => VerdictEntries.Of(entry, verdict.ByTime))],
            Findings = [.. verdict.Findings.Select(finding => VerdictEntries.Of(finding, verdict.ByTime))],
            Remarks = verdict.Remarks,
        };
    }

    private static double Memory(Verdict verdict)
    {
        var memory = Of(verdict, Resource.Memory).ToList();
        return (MemoryColumns.Select(column => memory.Find(entry => entry.Resource.Column == column)).FirstOrDefault(entry => entry is not null)
            ?? memory.FirstOrDefault())?.Growth ?? 0;
    }

    private static double Descriptors(Verdict verdict)
    {
        var descriptors = Of(verdict, Resource.Descriptors).ToList();
        return (descriptors.Find(entry => entry.Resource.Column == Resource.Descriptors.Column) ?? descriptors.FirstOrDefault())?.Growth ?? 0;
    }

    private static IEnumerable<ResourceVerdict> Of(Verdict verdict, params Resource[] resources) =>
        verdict.Resources.Where(entry => resources.Any(resource => resource.Name == entry.Resource.Name));
}
