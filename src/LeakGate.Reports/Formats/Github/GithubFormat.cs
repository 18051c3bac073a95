using System.Globalization;
using LeakGate.Reports.Cases;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Github;

/// <summary>
/// <c>annotations.txt</c>: workflow commands that GitHub Actions shows as annotations when a step prints them. GitHub keeps ten of a kind
/// for each step, so the most urgent come first and the tenth says how many there are more.
/// </summary>
public sealed class GithubFormat : IReportFormat
{
    private const int Most = 10;
    private static readonly string[] Kinds = ["error", "warning", "notice"];
    private static readonly string[] Severities = ["critical", "high", "medium", "low"];

    /// <inheritdoc />
    public string Name => "github";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var all = input.Targets.SelectMany(target => Of(target.Verdict, input.Language)).ToList();
        var lines = Kinds.SelectMany(kind => Cut(
            [.. all.Where(one => one.Kind == kind).OrderBy(one => one.Rank).ThenBy(one => one.Seconds)], input.Language));
        return [ReportFile.Text("annotations.txt", string.Concat(lines.Select(line => line + "\n")))];
    }

    private static IEnumerable<Annotation> Of(VerdictDocument verdict, Language language)
    {
        var sentence = TextColumns.Plain(VerdictSentence.Of(verdict, language).ToString());
        var title = "LeakGate: " + TextColumns.Fit(SafeText.Of(verdict.Target), 60);
        var expected = verdict.Expect == "leak";
        if (verdict.Verdict == Outcome.Leak && verdict.Findings.Count > 0)
        {
            var facts = new FindingFacts(language);
            return verdict.Findings.Select(finding => new Annotation(
                RunCases.Counts(verdict, finding) ? "error" : "notice",
                Math.Max(0, Array.IndexOf(Severities, finding.Severity)),
                finding.Exhaustion?.Seconds ?? double.MaxValue,
                $"{title}: {ResourceWords.LeakType(finding.Type, language)}",
                TextColumns.Plain(string.Join('\n', [Charts.Titles.Of(facts.Heading(finding)), .. facts.Of(finding, verdict).Select(fact => fact.Label.Length > 0 ? $"{fact.Label}: {fact.Text}" : fact.Text)]))));
        }

        var kind = verdict.Verdict switch
        {
            Outcome.Inconclusive => "warning",
            Outcome.Clean when !expected && !RunCases.IsWorse(verdict) => "notice",
            Outcome.Leak when expected => "notice",
            _ => "error",
        };
        return [new Annotation(kind, 0, 0, title, sentence)];
    }

    private static IEnumerable<string> Cut(List<Annotation> sorted, Language language)
    {
        foreach (var one in sorted.Take(sorted.Count > Most ? Most - 1 : Most))
        {
            yield return one.ToString();
        }

        if (sorted.Count > Most)
        {
            var more = (sorted.Count - Most + 1).ToString(CultureInfo.InvariantCulture);
            yield return new Annotation(sorted[0].Kind, 0, 0, "LeakGate", language.Pick($"and {more} more: see the summary", $"и ещё {more}: см. сводку")).ToString();
        }
    }

    private sealed record Annotation(string Kind, int Rank, double Seconds, string Title, string Message)
    {
        public override string ToString() => $"::{Kind} title={Escaped(Title).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal)}::{Escaped(Message)}";

        private static string Escaped(string text) => text
            .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
    }
}
