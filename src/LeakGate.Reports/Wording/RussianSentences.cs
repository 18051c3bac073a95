using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>The verdict sentence in Russian, with the agreements that it needs.</summary>
internal sealed class RussianSentences() : SentenceWords(Language.Russian)
{
    private static readonly string[] InPlaces =
        ["", "одном", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти", "десяти"];

    public override VerdictSentence SeveralLeaks(
        string target, IReadOnlyList<VerdictDocument.FindingEntry> findings, double requestsPerSecond)
    {
        var places = findings.Count < InPlaces.Length
            ? InPlaces[findings.Count] + " местах"
            : Quantity.Whole(findings.Count) + "\u00a0" + RussianPlural.Choose(findings.Count, "месте", "местах", "местах");
        if (FirstToRunOut(findings) is not { Exhaustion: { } end } first)
        {
            var named = findings.Select(f => ResourceWords.Of(f.Resource, Language.Russian).Name).Distinct(StringComparer.Ordinal).Take(4);
            return new($"{target} ", "течёт", $" в {places}: {string.Join(", ", named)}.");
        }

        var words = ResourceWords.Of(first.Resource, Language.Russian);
        var printed = Quantity.Rate(requestsPerSecond);
        var rate = requestsPerSecond > 0
            ? $" при {printed}\u00a0{RussianPlural.Choose(printed, requestsPerSecond, "запросе", "запроса", "запросах")}/с"
            : "";
        var goes = words.Feminine ? "первой кончится" : "первыми кончатся";
        return new($"{target} ", "течёт", $" в {places};{rate} {goes} {words.Name}: через {Quantity.Duration(end.Seconds)}.");
    }

    public override VerdictSentence OneLeak(
        string target, VerdictDocument.FindingEntry finding, VerdictDocument.Amount amount, string? request)
    {
        string growth;
        if (GrowthWords.IsBytes(amount))
        {
            growth = $": {Quantity.Bytes(amount.Estimate)} с каждым {request ?? "запросом смеси"}";
        }
        else
        {
            var words = ResourceWords.Of(finding.Resource, Language.Russian);
            var each = Math.Abs(amount.Estimate) >= 0.5;
            var value = each ? amount.Estimate : amount.Estimate * 1000;
            var printed = Quantity.Number(value);
            var what = each ? $"с каждым {request ?? "запросом смеси"}" : $"с каждой тысячей {request ?? "запросов смеси"}";
            growth = $": {printed}\u00a0{words.After(printed, value, Language.Russian)} {what}";
        }

        return new($"{target} ", "течёт", growth + (finding.Exhaustion is { } end
            ? $"; {Quantity.Level(end.Limit, GrowthWords.IsBytes(amount))} кончатся через {Quantity.Duration(end.Seconds)}."
            : "."));
    }

    public override VerdictSentence OnlyKnown(string target, int count) =>
        new($"{target} ", "течёт", $" только там, где известно: {Quantity.Whole(count)}\u00a0{RussianPlural.Choose(count, "утечка", "утечки", "утечек")} из списка известных.");

    public override VerdictSentence OneLeakByTime(string target, VerdictDocument.FindingEntry finding, VerdictDocument.Amount perHour)
    {
        var words = ResourceWords.Of(finding.Resource, Language.Russian);
        var bytes = GrowthWords.IsBytes(perHour);
        var printed = Quantity.Number(perHour.Estimate);
        var growth = bytes
            ? $": {Quantity.Bytes(perHour.Estimate)} каждый час"
            : $": {printed}\u00a0{words.After(printed, perHour.Estimate, Language.Russian)} каждый час";
        return new($"{target} ", "течёт", growth + (finding.Exhaustion is { } end
            ? $"; {Quantity.Level(end.Limit, bytes)} кончатся через {Quantity.Duration(end.Seconds)}."
            : "."));
    }

    public override VerdictSentence CleanByTime(string target, double? bytes, double? counts)
    {
        var parts = new List<string>(2);
        if (bytes is { } memory)
        {
            parts.Add(Growth.ShortBound(memory, bytes: true)[2..]);
        }

        if (counts is { } counted)
        {
            var printed = Quantity.Bound(counted);
            parts.Add($"{printed}\u00a0{Counted(printed, counted)}");
        }

        return new($"{target} ", "чист", parts.Count == 0 ? "." : $": за час остаётся не больше {string.Join(" и ", parts)}.");
    }

    public override VerdictSentence LeakWithoutFinding(string target, string reason) =>
        new($"{target} ", "течёт", reason.Length == 0 ? "." : $": {reason.TrimEnd('.')}.");

    public override VerdictSentence Clean(string target, double? bytes, double? counts)
    {
        var parts = new List<string>(2);
        if (bytes is { } memory)
        {
            parts.Add($"запрос оставляет не больше {Growth.ShortBound(memory, bytes: true)[2..]}");
        }

        if (counts is { } counted)
        {
            var printed = Quantity.Bound(counted * 1000);
            parts.Add(parts.Count == 0
                ? $"тысяча запросов оставляет не больше {printed}\u00a0{Counted(printed, counted * 1000)}"
                : $"тысяча — не больше {printed}\u00a0{Counted(printed, counted * 1000)}");
        }

        return new($"{target} ", "чист", parts.Count == 0 ? "." : $": {string.Join(", а ", parts)}.");
    }

    public override VerdictSentence CleanButWorse(string target, string worse) => new($"{target} ", "чист", $", но {worse}.");

    public override VerdictSentence Undecided(string target, string reason) =>
        new($"По {target} ", "не решено", reason.Length == 0 ? "." : $": {reason}.");

    public override VerdictSentence Failed(string target, string? code, string reason)
    {
        var verb = code switch
        {
            "unhealthy" => "не поднялся",
            "not_found" or "not_started" or "port_taken" => "не запустился",
            "exited" or "gone" => "завершился сам",
            "killed" or "out_of_memory" => "был остановлен",
            _ => "не отработал",
        };
        return new($"{target} ", verb, reason.Length == 0 ? "." : $": {reason}.");
    }

    /// <summary>In the genitive, which goes with «не больше»: singular after a fraction and after one.</summary>
    private static string Counted(string printed, double value) =>
        printed.Contains(',', StringComparison.Ordinal) || RussianPlural.Choose(printed, value, "one", "few", "many") == "one"
            ? "потока, дескриптора или соединения"
            : "потоков, дескрипторов или соединений";

    public override string Reason(VerdictDocument verdict) =>
        ReasonWords.Has(verdict.Reason) ? ReasonWords.Of(verdict.Reason, Language.Russian, GrowthWords.IsByTime(verdict)) : Recorded(verdict);
}
