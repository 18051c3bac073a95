using System.Globalization;
using LeakGate.Reports.Cases;
using LeakGate.Reports.Wording;
using LeakGate.Runs;

namespace LeakGate.Reports.Formats.TeamCity;

/// <summary>
/// <c>teamcity.txt</c>: service messages that a build step prints. Tests with their metadata, statistics for graphs over builds, a build
/// problem for each target that fails the run.
/// </summary>
public sealed class TeamCityFormat : IReportFormat
{
    /// <summary>Most characters of a metadata's value, by TeamCity's documentation.</summary>
    public const int LongestMetadata = 1024;

    private const int LongestProblem = 4000;

    /// <inheritdoc />
    public string Name => "teamcity";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var lines = input.Targets.SelectMany(target => Of(target, RunCases.Of(target, input.Language)));
        return [ReportFile.Text("teamcity.txt", string.Concat(lines.Select(line => line + "\n")))];
    }

    private static IEnumerable<string> Of(ReportTarget target, IReadOnlyList<RunCase> cases)
    {
        var verdict = target.Verdict;
        var suite = "LeakGate: " + TextColumns.Fit(SafeText.Of(target.Name), 200);
        yield return ServiceMessage.Of("testSuiteStarted", ("name", suite));
        for (var i = 0; i < cases.Count; i++)
        {
            foreach (var line in Test(verdict, cases[i], i == 0 ? verdict.DurationSeconds : 0))
            {
                yield return line;
            }
        }

        yield return ServiceMessage.Of("testSuiteFinished", ("name", suite));
        foreach (var line in Statistics(target))
        {
            yield return line;
        }

        if (cases[0].Status is CaseStatus.Failed or CaseStatus.Broken)
        {
            yield return ServiceMessage.Of(
                "buildProblem",
                ("description", Cut(cases[0].Message, LongestProblem)),
                ("identity", "leakgate-" + Key(target.Name, 50)));
        }
    }

    private static IEnumerable<string> Test(VerdictDocument verdict, RunCase one, double seconds)
    {
        var name = one.Kind == "verdict" ? one.Name : $"{one.Kind}: {one.Name}";
        yield return ServiceMessage.Of("testStarted", ("name", name), ("captureStandardOutput", "false"));
        var details = string.Join('\n', one.Details);
        if (one.Status is CaseStatus.Failed or CaseStatus.Broken)
        {
            yield return ServiceMessage.Of("testFailed", ("name", name), ("message", one.Message), ("details", details));
        }
        else if (one.Status == CaseStatus.Skipped)
        {
            yield return ServiceMessage.Of("testIgnored", ("name", name), ("message", one.Message));
        }
        else
        {
            yield return ServiceMessage.Of("testStdOut", ("name", name), ("out", details.Length > 0 ? $"{one.Message}\n{details}" : one.Message));
        }

        if (one.Kind == "verdict")
        {
            yield return Metadata(name, "run", SafeText.Of(verdict.RunId));
            yield return Metadata(name, "profile", SafeText.Of(verdict.Profile));
            yield return Metadata(name, "requests", verdict.Requests.ToString(CultureInfo.InvariantCulture), "number");
            foreach (var finding in verdict.Findings.Where(finding => finding.Requests.Count > 0))
            {
                yield return Metadata(name, ResourceKey(finding.Resource), SafeText.Of(string.Join(", ", finding.Requests.Select(request => request.Request))));
            }
        }

        yield return ServiceMessage.Of("testFinished", ("name", name), ("duration", Math.Round(seconds * 1000).ToString("0", CultureInfo.InvariantCulture)));
    }

    private static string Metadata(string test, string name, string value, string? type = null) => type is null
        ? ServiceMessage.Of("testMetadata", ("testName", test), ("name", name), ("value", Cut(value, LongestMetadata)))
        : ServiceMessage.Of("testMetadata", ("testName", test), ("name", name), ("type", type), ("value", value));

    /// <summary>Graphs follow these keys from build to build, so nothing in them is translated.</summary>
    private static IEnumerable<string> Statistics(ReportTarget target)
    {
        var prefix = "leakgate." + Key(target.Name, 60);
        foreach (var entry in target.Verdict.Resources)
        {
            var key = $"{prefix}.{ResourceKey(entry.Resource)}";
            (string Name, double? Value)[] values =
            [
                (entry.PerHour is null ? "growth_per_request" : "growth_per_hour", (entry.PerRequest ?? entry.PerHour)?.Estimate),
                ("retained", entry.Level),
                ("peak", entry.Peak),
            ];
            foreach (var (name, value) in values)
            {
                if (value is { } known && double.IsFinite(known))
                {
                    yield return ServiceMessage.Of("buildStatisticValue", ("key", $"{key}.{name}"), ("value", known.ToString("0.######", CultureInfo.InvariantCulture)));
                }
            }
        }
    }

    private static string ResourceKey(string resource) => Key(resource, 40);

    private static string Key(string name, int most) =>
        string.Concat(name.Take(most).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    private static string Cut(string text, int most) => text.Length <= most ? text : TextColumns.Fit(text[..most], most / 2);
}
