using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>One line about a finding.</summary>
/// <param name="Label">What it tells; empty: it goes on with the line before.</param>
/// <param name="Text">Made harmless for one line; numbers stay whole by no-break spaces.</param>
/// <param name="IsName">Whether it is a target's own words: a request's name.</param>
/// <param name="IsDetail">Whether a short message leaves it to the report.</param>
public sealed record FindingFact(string Label, string Text, bool IsName = false, bool IsDetail = false);

/// <summary>A finding in words, the same in every report: request and growth, who holds it, when it runs out, where to read on.</summary>
public sealed class FindingFacts(Language language)
{
    private const int MostEvidence = 4;
    private const int MostRequests = 5;
    private readonly GrowthWords _growth = GrowthWords.In(language);
    private readonly Quantity _quantity = Quantity.In(language);

    /// <summary>What leaks and how bad it is.</summary>
    public string Heading(VerdictDocument.FindingEntry finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var type = ResourceWords.LeakType(finding.Type, language);
        var severity = ResourceWords.Severity(finding.Severity, language);
        var known = finding.Ignored is null ? "" : language.Pick(", known", ", известно");
        return language.Pick($"{type}, severity {severity}{known}", $"{type}, срочность {severity}{known}");
    }

    /// <summary>Everything there is to say of it, in the order in which it is read.</summary>
    public IEnumerable<FindingFact> Of(VerdictDocument.FindingEntry finding, VerdictDocument verdict)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(verdict);
        foreach (var request in finding.Requests.Take(MostRequests))
        {
            yield return new FindingFact(language.Pick("Request", "Запрос"), SafeText.Of(request.Request), IsName: true);
            yield return new FindingFact("", Growth(request));
        }

        if (finding.PerMixRequest is { } mix)
        {
            yield return new FindingFact(language.Pick("Mix", "Смесь"), $"{_growth.Long(mix)} {language.Pick("of the mix", "смеси")}", IsDetail: finding.Requests.Count > 0);
        }
        else if (finding.PerHour is { } perHour)
        {
            yield return new FindingFact(language.Pick("Growth", "Рост"), _growth.LongPerHour(perHour));
        }

        if (finding.Resource is "heap")
        {
            yield return new FindingFact(language.Pick("Seen in", "Видно в"), language.Pick("the managed heap, after collections", "управляемой куче, после сборок мусора"), IsDetail: true);
        }

        foreach (var (line, index) in HeldBy(finding).Select((line, index) => (line, index)))
        {
            yield return new FindingFact(index == 0 ? language.Pick("Held by", "Держит") : "", line);
        }

        if (finding.Exhaustion is { } end)
        {
            yield return new FindingFact(language.Pick("Runs out", "Кончится"), RunsOut(end, finding, verdict));
        }

        if (finding.Folded.Count > 0)
        {
            var folded = finding.Folded.Select(f => $"{ResourceWords.Of(f.Resource, language).Name} {PerUnit(finding, f)}");
            yield return new FindingFact(language.Pick("Includes", "Включает"), string.Join(", ", folded), IsDetail: true);
        }

        if (finding.Ignored is { } reason)
        {
            yield return new FindingFact(language.Pick("Known", "Известно"), SafeText.Of(reason) + Until(finding.IgnoredUntil));
        }

        var advice = AdviceWords.Of(finding.Advice, language);
        yield return new FindingFact(
            language.Pick("Advice", "Совет"),
            advice.Code.Length == 0 ? advice.Page : $"{advice.Text}: {language.Pick("see ", "см. ")}{advice.Page}");
        yield return new FindingFact(language.Pick("Id", "Отпечаток"), SafeText.Of(finding.Fingerprint), IsDetail: true);
    }

    /// <summary>Growth of a request that was measured alone, with its share.</summary>
    public string Growth(VerdictDocument.RequestEntry request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"{_growth.Long(request.PerRequest)}; {_quantity.Percent(request.Share)} {language.Pick("of the growth", "роста")}";
    }

    private List<string> HeldBy(VerdictDocument.FindingEntry finding)
    {
        var seen = finding.Evidence.Take(MostEvidence).Select(Seen).ToList();
        return seen.Count > 0 ? seen : [Place(SafeText.Of(finding.Where))];
    }

    private string Seen(VerdictDocument.EvidenceEntry evidence) => evidence.Kind is "keys"
        ? language.Pick(
            $"grows only with new keys, not with repeated ones: without bound, or not full after {_quantity.Whole(evidence.Count)}\u00a0requests",
            $"растёт только от новых ключей, от прежних нет: без границы или ещё не полно, запросов было {_quantity.Whole(evidence.Count)}")
        : SafeText.Of(evidence.Kind is "server" ? ServerWords.Of(evidence.Name, language) : evidence.Name) + Grown(evidence);

    private string Grown(VerdictDocument.EvidenceEntry evidence) => evidence.Count == 0 ? ""
        : $" {(evidence.Count > 0 ? "+" : "")}{(evidence.Kind is "server" && ServerWords.IsBytes(evidence.Name) ? _quantity.Bytes(evidence.Count) : _quantity.Whole(evidence.Count))}";

    private string Place(string where) => (language, where) switch
    {
        (Language.Russian, "managed heap") => "управляемая куча",
        (Language.Russian, "native") => "память вне управляемой кучи",
        (Language.Russian, "mapped files") => "отображённые файлы",
        (_, "unknown") => language.Pick(
            "not known: no look inside this program", "не видно: внутрь этой программы не заглянуть"),
        _ => where,
    };

    private string RunsOut(VerdictDocument.ExhaustionEntry end, VerdictDocument.FindingEntry finding, VerdictDocument verdict)
    {
        var limit = _quantity.Level(end.Limit, GrowthWords.IsBytes(GrowthWords.Of(finding)));
        var source = end.LimitSource is "machine" ? language.Pick("memory of the machine", "память машины") : SafeText.Of(end.LimitSource);
        var text = language.Pick(
            $"in {_quantity.Duration(end.Seconds)}; limit {limit} ({source})",
            $"через {_quantity.Duration(end.Seconds)}; предел {limit} ({source})");
        if (verdict.RequestsPerSecond <= 0)
        {
            return text;
        }

        var rate = _quantity.Rate(verdict.RequestsPerSecond);
        return text + language.Pick(
            $", at {rate}\u00a0requests/s",
            $", при {rate}\u00a0{RussianPlural.Choose(rate, verdict.RequestsPerSecond, "запросе", "запроса", "запросах")}/с");
    }

    // Bytes that grow along with bytes are a share; anything else comes with each leaked thing.
    private string PerUnit(VerdictDocument.FindingEntry finding, VerdictDocument.FoldedEntry folded)
    {
        var bytes = folded.Resource is "memory" or "heap";
        return bytes && GrowthWords.IsBytes(GrowthWords.Of(finding))
            ? _quantity.Percent(folded.PerUnit)
            : $"{(bytes ? _quantity.Bytes(folded.PerUnit) : _quantity.Number(folded.PerUnit))} {language.Pick("each", "на\u00a0единицу")}";
    }

    private string Until(DateOnly? day) => day is not { } last ? "" : " (" + language.Pick(
        $"ignored until {last.ToString("O", System.Globalization.CultureInfo.InvariantCulture)}",
        $"не считается до {last.ToString("O", System.Globalization.CultureInfo.InvariantCulture)} включительно") + ")";
}
