using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Runs;

/// <summary>From resources and findings of the judge to those of the verdict document.</summary>
internal static class VerdictEntries
{
    /// <summary>One resource.</summary>
    public static VerdictDocument.ResourceEntry Of(ResourceVerdict verdict, bool byTime) => new()
    {
        Resource = verdict.Resource.Name,
        Column = verdict.Resource.Column,
        Verdict = verdict.Outcome,
        Reason = verdict.Reason,
        PerRequest = byTime ? null : Amount(verdict.PerRequest, verdict.Resource.Unit),
        PerHour = byTime ? Amount(verdict.PerRequest, verdict.Resource.Unit) : null,
        Margin = verdict.Margin,
        Evidence = Significant(verdict.Evidence),
        Blocks = verdict.Blocks,
        Growth = verdict.Growth,
        Peak = verdict.Peak,
        Level = verdict.Level,
        Limit = verdict.Limit?.Value,
        LimitSource = verdict.Limit?.Source,
        Exhaustion = Entry(verdict.Exhaustion),
        Explanation = [.. verdict.Explanation.Select(step => step.Text)],
        Steps =
        [
            .. verdict.Explanation.Select(step => new VerdictDocument.StepEntry
            {
                Code = step.Code,
                Subject = step.Subject,
                Values = step.Values.ToDictionary(pair => pair.Key, pair => Significant(pair.Value), StringComparer.Ordinal),
            }),
        ],
    };

    /// <summary>The checks of the measurement.</summary>
    public static IReadOnlyList<VerdictDocument.CheckEntry> Of(IReadOnlyList<MeasurementCheck> checks) =>
    [
        .. checks.Select(check => new VerdictDocument.CheckEntry
        {
            Code = check.Code,
            State = check.State switch
            {
                CheckState.Ok => "ok",
                CheckState.Weak => "weak",
                _ => "unknown",
            },
            Resource = check.Resource,
            Values = check.Values.ToDictionary(pair => pair.Key, pair => Significant(pair.Value), StringComparer.Ordinal),
            Detail = check.Detail,
        }),
    ];

    /// <summary>One finding.</summary>
    public static VerdictDocument.FindingEntry Of(Finding finding, bool byTime)
    {
        var unit = finding.Unit;
        return new VerdictDocument.FindingEntry
        {
            Type = finding.Type,
            Where = finding.Where,
            Resource = finding.Resource,
            Fingerprint = finding.Fingerprint,
            Severity = Lower(finding.Severity),
            Summary = finding.Summary,
            PerMixRequest = byTime ? null : Amount(finding.PerMixRequest, unit),
            PerHour = byTime ? Amount(finding.PerMixRequest, unit) : null,
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

    /// <summary>Three places.</summary>
    public static double Round(double value) => Math.Round(value, 3);

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

    /// <summary>Name in the document.</summary>
    public static string Lower(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };
}
