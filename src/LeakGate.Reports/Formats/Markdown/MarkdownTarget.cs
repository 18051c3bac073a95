using LeakGate.Reports.Cases;
using LeakGate.Reports.Charts;
using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Markdown;

/// <summary>One target as parts of a page: its verdict, what was found, what weakens it; the rest folded.</summary>
internal sealed class MarkdownTarget(ReportTarget target, Language language, MarkdownWords words)
{
    private const int MostFindings = 20;
    private const int MostDetails = 5;
    private const int SparkWidth = 16;
    private readonly VerdictDocument _verdict = target.Verdict;
    private readonly FindingFacts _facts = new(language);
    private readonly GrowthWords _growth = GrowthWords.In(language);

    /// <summary>Whether the target did what it has to.</summary>
    public bool Passes { get; } = RunCases.Of(target, language)[0].Status is CaseStatus.Passed;

    /// <summary>The parts in the order in which they are read.</summary>
    /// <param name="level">Level of the heading, 2 or 3.</param>
    /// <param name="whole">With resources, baseline and output; a comment does without.</param>
    public IEnumerable<MarkdownPart> Parts(int level, bool whole)
    {
        yield return new MarkdownPart(Passes ? MarkdownPart.Passing : MarkdownPart.Failing, Head(level));
        if (_verdict.Findings.Count > 0)
        {
            yield return new MarkdownPart(MarkdownPart.Findings, Findings());
        }

        if (Weak() is { Length: > 0 } weak)
        {
            yield return new MarkdownPart(MarkdownPart.Findings, weak);
        }

        foreach (var finding in _verdict.Findings.Take(whole ? MostFindings : MostDetails))
        {
            yield return new MarkdownPart(MarkdownPart.Details, Details(finding));
        }

        if (_verdict.Resources.Count > 0)
        {
            yield return new MarkdownPart(MarkdownPart.Resources, Resources());
        }

        if (whole && Baseline() is { } baseline)
        {
            yield return new MarkdownPart(MarkdownPart.Rest, baseline);
        }

        if (_verdict is { Verdict: Outcome.Failed, LastOutput: { Count: > 0 } output })
        {
            yield return new MarkdownPart(MarkdownPart.Rest, Output(output));
        }
    }

    /// <summary>The line of the table of all targets.</summary>
    public IReadOnlyList<string> Row() =>
    [
        MarkdownText.Code(target.Name),
        Marked(_verdict.Verdict),
        words.Shared.Outcome(_verdict.Expect == "leak" ? Outcome.Leak : Outcome.Clean),
        MarkdownText.Of(VerdictSentence.Of(_verdict, language).ToString()),
    ];

    private string Head(int level)
    {
        var missing = target.Missing.Select(part => $"> {MarkdownText.Of(new CaseWords(language).Missing(part))}\n>\n").ToList();
        return $"{new string('#', level)} {MarkdownText.Of(ConsoleWords.Symbol(_verdict.Verdict))} {MarkdownText.Of(VerdictSentence.Of(_verdict, language).ToString())}\n\n"
            + $"{MarkdownText.Of(RunFacts.Of(_verdict, language))}\n\n"
            + (missing.Count > 0 ? string.Concat(missing) + "\n" : "");
    }

    private string Findings()
    {
        var rows = _verdict.Findings.Take(MostFindings).Select(IReadOnlyList<string> (finding) =>
        [
            MarkdownText.Of(Titles.Of(_facts.Heading(finding))),
            finding.Requests.Count > 0 ? MarkdownText.Code(finding.Requests[0].Request) : "",
            MarkdownText.Of(Growth(finding)),
            Floors(finding.Resource),
            finding.Exhaustion is { } end ? MarkdownText.Of(words.In(end.Seconds)) : "",
        ]);
        var more = _verdict.Findings.Count - MostFindings;
        return MarkdownTable.Of(words.FindingColumns, rows) + (more > 0 ? words.MoreFindings(more) + "\n\n" : "");
    }

    private string Growth(VerdictDocument.FindingEntry finding) =>
        finding.Requests.Count > 0 ? _growth.Long(finding.Requests[0].PerRequest)
        : finding.PerMixRequest is { } mix ? _growth.Long(mix)
        : finding.PerHour is { } hour ? _growth.LongPerHour(hour) : Quantity.None;

