using System.Text;
using System.Text.Json;
using LeakGate.Reports.Cases;
using LeakGate.Reports.Charts;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>The results of one target: one for its verdict, with the stages as steps, and one for each judged resource.</summary>
internal sealed class AllureTarget(ReportTarget target, IReadOnlyList<ReportTarget> all, ReportInput input, AllureExecutor executor)
{
    private readonly Language _language = input.Language;
    private readonly AllureWords _words = new(input.Language);
    private readonly FindingFacts _facts = new(input.Language);
    private readonly List<ReportFile> _files = [];
    private readonly string _runId = target.Run.Header.RunId;
    private int _results;

    public IEnumerable<ReportFile> Write()
    {
        var charts = ChartSet.Of(target, _language).ToList();
        var comparisons = ChartSet.Comparisons(all, _language).ToList();
        Whole([.. charts.Where(chart => chart.Resource == "memory"), .. comparisons.Where(chart => chart.Resource == "memory")]);
        foreach (var resource in target.Verdict.Resources)
        {
            One(resource, [.. charts.Concat(comparisons).Where(chart => chart.Resource == resource.Resource)]);
        }

        return _files;
    }

    private void Whole(IReadOnlyList<Chart> charts)
    {
        var verdict = target.Verdict;
        var known = AllureStatus.IsKnown(verdict.Findings);
        var status = AllureStatus.Of(verdict.Verdict, verdict.Expect, known);
        var sentence = TextColumns.Plain(VerdictSentence.Of(verdict, _language).ToString());
        var keys = Keys(verdict.LeakTypes, verdict.Verdict);
        List<string> told = [sentence];
        if (verdict.Expect == "leak" && verdict.Verdict is Outcome.Leak or Outcome.Clean)
        {
            told.Add(verdict.Verdict == Outcome.Leak ? _words.Expected : _words.NotFound);
            keys += verdict.Verdict == Outcome.Clean ? " [no_leak]" : "";
        }

        told.AddRange(Known(verdict.Findings));
        told.AddRange(verdict.Findings.SelectMany(Facts));
        told.AddRange(MeasurementLines.Of(verdict, _language));
        if (target.Missing.Count > 0)
        {
            told.Add(_words.Missing + string.Join(", ", target.Missing.Select(part => part.Detail is { } detail ? $"{part.Code} ({detail})" : part.Code)));
        }

        List<AllureAttachment> attachments =
        [
            Attach("verdict.json", "json", "application/json", JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented)),
            .. charts.Select(chart => Attach(chart.Title, "svg", "image/svg+xml", Encoding.UTF8.GetBytes(chart.Svg), chart.Name)),
            Attach(_words.Resources, "html", "text/html", Encoding.UTF8.GetBytes(AllureTables.Resources(target, _language))),
            Attach(_words.Requests, "html", "text/html", Encoding.UTF8.GetBytes(AllureTables.Requests(target, _language))),
            .. verdict.Measurement.Count > 0
                ? [Attach(new MeasurementWords(_language).Heading, "html", "text/html", Encoding.UTF8.GetBytes(AllureTables.Measurement(target, _language)))]
                : Array.Empty<AllureAttachment>(),
        ];
        if (target.Log.Count > 0)
        {
            attachments.Add(Attach(_words.Log, "txt", "text/plain", Encoding.UTF8.GetBytes(string.Join('\n', target.Log.Select(SafeText.Of)) + "\n")));
        }

