using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>How much was measured, in one line: requests, failures, judged blocks, time, profile.</summary>
public static class RunFacts
{
    /// <summary>The line, without a full stop; numbers and their units are held together by no-break spaces.</summary>
    public static string Of(VerdictDocument verdict, Language language)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var quantity = Quantity.In(language);
        if (verdict is { Verdict: Outcome.Failed, Requests: 0, RequestsFailed: 0 })
        {
            // It never took a request: "none failed" would read as praise.
            return language.Pick(
                $"no request was sent; {quantity.Duration(verdict.DurationSeconds)}; profile {SafeText.Of(verdict.Profile)}",
                $"запросов не было; {quantity.Duration(verdict.DurationSeconds)}; профиль {SafeText.Of(verdict.Profile)}");
        }

        var blocks = verdict.Resources.Select(r => r.Blocks).DefaultIfEmpty(0).Max();
        if (GrowthWords.IsByTime(verdict) && verdict.Requests == 0)
        {
            return language.Pick(
                $"without load; {quantity.Whole(blocks)}\u00a0{(blocks == 1 ? "window" : "windows")} judged; {quantity.Duration(verdict.DurationSeconds)}",
                $"без нагрузки; {RussianPlural.Choose(blocks, "оценено", "оценены", "оценено")} {quantity.Whole(blocks)}\u00a0{RussianPlural.Choose(blocks, "окно", "окна", "окон")}; {quantity.Duration(verdict.DurationSeconds)}");
        }

        var requests = quantity.Whole(verdict.Requests);
        var failed = verdict.RequestsFailed == 0
            ? language.Pick("none failed", "ни одной ошибки")
            : language.Pick($"{quantity.Whole(verdict.RequestsFailed)}\u00a0failed", $"ошибок: {quantity.Whole(verdict.RequestsFailed)}");
        return language.Pick(
            $"{requests}\u00a0{(verdict.Requests == 1 ? "request" : "requests")}, {failed}; {quantity.Whole(blocks)}\u00a0{(blocks == 1 ? "block" : "blocks")} judged; {quantity.Duration(verdict.DurationSeconds)}; profile {SafeText.Of(verdict.Profile)}",
            $"{requests}\u00a0{RussianPlural.Choose(verdict.Requests, "запрос", "запроса", "запросов")}, {failed}; {RussianPlural.Choose(blocks, "оценён", "оценено", "оценено")} {quantity.Whole(blocks)}\u00a0{RussianPlural.Choose(blocks, "блок", "блока", "блоков")}; {quantity.Duration(verdict.DurationSeconds)}; профиль {SafeText.Of(verdict.Profile)}");
    }
}
