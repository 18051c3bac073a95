using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Charts;

/// <summary>The words on charts.</summary>
internal sealed class ChartWords(Language language)
{
    public Language Language => language;

    public string Floors => language.Pick("floors", "минимумы блоков");

    public string Requests => language.Pick("requests", "запросы");

    public string Time => language.Pick("time from the start", "время от начала");

    public string Margin(string margin) => language.Pick($"margin {margin}", $"допуск {margin}");

    public string Growth(string growth, bool byTime) => byTime ? growth : growth + language.Pick(" of the mix", " смеси");

    public string Judged => language.Pick("judged floor", "оценённый минимум");

    public string NotJudged => language.Pick("not judged", "без оценки");

    public string Alone => language.Pick("one request alone", "один запрос отдельно");

    public string Evidence => language.Pick("evidence after each block", "свидетельство после каждого блока");

    public string Blocks => language.Pick("judged blocks", "оценённые блоки");

    public string Needed(string needed) => language.Pick($"needed: {needed}", $"нужно: {needed}");

    public string Curve => language.Pick("curve", "кривая");

    public string Reading => language.Pick("reading", "показание");

    public string Comparison => language.Pick("growth of each target", "рост по программам");

    public string NoSamples => language.Pick("This run holds no samples.", "В этом запуске нет показаний.");

    public string NoFloors => language.Pick("This run holds no floors of this resource.", "В этом запуске нет минимумов этого ресурса.");

    public string NoEvidence => language.Pick("No block was judged.", "Ни один блок не оценён.");

    public string Thinned(string shown, string recorded) =>
        language.Pick($"{recorded} readings, thinned to {shown}; no spike is lost", $"показаний {recorded}, показано {shown}; все выбросы на месте");

    public string Left(string more) => language.Pick($"and {more} more", $"и ещё {more}");

    public string Outcome(Outcome outcome) => outcome switch
    {
        Verdicts.Outcome.Leak => language.Pick("leak", "течёт"),
        Verdicts.Outcome.Clean => language.Pick("clean", "чисто"),
        Verdicts.Outcome.Inconclusive => language.Pick("undecided", "не решено"),
        _ => language.Pick("failed", "сбой программы"),
    };

    /// <summary>A stage, as the time line names it; stages that have no room there have no name.</summary>
    public string Stage(string stage) => stage switch
    {
        "start" => language.Pick("start", "запуск"),
        "ready" => language.Pick("health", "готовность"),
        "warm-up" => language.Pick("warm-up", "прогрев"),
        "pilot" => language.Pick("pilot", "проба"),
        "blocks" => language.Pick("blocks", "блоки"),
        "confirm" => language.Pick("each request alone", "запросы по одному"),
        "snapshot" => language.Pick("snapshot", "снимок"),
        "stop" => language.Pick("stop", "остановка"),
        _ => SafeText.Of(stage),
    };
}