        Add(_words.Verdict, "verdict", status, sentence + keys, string.Join('\n', verdict.LastOutput?.Select(SafeText.Of) ?? []), known, told, verdict.Findings,
            verdict.Verdict == Outcome.Leak ? verdict.Severity : null, Steps(status), attachments);
    }

    private void One(VerdictDocument.ResourceEntry resource, IReadOnlyList<Chart> charts)
    {
        var verdict = target.Verdict;
        var own = verdict.Findings.Where(finding => finding.Resource == resource.Resource).ToList();
        var causes = RunCases.Causes(verdict, resource);
        var growth = GrowthWords.In(_language);
        var name = Titles.Of(ResourceWords.Of(resource.Resource, _language).Name);
        var amount = growth.Long(resource, asBound: resource.Verdict == Outcome.Clean);
        var message = TextColumns.Plain($"{name}: {new ChartWords(_language).Outcome(resource.Verdict)}"
            + (amount is null ? "" : $", {amount}")
            + (ReasonWords.Of(resource.Reason, _language, verdict.Resources.Any(r => r.PerHour is not null)) is { Length: > 0 } reason ? $", {reason}" : "")
            + $"; {_words.Margin} {growth.Margin(resource)}");
        var known = AllureStatus.IsKnown(causes);
        var keys = Keys(Types(resource, causes), resource.Verdict);
        List<string> told = [message];
        told.AddRange(causes.Except(own).Select(finding => new CaseWords(_language).Dragged(ResourceWords.Of(finding.Resource, _language).Name, SafeText.Of(finding.Type))));
        if (verdict.Expect == "leak" && resource.Verdict == Outcome.Leak)
        {
            told.Add(_words.Expected);
        }

        told.AddRange(Known(causes));
        told.AddRange(own.SelectMany(Facts));
        Add(
            name, resource.Resource, AllureStatus.Of(resource, verdict.Expect, known), message + keys,
            string.Join('\n', StepWords.Of(resource, _language)), known, told, causes, causes.Count > 0 ? causes[0].Severity : null, [],
            [
                .. charts.Select(chart => Attach(chart.Title, "svg", "image/svg+xml", Encoding.UTF8.GetBytes(chart.Svg), resource.Resource + chart.Name)),
                Attach(_words.Blocks, "html", "text/html", Encoding.UTF8.GetBytes(AllureTables.Floors(target, resource, _language)), resource.Resource + "floors"),
            ]);
    }

    /// <summary>A heap that grows with everything belongs to the memory leak among its causes; without one, to all of them.</summary>
    private static IEnumerable<string> Types(VerdictDocument.ResourceEntry resource, IReadOnlyList<VerdictDocument.FindingEntry> causes)
    {
        var kind = Resource.Find(resource.Resource)?.LeakType;
        return causes.Any(finding => finding.Type == kind) ? [kind!] : causes.Select(finding => finding.Type);
    }

    /// <summary>A finding as every report tells it.</summary>
    private IEnumerable<string> Facts(VerdictDocument.FindingEntry finding) =>
    [
        Titles.Of(_facts.Heading(finding)),
        .. _facts.Of(finding, target.Verdict).Select(fact => TextColumns.Plain(fact.Label.Length > 0 ? $"{fact.Label}: {fact.Text}" : fact.Text)),
    ];

    /// <summary>What the categories are told by: types of leak, or that something leaks of which no finding tells.</summary>
    private static string Keys(IEnumerable<string> types, Outcome outcome)
    {
        var keys = string.Concat(types.Distinct(StringComparer.Ordinal).Select(type => $" [{SafeText.Of(type)}]"));
        return keys.Length == 0 && outcome == Outcome.Leak ? " [leak]" : keys;
    }

    private IEnumerable<string> Known(IEnumerable<VerdictDocument.FindingEntry> findings) =>
        findings.Where(finding => finding.Ignored is not null).Select(finding => _words.Known + finding.Ignored);

    private void Add(
        string name, string key, string status, string message, string trace, bool known, IEnumerable<string> told,
        IReadOnlyList<VerdictDocument.FindingEntry> findings, string? severity, IReadOnlyList<AllureStep> steps, IReadOnlyList<AllureAttachment> attachments)
    {
        var header = target.Run.Header;

        // Allure sorts by start: a millisecond apart, results stand in the order of the verdict.
        var start = header.Started.ToUnixTimeMilliseconds() + _results++;
        AllureParameter[] parameters =
        [
            new("profile", SafeText.Of(target.Verdict.Profile), false), new("run", SafeText.Of(_runId), true),
            new("requests", Number(target.Verdict.Requests), true), new("seed", Number(header.Seed), true), new("version", SafeText.Of(header.Version), true),
        ];
        var fullName = $"leakgate/{header.Target}/{key}";
        var uuid = AllureIdentity.OfRun(_runId, fullName);
        _files.Add(new ReportFile($"{AllureFormat.Folder}/{uuid}-result.json", AllureJson.Of(new AllureResult
        {
            Uuid = uuid,
            HistoryId = AllureIdentity.Stable([fullName, .. parameters.Where(parameter => !parameter.Excluded).Select(parameter => parameter.Value)]),
            TestCaseId = AllureIdentity.Stable(fullName),
            FullName = TextColumns.Fit(SafeText.Of(fullName), 200),
            Name = TextColumns.Fit(SafeText.Of($"{header.Target}: {name}"), 120),
            DescriptionHtml = HtmlTable.Paragraphs(told),
            Status = status,
            StatusDetails = new AllureDetails(message, trace.Length > 0 ? trace : null, known),
            Start = start,
            Stop = Math.Max(start, At(target.Run.Records.Max(record => record.At))),
            Labels = AllureLabels.Of(target, name, severity, findings.Select(finding => finding.Type).Distinct(StringComparer.Ordinal), input),
            Links = AllureLabels.Links(findings, executor),
            Parameters = parameters,
            Steps = steps,
            Attachments = attachments,
        })));
    }

    /// <summary>Stages with their times; a target that failed did so in the last one that it reached.</summary>
    private List<AllureStep> Steps(string status)
    {
        var stages = target.Run.Records.OfType<StageRecord>().ToList();
        var ends = target.Run.Records.Max(record => record.At);
        var words = new ChartWords(_language);
        var reached = stages.FindLastIndex(stage => stage.Stage != "stop");
        return [.. stages.Select((stage, i) => new AllureStep(
            words.Stage(stage.Stage) + (stage.Note.Length > 0 && stage.Note != words.Stage(stage.Stage) ? ": " + TextColumns.Fit(SafeText.Of(stage.Note), 200) : ""),
            status == "broken" && i == reached ? "broken" : "passed",
            At(stage.At),
            At(i + 1 < stages.Count ? stages[i + 1].At : ends)))];
    }

    private long At(TimeSpan time) => (target.Run.Header.Started + time).ToUnixTimeMilliseconds();

    private AllureAttachment Attach(string name, string ending, string type, byte[] content, string? key = null)
    {
        var source = $"{AllureIdentity.OfRun(_runId, target.Name, key ?? name)}-attachment.{ending}";
        _files.Add(new ReportFile($"{AllureFormat.Folder}/{source}", content));
        return new AllureAttachment(TextColumns.Plain(name), source, type);
    }

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
