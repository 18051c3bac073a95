using System.Text;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Prometheus;

/// <summary>
/// <c>metrics.prom</c> in Prometheus' text format 0.0.4 for the textfile collector and the Pushgateway, and
/// <c>metrics.openmetrics.txt</c> with the same for GitLab's metrics report.
/// </summary>
public sealed class PrometheusFormat : IReportFormat
{
    private static readonly Outcome[] Outcomes = [Outcome.Clean, Outcome.Leak, Outcome.Inconclusive, Outcome.Failed];
    private static readonly string[] Severities = ["low", "medium", "high", "critical"];

    /// <inheritdoc />
    public string Name => "prometheus";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var text = new StringBuilder();
        foreach (var family in Families([.. input.Targets.Select(target => target.Verdict)]))
        {
            family.Append(text);
        }

        return [ReportFile.Text("metrics.prom", text.ToString()), ReportFile.Text("metrics.openmetrics.txt", text.Append("# EOF\n").ToString())];
    }

    private static IEnumerable<MetricFamily> Families(IReadOnlyList<VerdictDocument> verdicts)
    {
        yield return ByTarget(
            verdicts, "leakgate_verdict", "1 for the verdict of the run, 0 for the others.",
            verdict => Outcomes.Select(outcome => (("verdict", outcome.ToString().ToLowerInvariant()), verdict.Verdict == outcome ? 1.0 : 0)));
        yield return ByTarget(
            verdicts, "leakgate_findings", "Leaks that were found, by severity, without those on the list of known leaks.",
            verdict => Severities.Select(severity => (("severity", severity), (double)verdict.Findings.Count(finding => finding.Severity == severity && finding.Ignored is null))));
        yield return OfTarget(verdicts, "leakgate_run_start_timestamp_seconds", "Start of the run, seconds since 1970.", verdict => verdict.Started.ToUnixTimeMilliseconds() / 1000.0);
        yield return OfTarget(verdicts, "leakgate_run_duration_seconds", "From start to verdict.", verdict => verdict.DurationSeconds);
        yield return OfTarget(verdicts, "leakgate_run_requests", "Requests of the run that were completed.", verdict => verdict.Requests);
        yield return OfTarget(verdicts, "leakgate_run_requests_failed", "Requests of the run that failed.", verdict => verdict.RequestsFailed);
        foreach (var bytes in new[] { true, false })
        {
            var unit = bytes ? "bytes" : "items";
            yield return Growth(verdicts, $"leakgate_growth_{unit}_per_request", "Growth per request of the mix: estimate and ends of its interval.", bytes, entry => entry.PerRequest);
            yield return Growth(verdicts, $"leakgate_growth_{unit}_per_hour", "Growth per hour of a run that was judged by time: estimate and ends of its interval.", bytes, entry => entry.PerHour);
            yield return OfResource(verdicts, $"leakgate_margin_{unit}_per_request", "Growth per request that is allowed.", bytes, entry => entry.PerHour is null ? entry.Margin : null);
            yield return OfResource(verdicts, $"leakgate_margin_{unit}_per_hour", "Growth per hour that is allowed.", bytes, entry => entry.PerHour is null ? null : entry.Margin);
            yield return OfResource(verdicts, $"leakgate_retained_{unit}", "What the target retained at the last floor.", bytes, entry => entry.Level);
            yield return OfResource(verdicts, $"leakgate_peak_{unit}", "Highest reading under load.", bytes, entry => entry.Peak);
            yield return OfResource(verdicts, $"leakgate_limit_{unit}", "The most that the resource can reach.", bytes, entry => entry.Limit);
        }

        yield return new MetricFamily("leakgate_exhaustion_seconds", "Time until the resource runs out at the measured growth.", [.. verdicts.SelectMany(verdict => verdict.Findings
            .Where(finding => finding.Exhaustion is not null)
            .GroupBy(finding => finding.Resource, StringComparer.Ordinal)
            .Select(group => new MetricSample([("target", verdict.Target), ("resource", group.Key)], group.Min(finding => finding.Exhaustion!.Seconds))))]);
    }

    private static MetricFamily OfTarget(IReadOnlyList<VerdictDocument> verdicts, string name, string help, Func<VerdictDocument, double> value) =>
        new(name, help, [.. verdicts.Select(verdict => new MetricSample([("target", verdict.Target)], value(verdict)))]);

    private static MetricFamily ByTarget(
        IReadOnlyList<VerdictDocument> verdicts, string name, string help, Func<VerdictDocument, IEnumerable<((string Name, string Value) Label, double Value)>> values) =>
        new(name, help, [.. verdicts.SelectMany(verdict => values(verdict).Select(one => new MetricSample([("target", verdict.Target), one.Label], one.Value)))]);

    private static MetricFamily OfResource(
        IReadOnlyList<VerdictDocument> verdicts, string name, string help, bool bytes, Func<VerdictDocument.ResourceEntry, double?> value) =>
        new(name, help, [.. from verdict in verdicts
                            from entry in verdict.Resources
                            where GrowthWords.IsBytes(entry) == bytes
                            select new MetricSample([("target", verdict.Target), ("resource", entry.Resource)], value(entry) ?? double.NaN)]);

    private static MetricFamily Growth(
        IReadOnlyList<VerdictDocument> verdicts, string name, string help, bool bytes, Func<VerdictDocument.ResourceEntry, VerdictDocument.Amount?> of) =>
        new(name, help, [.. from verdict in verdicts
                            from entry in verdict.Resources
                            where GrowthWords.IsBytes(entry) == bytes && of(entry) is not null
                            let amount = of(entry)
                            from one in new[] { ("estimate", amount.Estimate), ("low", amount.Low), ("high", amount.High) }
                            select new MetricSample([("target", verdict.Target), ("resource", entry.Resource), ("bound", one.Item1)], one.Item2)]);
}
