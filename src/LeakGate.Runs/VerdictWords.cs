using LeakGate.Runs.Text;

namespace LeakGate.Runs;

/// <summary>What each key of the verdict document means: the same word means the same wherever it stands.</summary>
internal sealed class VerdictWords(Language language)
{
    private static readonly Dictionary<string, (string English, string Russian)> Words = new(StringComparer.Ordinal)
    {
        [""] = ("The verdict on one target. --json prints an array of these.", "Вердикт об одной цели. --json печатает массив таких документов."),
        ["leak_types"] = ("Types of the findings, the first to run out first, each once; later versions add some.", "Виды находок, первым тот, что кончится раньше, каждый один раз; новые версии добавляют виды."),
        ["severity"] = ("From the time until a limit is reached: critical under an hour, high under a day, medium under a week, low beyond.", "По времени до предела: critical — меньше часа, high — меньше суток, medium — меньше недели, low — дольше."),
        ["memory_growth_mb"] = ("Growth of memory over the judged blocks, 1,000,000 bytes.", "Рост памяти за оценённые блоки, по 1 000 000 байт."),
        ["connection_growth"] = ("Growth of all connections over the judged blocks.", "Рост числа соединений за оценённые блоки."),
        ["files_growth"] = ("Growth of descriptors over the judged blocks.", "Рост числа дескрипторов за оценённые блоки."),
        ["trend"] = ("increasing when there is a leak, else stable.", "increasing при утечке, иначе stable."),
        ["schema"] = ("Version of this format.", "Версия формата."),
        ["run_id"] = ("The run.", "Прогон."),
        ["file"] = ("The file that was judged, as it was named; only from analyze.", "Оценённый файл, как его назвали; только от analyze."),
        ["target"] = ("The target.", "Цель."),
        ["verdict"] = ("clean, leak, inconclusive or failed.", "clean, leak, inconclusive или failed."),
        ["reason"] = ("Why it is inconclusive or failed; null otherwise.", "Почему вывода нет или цель сломалась; иначе null."),
        ["reason_text"] = ("The reason in one sentence.", "Причина одним предложением."),
        ["started"] = ("Start, UTC.", "Начало, UTC."),
        ["duration_seconds"] = ("From start to verdict.", "От начала до вердикта."),
        ["seconds_to_verdict"] = ("From ready to the decision.", "От готовности до решения."),
        ["requests"] = ("Completed requests; in a finding: the requests that leak, each measured alone.", "Выполненные запросы; в находке — запросы, которые текут, каждый измерен отдельно."),
        ["requests_failed"] = ("Failed requests.", "Неудавшиеся запросы."),
        ["requests_per_second"] = ("Completed requests per second of load over the judged blocks.", "Выполненных запросов в секунду нагрузки за оценённые блоки."),
        ["profile"] = ("Profile.", "Профиль."),
        ["expect"] = ("What the verdict had to be.", "Каким вердикт должен быть."),
        ["last_output"] = ("Last lines of the target's output; only when it failed.", "Последние строки вывода цели; только если она сломалась."),
        ["resources"] = ("Every judged resource.", "Все оценённые ресурсы."),
        ["findings"] = ("One for each cause.", "По одной на причину."),
        ["measurement"] = ("The measurement graded by itself: every kind of check; it never changes the verdict.", "Оценка самого измерения: все виды проверок; вердикт от неё не меняется."),
        ["code"] = ("Key of the check; later versions add some.", "Ключ проверки; новые версии добавляют ключи."),
        ["state"] = ("ok, weak, or unknown: it was not measured.", "ok, weak или unknown: не измерено."),
        ["values"] = ("Its figures by key: shares from 0 to 1, amounts in the unit of the resource.", "Её числа по ключам: доли от 0 до 1, количества в единицах ресурса."),
        ["detail"] = ("Who sets the limit, or what the probe said.", "Кто задаёт предел или что сказал датчик."),
        ["remarks"] = ("What weakens the measurement: the weak checks in English words.", "Что ослабляет измерение: слабые проверки английскими словами."),
        ["estimate"] = ("The estimate.", "Оценка."),
        ["low"] = ("Lower bound.", "Нижняя граница."),
        ["high"] = ("Upper bound; of a clean resource the bound that was shown, never 0.", "Верхняя граница; у чистого ресурса — показанная граница, никогда не 0."),
        ["unit"] = ("bytes or count.", "bytes или count."),
        ["limit"] = ("The limit.", "Предел."),
        ["limit_source"] = ("What sets the limit.", "Чем задан предел."),
        ["seconds"] = ("Time until it is reached, seconds.", "Время до него, секунды."),
        ["resource"] = ("Name of the resource.", "Имя ресурса."),
        ["column"] = ("Column of its readings.", "Столбец его показаний."),
        ["per_request"] = ("Growth per request: of the mix for a resource, of that request alone in a finding.", "Рост на запрос: у ресурса — смеси, в находке — этого запроса отдельно."),
        ["per_hour"] = ("Growth per hour, where there are no requests to count by.", "Рост за час, если нет запросов."),
        ["margin"] = ("More than this per request (or per hour) is a leak.", "Больше этого на запрос (или за час) — утечка."),
        ["evidence"] = ("Of a resource: evidence at the margin, towards the verdict. Of a finding: what points at the holder.", "У ресурса — свидетельство у допуска в пользу вердикта. У находки — что указывает на держателя."),
        ["blocks"] = ("Judged blocks.", "Оценённые блоки."),
        ["growth"] = ("Growth over the judged blocks, in the unit.", "Рост за оценённые блоки, в своих единицах."),
        ["peak"] = ("Highest reading under load.", "Наибольшее показание под нагрузкой."),
        ["level"] = ("Last reading when quiet.", "Последнее показание в покое."),
        ["exhaustion"] = ("When a limit is reached at the measured rate.", "Когда при измеренной скорости будет достигнут предел."),
        ["explanation"] = ("The steps of the decision.", "Шаги решения."),
        ["type"] = ("Entry of leak_types.", "Запись из leak_types."),
        ["where"] = ("Where it is held.", "Где удерживается."),
        ["fingerprint"] = ("The same in every run; gate.ignore takes it.", "Одинаков в каждом прогоне; его принимает gate.ignore."),
        ["summary"] = ("One sentence.", "Одно предложение."),
        ["per_mix_request"] = ("Growth per request of the mix.", "Рост на запрос смеси."),
        ["folded"] = ("Growth of other resources that this cause explains.", "Рост других ресурсов, который объясняет эта причина."),
        ["advice"] = ("A page about this kind of leak.", "Страница об этом виде утечек."),
        ["ignored"] = ("Why it is on the list of known leaks.", "Почему она в списке известных утечек."),
        ["ignored_until"] = ("Last day (UTC) on which it is ignored.", "Последний день (UTC), когда она не учитывается."),
        ["request"] = ("Name of the request.", "Имя запроса."),
        ["share"] = ("Its share of the growth, 0 to 1.", "Его доля роста, от 0 до 1."),
        ["per_unit"] = ("How much of it comes with one unit of the cause.", "Сколько его приходится на единицу причины."),
        ["kind"] = ("What was counted.", "Что посчитано."),
        ["name"] = ("Its name.", "Его имя."),
        ["count"] = ("How many more there are.", "На сколько их стало больше."),
    };

    /// <summary>What a key means; the empty key is the document.</summary>
    /// <exception cref="InvalidOperationException">Nobody has written it down.</exception>
    public string Of(string key) => Words.TryGetValue(key, out (string English, string Russian) words)
        ? language.Pick(words.English, words.Russian)
        : throw new InvalidOperationException($"Nobody has written down what {key} of the verdict means.");
}
