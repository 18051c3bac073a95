using LeakGate.Baselines;
using LeakGate.Reports.Charts;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>Everything that people read of a target in the viewer, worded as all other reports word it.</summary>
internal sealed class ViewerWords(Language language)
{
    /// <summary>Before what is worse than the baseline: the page puts such a line out by it.</summary>
    private const string Worse = "▲ ";
    private static readonly string[] Stages = ["start", "ready", "warm-up", "pilot", "blocks", "confirm", "snapshot", "stop"];
    private readonly GrowthWords _growth = GrowthWords.In(language);
    private readonly Quantity _quantity = Quantity.In(language);
    private readonly ChartWords _chart = new(language);

    /// <summary>The words of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="events">The events that the viewer is given.</param>
    public TargetWords Of(ReportTarget target, IReadOnlyList<EventRecord> events)
    {
        var verdict = target.Verdict;
        var sentence = VerdictSentence.Of(verdict, language);
        return new TargetWords
        {
            Sentence = [sentence.Before, sentence.Verb, sentence.After],
            Outcome = _chart.Outcome(verdict.Verdict),
            Measured = RunFacts.Of(verdict, language),
            Facts = [.. Facts(target)],
            Missing = [.. target.Missing.Select(part => MissingWords.Of(part, language))],
            Findings = [.. verdict.Findings.Select(finding => Finding(finding, verdict))],
            Resources = verdict.Resources.DistinctBy(entry => entry.Resource).ToDictionary(entry => entry.Resource, entry => Resource(entry, verdict), StringComparer.Ordinal),
            Measurement = Measurement(verdict),
            Requests = new RequestRows(language).Of(target),
            Stages = Stages.ToDictionary(stage => stage, _chart.Stage, StringComparer.Ordinal),
            Events = [.. events.Select(happened => EventWords.Of(happened, language))],
            Environment = [.. new EnvironmentWords(language).Of(target)],
            Baseline = verdict.Baseline is { } baseline
                ?
                [
                    BaselineWords.Sentence(verdict.Target, baseline, language),
                    .. baseline.Figures.Where(figure => figure.Change == Change.Worse).Select(figure => Worse + Figure(figure)),
                    .. baseline.Drifts.Select(drift => Worse + BaselineWords.Of(drift, language)),
                    .. baseline.Figures.Where(figure => figure.Change != Change.Worse).Select(Figure),
                ]
                : [],
        };
    }

    private string Figure(BaselineDocument.FigureEntry figure) =>
        $"{ResourceWords.Of(figure.Resource, language).Name}, {BaselineWords.Figure(figure.Figure, language)}: {BaselineWords.Of(figure, language)}";

    private IEnumerable<LabelledText> Facts(ReportTarget target)
    {
        var verdict = target.Verdict;
        yield return new(language.Pick("Verdict", "Вердикт"), _chart.Outcome(verdict.Verdict));
        yield return new(language.Pick("Requests", "Запросы"), verdict.RequestsFailed == 0
            ? language.Pick($"{_quantity.Whole(verdict.Requests)}, none failed", $"{_quantity.Whole(verdict.Requests)}, ошибок нет")
            : language.Pick(
                $"{_quantity.Whole(verdict.Requests)}, {_quantity.Whole(verdict.RequestsFailed)} failed",
                $"{_quantity.Whole(verdict.Requests)}, ошибок {_quantity.Whole(verdict.RequestsFailed)}"));
        var judged = target.Run.Blocks.Count(block => block.Stage == "blocks");
        var alone = target.Run.Blocks.Count(block => block.Stage == "confirm");
        yield return new(language.Pick("Blocks", "Блоки"), _quantity.Whole(judged)
            + (alone > 0 ? language.Pick($" + {_quantity.Whole(alone)} to confirm", $" + {_quantity.Whole(alone)} проверочных") : ""));
        yield return new(language.Pick("Duration", "Длительность"), _quantity.Duration(verdict.DurationSeconds));
        if (verdict.SecondsToVerdict is { } seconds)
        {
            yield return new(language.Pick("To the verdict", "До вердикта"), _quantity.Duration(seconds));
        }

        if (target.Run.Header.Commit is { Length: > 0 } commit)
        {
            yield return new(language.Pick("Commit", "Коммит"), TextColumns.Fit(SafeText.Of(commit), 12), IsName: true);
        }

        if (target.Run.Header.Branch is { Length: > 0 } branch)
        {
            yield return new(language.Pick("Branch", "Ветка"), TextColumns.Fit(SafeText.Of(branch), 60), IsName: true);
        }
    }

