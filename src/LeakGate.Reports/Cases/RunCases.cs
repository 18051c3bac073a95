using LeakGate.Baselines;
using LeakGate.Reports.Charts;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Cases;

/// <summary>A target as test cases, for whatever shows tests: its verdict, each judged resource, each request of the mix.</summary>
public sealed class RunCases
{
    private const int LongestName = 200;
    private readonly ReportTarget _target;
    private readonly VerdictDocument _verdict;
    private readonly Language _language;
    private readonly CaseWords _words;
    private readonly FindingFacts _facts;

    private RunCases(ReportTarget target, Language language)
    {
        (_target, _verdict, _language) = (target, target.Verdict, language);
        (_words, _facts) = (new CaseWords(language), new FindingFacts(language));
    }

    /// <summary>The cases in the order in which they are read; names are not always unique.</summary>
    public static IReadOnlyList<RunCase> Of(ReportTarget target, Language language)
    {
        ArgumentNullException.ThrowIfNull(target);
        var cases = new RunCases(target, language);
        return
        [
            cases.Whole(),
            .. target.Verdict.Resources.Select(cases.One),
            .. target.Run.Header.Requests.Select(cases.Request),
        ];
    }

    /// <summary>Whether a run fails for being worse than those before it, though nothing leaks.</summary>
    public static bool IsWorse(VerdictDocument verdict) => verdict is { Verdict: Outcome.Clean, Baseline.Decision: Change.Worse };

    /// <summary>Whether a finding fails the run: it is neither known nor expected.</summary>
    public static bool Counts(VerdictDocument verdict, VerdictDocument.FindingEntry finding) =>
        finding is { Ignored: null } && verdict is { Expect: not "leak" };

    /// <summary>Findings that a leaking resource belongs to: its own, else those into which it was folded.</summary>
    public static IReadOnlyList<VerdictDocument.FindingEntry> Causes(VerdictDocument verdict, VerdictDocument.ResourceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(entry);
        var own = verdict.Findings.Where(finding => finding.Resource == entry.Resource).ToList();
        return own.Count > 0 || entry.Verdict != Outcome.Leak ? own
            : [.. verdict.Findings.Where(finding => finding.Folded.Any(folded => folded.Resource == entry.Resource))];
    }

    private RunCase Whole()
    {
        var details = new List<string>();
        if (_verdict.Expect == "leak" && _verdict.Verdict is Outcome.Leak or Outcome.Clean)
        {
            details.Add(_verdict.Verdict == Outcome.Leak ? _words.Expected : _words.NotFound);
        }

        details.Add(Plain(RunFacts.Of(_verdict, _language)));
        details.AddRange(_verdict.Findings.SelectMany(Lines));
        details.AddRange(MeasurementLines.Of(_verdict, _language));
        details.AddRange(_target.Missing.Select(part => SafeText.Of(_words.Missing(part))));
        details.AddRange((_verdict.LastOutput ?? []).Select(line => "| " + SafeText.Of(line)));
        var status = IsWorse(_verdict) ? CaseStatus.Failed : Status(_verdict.Verdict, _verdict.Findings);
        return new RunCase("verdict", _words.Verdict, status, Plain(VerdictSentence.Of(_verdict, _language).ToString()), details);
    }

    private RunCase One(VerdictDocument.ResourceEntry entry)
    {
        var growth = GrowthWords.In(_language);
        var own = _verdict.Findings.Where(finding => finding.Resource == entry.Resource).ToList();
        var reason = ReasonWords.Of(entry.Reason, _language, entry.PerHour is not null);
        var message = (growth.Long(entry, entry.Verdict == Outcome.Clean) ?? _words.NotMeasured)
            + $"; {_words.Margin} {growth.Margin(entry)}" + (reason.Length > 0 ? $"; {reason}" : "");

        // A target that is known to leak may hold a clean resource: which one leaks is not said in advance.
        // One that leaks because another thing is held fails, or is known, with that.
        var causes = Causes(_verdict, entry);
        var status = entry.Verdict == Outcome.Clean ? CaseStatus.Passed : Status(entry.Verdict, causes);
        return new RunCase(
            "resource", ResourceWords.Of(entry.Resource, _language).Name, status, Plain(message),
            [
                .. own.SelectMany(Lines),
                .. causes.Except(own).Select(finding => _words.Dragged(ResourceWords.Of(finding.Resource, _language).Name, SafeText.Of(finding.Type))),
                .. StepWords.Of(entry, _language),
            ]);
    }

    private RunCase Request(string request, int index)
    {
        var name = TextColumns.Fit(SafeText.Of(request), LongestName);
        var blamed = (
            from finding in _verdict.Findings
            from entry in finding.Requests
            where entry.Request == request
            select (Finding: finding, Entry: entry)).ToList();
        if (blamed.Count > 0)
        {
            var lines = blamed.Select(leak => Plain($"{ResourceWords.LeakType(leak.Finding.Type, _language)}: {_facts.Growth(leak.Entry)}")).ToList();
            return new RunCase("request", name, Status(Outcome.Leak, [.. blamed.Select(leak => leak.Finding)]), lines[0], lines[1..]);
        }

        var (status, message) = _verdict.Verdict switch
        {
            Outcome.Failed => (CaseStatus.Broken, _words.TargetFailed),
            Outcome.Clean => (CaseStatus.Passed, _words.MixClean),
            Outcome.Leak when _target.Run.Blocks.Any(block => block.Only == index) => (CaseStatus.Passed, _words.RequestClean),
            Outcome.Leak => (CaseStatus.Skipped, _words.NotAlone),
            _ => (CaseStatus.Skipped, _words.Undecided),
        };
        return new RunCase("request", name, status, message, []);
    }

    private CaseStatus Status(Outcome outcome, IReadOnlyCollection<VerdictDocument.FindingEntry> findings) => (outcome, _verdict.Expect) switch
    {
        (Outcome.Failed, _) => CaseStatus.Broken,
        (Outcome.Inconclusive, _) => CaseStatus.Skipped,
        (Outcome.Leak, "leak") or (Outcome.Clean, not "leak") => CaseStatus.Passed,
        (Outcome.Leak, _) when findings.Count > 0 && findings.All(finding => finding.Ignored is not null) => CaseStatus.Passed,
        _ => CaseStatus.Failed,
    };

    private IEnumerable<string> Lines(VerdictDocument.FindingEntry finding) =>
    [
        Titles.Of(_facts.Heading(finding)),
        .. _facts.Of(finding, _verdict).Select(fact => Plain(fact.Label.Length > 0 ? $"  {fact.Label}: {fact.Text}" : "    " + fact.Text)),
    ];

    private static string Plain(string text) => TextColumns.Plain(text);
}
