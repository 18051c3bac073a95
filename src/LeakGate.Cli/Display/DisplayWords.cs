using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>What the displays say, in two languages.</summary>
internal sealed class DisplayWords(Language language)
{
    private readonly Quantity _quantity = Quantity.In(language);

    public Language Language => language;

    public string Now => language.Pick("now", "сейчас");

    public string Floor => language.Pick("floor", "минимум");

    public string Growth => language.Pick("growth per request", "рост на запрос");

    public string GrowthByTime => language.Pick("growth per hour", "рост в час");

    public string Floors => language.Pick("floors", "ряд");

    /// <summary>At most 9 columns.</summary>
    public string Evidence => language.Pick("evidence", "довод");

    public string TowardsClean => language.Pick("clean", "чисто");

    public string TowardsLeak => language.Pick("leak", "течёт");

    /// <summary>At most 7 columns.</summary>
    public string Open => language.Pick("open", "открыто");

    public string Request => language.Pick("request", "запрос");

    public string Done => language.Pick("done", "готово");

    public string PerSecond => language.Pick("per s", "в\u00a0с");

    public string Failed => language.Pick("failed", "ошибок");

    public string Milliseconds => language.Pick("ms", "мс");

    public string Verdict => language.Pick("verdict", "вердикт");

    public string Warning => language.Pick("warning", "внимание");

    public string Error => language.Pick("error", "ошибка");

    public string Gap => language.Pick("gap", "пропуск");

    /// <summary>Evidence so far points to a leak, and is not enough.</summary>
    public string Leaning => language.Pick("leaning to leak", "скорее течёт");

    public string BeforeLoad => language.Pick("before any load", "до нагрузки");

    public string NoLoad => language.Pick("no load", "без нагрузки");

    public string EarlierKeys => language.Pick("with earlier keys", "с прежними ключами");

    public string TimeUnknown => language.Pick("time left not known yet", "сколько осталось, пока не ясно");

    public string Stage(string stage) => (language, stage) switch
    {
        (Language.Russian, "start") => "запуск",
        (Language.Russian, "ready") => "готовность",
        (Language.Russian, "warm-up") => "прогрев",
        (Language.Russian, "pilot") => "проба",
        (Language.Russian, "blocks") => "блоки",
        (Language.Russian, "confirm") => "проверка",
        (Language.Russian, "snapshot") => "снимок",
        (Language.Russian, "stop") => "остановка",
        _ => TextColumns.Fit(SafeText.Of(stage), 12),
    };

    /// <summary>A judged block: its number among those, of the most that there can be.</summary>
    public string Judged(int number, int most) => language.Pick(
        $"block {_quantity.Whole(number)} of ≤{_quantity.Whole(most)}",
        $"блок {_quantity.Whole(number)} из ≤{_quantity.Whole(most)}");

    /// <summary>A stage as a line of a log tells its begin.</summary>
    public string Begins(string stage, int mostBlocks) => stage switch
    {
        "ready" => language.Pick("waiting until it is ready", "ожидание готовности"),
        "warm-up" => language.Pick("warm-up, not judged", "прогрев, без оценки"),
        "pilot" => language.Pick("pilot: how much noise there is", "проба: сколько шума"),
        "blocks" when mostBlocks > 0 => language.Pick(
            $"blocks that are judged, at most {_quantity.Whole(mostBlocks)}", $"оцениваемые блоки, не больше {_quantity.Whole(mostBlocks)}"),
        "confirm" => language.Pick("confirm: one request at a time", "проверка: запросы по одному"),
        _ => Stage(stage),
    };

    public string State(string state) => (language, state) switch
    {
        (Language.Russian, "undecided") => "не решено",
        (Language.Russian, "clean") => "чисто",
        (Language.Russian, "leak") => "течёт",
        (Language.Russian, "unmeasured") => "не измерено",
        _ => TextColumns.Fit(SafeText.Of(state), 12),
    };

    /// <summary>What goes on, in the present.</summary>
    public string Doing(string? stage, string target) => stage switch
    {
        "start" => language.Pick($"Starting {target}", $"Запуск {target}"),
        "ready" => language.Pick($"Waiting until {target} is ready", $"Ожидание готовности {target}"),
        "warm-up" => language.Pick($"Warming {target} up, not judged yet", $"Прогрев {target}, пока без оценки"),
        "pilot" => language.Pick($"Measuring the noise of {target}", $"Измерение шума {target}"),
        "confirm" => language.Pick($"Confirming {target}, one request at a time", $"Проверка {target}: запросы по одному"),
        "snapshot" => language.Pick($"Taking a picture of {target}", $"Снимок {target}"),
        "stop" => language.Pick($"Stopping {target}", $"Остановка {target}"),
        _ => language.Pick($"Measuring {target}", $"Измерение {target}"),
    };

    public string Measuring(string target, int leaning, int decided, int total)
    {
        var open = total - decided;
        if (decided == 0)
        {
            var lean = leaning == 0
                ? ""
                : language.Pick(
                    $", {_quantity.Whole(leaning)} of {_quantity.Whole(total)} {(leaning == 1 ? "leans" : "lean")} to a leak",
                    $", к утечке {RussianPlural.Choose(leaning, "клонится", "клонятся", "клонятся")} {_quantity.Whole(leaning)} из {_quantity.Whole(total)}");
            return language.Pick($"Measuring {target}: undecided{lean}", $"Измерение {target}: не решено{lean}");
        }

        return language.Pick(
            $"Measuring {target}: {_quantity.Whole(decided)} of {_quantity.Whole(total)} decided, {_quantity.Whole(open)} open",
            $"Измерение {target}: решено {_quantity.Whole(decided)} из {_quantity.Whole(total)}, открыто {_quantity.Whole(open)}");
    }

    /// <summary>Elapsed time and the range of what is left.</summary>
    public string TimeLeft(TimeSpan elapsed, TimeSpan? likely, TimeSpan low, TimeSpan high)
    {
        var spent = _quantity.Duration(elapsed);
        if (likely is not { } left)
        {
            return $"{spent}, {TimeUnknown}";
        }

        return left < TimeSpan.FromSeconds(1)
            ? language.Pick($"{spent}, nearly done", $"{spent}, почти всё")
            : language.Pick(
                $"{spent}, about {_quantity.About(left)} left ({_quantity.AboutRange(low, high)})",
                $"{spent}, ещё около {_quantity.About(left)} ({_quantity.AboutRange(low, high)})");
    }

    public string NotYet(int more) => language.Pick($"{_quantity.Whole(more)} more", $"ещё {_quantity.Whole(more)}");

    public string Requests(long done, long failed, double? perSecond)
    {
        var count = _quantity.Whole(done);
        var noun = language.Pick(done == 1 ? "request" : "requests", RussianPlural.Choose(done, "запрос", "запроса", "запросов"));
        var bad = failed == 0
            ? language.Pick("none failed", "без ошибок")
            : language.Pick($"{_quantity.Whole(failed)} failed", $"ошибок: {_quantity.Whole(failed)}");
        var rate = perSecond is { } speed ? $", {_quantity.Number(speed)}{language.Pick("/s", "/с")}" : "";
        return $"{count} {noun}, {bad}{rate}";
    }
}
