using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>One finding: what leaks, by which request and how much, who holds it, when it runs out, where to read on.</summary>
internal static class FindingBlock
{
    private const int MostEvidence = 4;
    private const int MostRequests = 5;

    public static void Write(Page page, VerdictDocument.FindingEntry finding, VerdictDocument verdict, int labelWidth)
    {
        var language = page.Style.Language;
        var words = new ConsoleWords(language);
        var growth = GrowthWords.In(language);
        var quantity = Quantity.In(language);

        page.Marked(ConsoleWords.Symbol(Outcome.Leak), Heading(finding, language), Outcome.Leak);
        foreach (var request in finding.Requests.Take(MostRequests))
        {
            page.Labelled(words.Request, labelWidth, SafeText.Of(request.Request));
            page.Labelled("", labelWidth, $"{growth.Long(request.PerRequest)}; {quantity.Percent(request.Share)} {words.OfTheGrowth}");
        }

        if (finding.PerMixRequest is { } mix)
        {
            page.Labelled(words.Mix, labelWidth, $"{growth.Long(mix)} {words.OfTheMix}");
        }
        else if (finding.PerHour is { } perHour)
        {
            page.Labelled(words.Growth, labelWidth, growth.LongPerHour(perHour));
        }

        Held(page, words, quantity, finding, labelWidth);
        if (finding.Exhaustion is { } end)
        {
            page.Labelled(words.Limit, labelWidth, RunsOut(end, finding, verdict, language));
        }

        if (finding.Folded.Count > 0)
        {
            var folded = finding.Folded.Select(f => $"{ResourceWords.Of(f.Resource, language).Name} {PerUnit(finding, f, quantity, words)}");
            page.Labelled(words.Includes, labelWidth, string.Join(", ", folded));
        }

        if (finding.Ignored is { } reason)
        {
            var until = finding.IgnoredUntil is { } day ? $" ({words.Until(day)})" : "";
            page.Labelled(words.Known, labelWidth, SafeText.Of(reason) + until);
        }

        page.Labelled(words.Advice, labelWidth, SafeText.Of(finding.Advice));
        page.Labelled(words.Fingerprint, labelWidth, SafeText.Of(finding.Fingerprint));
    }

    private static string Heading(VerdictDocument.FindingEntry finding, Language language)
    {
        var type = ResourceWords.LeakType(finding.Type, language);
        var severity = ResourceWords.Severity(finding.Severity, language);
        var known = finding.Ignored is null ? "" : language.Pick(", known", ", известно");
        return language.Pick($"{type}, severity {severity}{known}", $"{type}, срочность {severity}{known}");
    }

    private static void Held(Page page, ConsoleWords words, Quantity quantity, VerdictDocument.FindingEntry finding, int labelWidth)
    {
        var seen = finding.Evidence.Take(MostEvidence).Select(e => Seen(e, quantity, page.Style.Language)).ToList();
        if (seen.Count == 0)
        {
            seen.Add(Place(SafeText.Of(finding.Where), page.Style.Language));
        }

        foreach (var (line, index) in seen.Select((line, index) => (line, index)))
        {
            page.Labelled(index == 0 ? words.HeldBy : "", labelWidth, line);
        }
    }

    private static string Seen(VerdictDocument.EvidenceEntry evidence, Quantity quantity, Language language) => evidence.Kind is "keys"
        ? language.Pick(
            $"grows only with new keys: unbounded, or not yet full after {quantity.Whole(evidence.Count)}\u00a0requests",
            $"растёт только от новых ключей: без границы или ещё не полно, запросов было {quantity.Whole(evidence.Count)}")
        : $"{SafeText.Of(evidence.Name)} {Signed(quantity, evidence.Count)}";

    private static string Place(string where, Language language) => (language, where) switch
    {
        (Language.Russian, "managed heap") => "управляемая куча",
        (Language.Russian, "native") => "память вне управляемой кучи",
        (Language.Russian, "mapped files") => "отображённые файлы",
        (_, "unknown") => language.Pick(
            "not known: no look inside this program", "не видно: внутрь этой программы не заглянуть"),
        _ => where,
    };

    private static string RunsOut(
        VerdictDocument.ExhaustionEntry end, VerdictDocument.FindingEntry finding, VerdictDocument verdict, Language language)
    {
        var quantity = Quantity.In(language);
        var limit = quantity.Level(end.Limit, GrowthWords.IsBytes(GrowthWords.Of(finding)));
        var source = end.LimitSource is "machine" ? language.Pick("memory of the machine", "память машины") : SafeText.Of(end.LimitSource);
        var text = language.Pick(
            $"in {quantity.Duration(end.Seconds)}; limit {limit} ({source})",
            $"через {quantity.Duration(end.Seconds)}; предел {limit} ({source})");
        if (verdict.RequestsPerSecond <= 0)
        {
            return text;
        }

        var rate = quantity.Rate(verdict.RequestsPerSecond);
        return text + language.Pick(
            $", at {rate}\u00a0requests/s",
            $", при {rate}\u00a0{RussianPlural.Choose(rate, verdict.RequestsPerSecond, "запросе", "запроса", "запросах")}/с");
    }

    // Bytes that grow along with bytes are a share; anything else comes with each leaked thing.
    private static string PerUnit(VerdictDocument.FindingEntry finding, VerdictDocument.FoldedEntry folded, Quantity quantity, ConsoleWords words)
    {
        var bytes = folded.Resource is "memory" or "heap";
        return bytes && GrowthWords.IsBytes(GrowthWords.Of(finding))
            ? quantity.Percent(folded.PerUnit)
            : $"{(bytes ? quantity.Bytes(folded.PerUnit) : quantity.Number(folded.PerUnit))} {words.Each}";
    }

    private static string Signed(Quantity quantity, long count) => (count > 0 ? "+" : "") + quantity.Whole(count);
}