    private string Weak()
    {
        var told = new MeasurementWords(language);
        var lines = _verdict.Measurement.Where(MeasurementWords.IsWeak).Select(told.Of)
            .Concat(_verdict.Measurement.Count == 0 ? _verdict.Remarks : [])
            .Concat(_verdict.Resources.Where(entry => entry.Resource == "memory").Select(told.Reached).OfType<string>())
            .Select(line => "- " + MarkdownText.Of(line) + "\n").ToList();
        return lines.Count == 0 ? "" : $"**{told.Heading}**\n\n{string.Concat(lines)}\n";
    }

    private string Details(VerdictDocument.FindingEntry finding)
    {
        var name = finding.Requests.Count > 0 ? ": " + MarkdownText.Code(finding.Requests[0].Request) : "";
        var rows = _facts.Of(finding, _verdict).Select(IReadOnlyList<string> (fact) =>
            [MarkdownText.Of(fact.Label), fact.IsName ? MarkdownText.Code(fact.Text) : MarkdownText.Of(fact.Text)]);
        return MarkdownTable.Folded(MarkdownText.Of(Titles.Of(_facts.Heading(finding))) + name, MarkdownTable.Of(["", ""], rows));
    }

    private string Resources()
    {
        var quantity = Quantity.In(language);
        var rows = _verdict.Resources.Select(IReadOnlyList<string> (entry) =>
        [
            MarkdownText.Of(ResourceWords.Of(entry.Resource, _verdict.Resources, language).Name),
            Marked(entry.Verdict),
            MarkdownText.Of(_growth.Long(entry, entry.Verdict == Outcome.Clean) ?? words.Shared.NotMeasured),
            MarkdownText.Of(_growth.Margin(entry)),
            entry.Level is { } level ? MarkdownText.Of(quantity.Level(level, GrowthWords.IsBytes(entry))) : Quantity.None,
            entry.Peak is { } peak ? MarkdownText.Of(quantity.Level(peak, GrowthWords.IsBytes(entry))) : Quantity.None,
            Floors(entry.Resource),
        ]);
        return MarkdownTable.Folded(words.Resources, MarkdownTable.Of(words.ResourceColumns, rows));
    }

    private string? Baseline() => _verdict.Baseline is not { } baseline ? null : MarkdownTable.Folded(
        words.Baseline,
        MarkdownText.Of(BaselineWords.Sentence(target.Name, baseline, language)) + "\n\n"
        + string.Concat(baseline.Figures.Select(figure =>
            $"- {MarkdownText.Of($"{ResourceWords.Of(figure.Resource, language).Name}, {BaselineWords.Figure(figure.Figure, language)}: {BaselineWords.Of(figure, language)}")}\n"))
        + string.Concat(baseline.Drifts.Select(drift => $"- {MarkdownText.Of(BaselineWords.Of(drift, language))}\n")) + "\n");

    private string Output(IReadOnlyList<string> lines) => MarkdownTable.Folded(
        words.Shared.OutputHeading, $"<pre>\n{string.Concat(lines.TakeLast(20).Select(line => "| " + MarkdownText.Of(line) + "\n"))}</pre>\n\n");

    /// <summary>The floors of the judged blocks as bars; one that was not read is a point.</summary>
    private string Floors(string resource)
    {
        if (_verdict.Resources.FirstOrDefault(entry => entry.Resource == resource) is not { } entry)
        {
            return "";
        }

        var floors = target.Run.Blocks.Where(block => block.Stage == "blocks")
            .Select(block => block.Floors.TryGetValue(entry.Column, out var floor) ? floor : (double?)null).ToList();
        var bars = Sparkline.Draw(floors, SparkWidth, Sparkline.Bars).Replace(' ', '·');
        return bars.Length == 0 ? "" : $"<code>{bars}</code>";
    }

    private string Marked(Outcome outcome) => $"{MarkdownText.Of(ConsoleWords.Symbol(outcome))} {words.Shared.Outcome(outcome)}";
}
