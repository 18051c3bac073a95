using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Channels.Messages;

/// <summary>The words of messages that are not those of every report.</summary>
internal sealed class MessageWords(Language language)
{
    private readonly Quantity _quantity = Quantity.In(language);

    public string LinkText => language.Pick("Open report", "Открыть отчёт");

    public string Findings => language.Pick("What leaks", "Что течёт");

    public string Targets => language.Pick("Targets", "Цели");

    public string Counted => language.Pick("Told before, still there", "Уже сообщалось, всё ещё есть");

    public string Branch => language.Pick("Branch", "Ветка");

    public string Commit => language.Pick("Commit", "Коммит");

    public string Run => language.Pick("Run", "Запуск");

    public string Profile => language.Pick("Profile", "Профиль");

    public string Target => language.Pick("Target", "Цель");

    public string Started => language.Pick("Started", "Начат");

    public string Version => language.Pick("Version", "Версия");

    public string Growth => language.Pick("Growth", "Рост");

    public string Request => language.Pick("Request", "Запрос");

    public string ChartOf(string title) => language.Pick($"Chart: {title}", $"График: {title}");

    public IReadOnlyList<string> TargetHeads { get; } = language == Language.Russian
        ? ["цель", "вердикт", "что", "память на запрос", "за запуск"]
        : ["target", "verdict", "what", "memory per request", "over the run"];

    public string Outcome(Outcome outcome) => outcome switch
    {
        Verdicts.Outcome.Leak => "▲ " + language.Pick("leak", "течёт"),
        Verdicts.Outcome.Clean => "✓ " + language.Pick("clean", "чист"),
        Verdicts.Outcome.Inconclusive => "~ " + language.Pick("undecided", "не решено"),
        _ => "× " + language.Pick("failed", "не отработал"),
    };

    public string Regression => language.Pick("worse than the baseline", "хуже базовой линии");

    public string Headline(string mood, string target, int others) => (mood, others) switch
    {
        ("leak", _) => language.Pick($"Leak in {target}", $"Утечка: {target}") + More(others),
        ("failed", _) => language.Pick($"{target} failed", $"Сбой: {target}") + More(others),
        ("regression", _) => language.Pick($"{target} is worse than its baseline", $"Хуже базовой линии: {target}") + More(others),
        ("inconclusive", _) => language.Pick($"{target}: undecided", $"Не решено: {target}") + More(others),
        ("recovered", _) => language.Pick($"Recovered: {target}", $"Больше не течёт: {target}") + More(others),
        (_, 0) => language.Pick($"Clean: {target}", $"Чисто: {target}"),
        _ => language.Pick($"Clean: all {_quantity.Whole(others + 1)} targets", $"Чисто: все цели, их {_quantity.Whole(others + 1)}"),
    };

    public string Recovered(string target) => language.Pick($"{target} is clean again.", $"{target}: снова всё в порядке.");

    public string ExpectedLeak(string target) => language.Pick($"{target}: a leak was expected, and none was found.", $"{target}: ожидалась утечка, но её не нашлось.");

    public string CountedOnce(string target, string what, DateTimeOffset told, int times) => language.Pick(
        $"{target}: {what}; told {Day(told)}, seen {_quantity.Whole(times)}\u00a0{(times == 1 ? "time" : "times")} since",
        $"{target}: {what}; сообщали {Day(told)}, с тех пор встретилось {_quantity.Whole(times)}\u00a0{RussianPlural.Choose(times, "раз", "раза", "раз")}");

    public string Occasion(string occasion) => occasion switch
    {
        "failed" => language.Pick("failed", "не отработал"),
        "inconclusive" => language.Pick("undecided", "не решено"),
        "regression" => Regression,
        _ => language.Pick("leak", "утечка"),
    };

    public string MoreFindings(int count) => language.Pick(
        $"… and {_quantity.Whole(count)}\u00a0more {(count == 1 ? "finding" : "findings")}, in the report",
        $"… и ещё {_quantity.Whole(count)}\u00a0{RussianPlural.Choose(count, "находка", "находки", "находок")}, в отчёте");

    public string MoreTargets(int count) => language.Pick(
        $"… and {_quantity.Whole(count)}\u00a0more {(count == 1 ? "target" : "targets")}, in the report",
        $"… и ещё {_quantity.Whole(count)}\u00a0{RussianPlural.Choose(count, "цель", "цели", "целей")}, в отчёте");

    public string MoreCounted(int count) => language.Pick(
        $"… and {_quantity.Whole(count)}\u00a0more", $"… и ещё {_quantity.Whole(count)}");

    public string TestHeadline => language.Pick("TEST: LeakGate reaches this channel", "ПРОВЕРКА: LeakGate достаёт до этого канала");

    public string TestSentence => language.Pick(
        "This is a test message. Nothing was measured, and nothing leaks.", "Это проверочное сообщение. Ничего не измерялось, ничего не течёт.");

    public static string Signature(string version) => $"LeakGate {version}";

    public static string Day(DateTimeOffset day) => day.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC";

    private string More(int others) => others == 0 ? "" : language.Pick(
        $" and {_quantity.Whole(others)}\u00a0more {(others == 1 ? "target" : "targets")}",
        $" и ещё {_quantity.Whole(others)}\u00a0{RussianPlural.Choose(others, "цель", "цели", "целей")}");
}
