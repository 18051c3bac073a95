using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>Where a result stands in Allure's trees, who answers for it, how bad it is.</summary>
internal static class AllureLabels
{
    /// <summary>The labels of a result; those of which nothing is known are left out.</summary>
    /// <param name="target">The target.</param>
    /// <param name="feature">The resource, or what stands for the whole target.</param>
    /// <param name="severity">LeakGate's severity of what was found; <see langword="null"/>: nothing was.</param>
    /// <param name="types">Leak types that were found.</param>
    /// <param name="input">Variables of the pipeline, language.</param>
    public static IReadOnlyList<AllureLabel> Of(
        ReportTarget target, string feature, string? severity, IEnumerable<string> types, ReportInput input)
    {
        var environment = input.Environment;
        var runtimes = target.Run.Records.OfType<ReadyRecord>().SelectMany(ready => ready.Runtimes).Distinct(StringComparer.Ordinal).ToList();
        List<(string Name, string? Value)> labels =
        [
            ("epic", environment("ALLURE_LABEL_epic") ?? "LeakGate"),
            ("feature", feature),
            ("story", new AllureWords(input.Language).Story(target.Verdict.Expect == "leak")),
            ("severity", Severity(severity)),
            ("owner", environment("ALLURE_LABEL_owner") ?? environment("GITHUB_ACTOR") ?? environment("GITLAB_USER_LOGIN") ?? environment("BUILD_USER_ID")),
            ("parentSuite", "LeakGate"),
            ("suite", target.Name),
            ("package", "leakgate"),
            ("host", environment("RUNNER_NAME") ?? environment("CI_RUNNER_DESCRIPTION") ?? environment("NODE_NAME") ?? environment("HOSTNAME")),
            ("framework", "leakgate"),
            ("language", runtimes is [var runtime, ..] ? runtime : null),
            ("tag", "leakgate"),
            ("tag", target.Verdict.Profile),
            .. types.Select(type => ("tag", (string?)type)),
        ];
        return [.. labels.Where(label => !string.IsNullOrEmpty(label.Value)).Select(label => new AllureLabel(label.Name, TextColumns.Fit(SafeText.Of(label.Value), 100)))];
    }

    /// <summary>The pipeline, and the issue where the reason of a known leak names one.</summary>
    public static IReadOnlyList<AllureLink> Links(IEnumerable<VerdictDocument.FindingEntry> findings, AllureExecutor executor) =>
    [
        .. executor.BuildUrl is { } build ? [new AllureLink(SafeText.Of(executor.BuildName), build, "link")] : Array.Empty<AllureLink>(),
        .. findings.SelectMany(finding => (finding.Ignored ?? "").Split(' ')).Select(word => AllureExecutors.Address(word.TrimEnd('.', ',', ')')))
            .OfType<string>().Distinct(StringComparer.Ordinal).Select(url => new AllureLink(url, url, "issue")),
    ];

    private static string Severity(string? severity) => severity switch
    {
        "critical" => "blocker",
        "high" => "critical",
        "low" => "minor",
        _ => "normal",
    };
}