    private FindingText Finding(VerdictDocument.FindingEntry finding, VerdictDocument verdict)
    {
        var resource = ResourceWords.Of(finding.Resource, language);
        var request = finding.Requests.Count > 0 ? finding.Requests[0] : null;
        var amount = request?.PerRequest ?? GrowthWords.Of(finding);
        var (number, unit, interval) = _growth.Parts(amount, resource.Several, request is null && finding.PerHour is not null);
        var entry = verdict.Resources.FirstOrDefault(candidate => candidate.Resource == finding.Resource);
        var advice = AdviceWords.Of(finding.Advice, language);
        return new FindingText(
            ResourceWords.LeakType(finding.Type, language),
            ResourceWords.Severity(finding.Severity, language),
            request is null ? null : TextColumns.Fit(SafeText.Of(request.Request), 400),
            number,
            unit,
            interval,
            entry is null ? "" : _growth.Margin(entry),
            finding.Exhaustion is { } end ? _quantity.Duration(end.Seconds) : null,
            [.. Told(finding, verdict)],
            advice.Text,
            advice.Code,
            SafeText.Of(finding.Advice),
            finding.Ignored is not null);
    }

    /// <summary>What stands above in large print, and the advice, are not told twice; of the request above, its share.</summary>
    private IEnumerable<LabelledText> Told(VerdictDocument.FindingEntry finding, VerdictDocument verdict)
    {
        var facts = new FindingFacts(language).Of(finding, verdict)
            .Where(fact => fact.Label != language.Pick("Advice", "Совет"))
            .Select(fact => new LabelledText(fact.Label, fact.Text, fact.IsName));
        if (finding.Requests.Count == 0)
        {
            return facts;
        }

        var share = language.Pick(
            $"{_quantity.Percent(finding.Requests[0].Share)} of the growth", $"{_quantity.Percent(finding.Requests[0].Share)} роста");
        return facts.Skip(2)
            .Select(fact => fact.Label == language.Pick("Request", "Запрос") ? fact with { Label = language.Pick("Also", "Ещё") } : fact)
            .Prepend(new LabelledText(language.Pick("Share", "Доля"), share));
    }

    private ResourceText Resource(VerdictDocument.ResourceEntry entry, VerdictDocument verdict)
    {
        var words = ResourceWords.Of(entry.Resource, verdict.Resources, language);
        var clean = entry.Verdict == Outcome.Clean;
        var bytes = GrowthWords.IsBytes(entry);
        var bound = !clean ? null
            : entry.PerRequest is { } perRequest ? _growth.ShortBound(perRequest.High, bytes)
            : entry.PerHour is { } perHour ? _growth.ShortPerHour(perHour, asBound: true)
            : null;
        var reason = entry.Verdict == Outcome.Inconclusive ? ReasonWords.Of(entry.Reason, language, entry.PerHour is not null) : "";
        return new ResourceText(
            words.Name,
            words.Short,
            _chart.Outcome(entry.Verdict),
            _growth.Long(entry, clean),
            bound,
            _growth.Margin(entry),
            ConsoleSummary.HeapTellsIt(verdict, entry) ? string.Join("; ", new[] { reason, new ConsoleWords(language).ShownByHeap }.Where(part => part.Length > 0)) : reason,
            new MeasurementWords(language).Reached(entry),
            StepWords.Of(entry, language));
    }

    private MeasurementText Measurement(VerdictDocument verdict)
    {
        var words = new MeasurementWords(language);
        var weak = verdict.Measurement.Count(MeasurementWords.IsWeak);
        var unknown = verdict.Measurement.Count(check => check.State is not ("ok" or "weak"));
        var passed = verdict.Measurement.Count - weak - unknown;
        var summary = verdict.Measurement.Count == 0
            ? language.Pick("not graded: there are no checks in this run", "не оценено: в этом запуске нет проверок")
            : weak == 0 ? words.NothingWeakens(unknown)
            : language.Pick(
                $"{_quantity.Whole(passed)} checks passed, {_quantity.Whole(weak)} weak; none of them changes the verdict",
                $"проверок пройдено: {_quantity.Whole(passed)}, слабых: {_quantity.Whole(weak)}; вердикта они не меняют");
        if (verdict.Verdict == Outcome.Inconclusive && verdict.Resources.All(entry => entry.Blocks == 0))
        {
            summary = language.Pick("nothing was judged; ", "ничего не оценено; ") + summary;
        }

        return new MeasurementText(summary, [
            .. verdict.Measurement
                .OrderBy(check => check.State switch { "weak" => 0, "ok" => 2, _ => 1 })
                .Select(check => new CheckText(check.State is "weak" or "ok" ? check.State : "unknown", words.Of(check))),
        ]);
    }
}
