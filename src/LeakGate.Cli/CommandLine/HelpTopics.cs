using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>A page of <c>leakgate help</c> that belongs to no single verb.</summary>
/// <param name="Name">How it is asked for.</param>
/// <param name="English">Title, English.</param>
/// <param name="Russian">Title, Russian.</param>
/// <param name="Terms">What it explains: term, meaning in English, meaning in Russian.</param>
internal sealed record HelpTopic(string Name, string English, string Russian, IReadOnlyList<(string Term, string English, string Russian)> Terms);

/// <summary>The topics of <c>leakgate help</c>, which the man pages hold too.</summary>
internal static class HelpTopics
{
    public static IReadOnlyList<HelpTopic> All { get; } =
    [
        new("exit-codes", "Exit codes", "Коды выхода",
        [
            .. HelpWithExamples.Codes,
            ("order", "with several targets the first of 5, 130, 2, 4, 1, 3, 0 that applies", "при нескольких целях — первый подходящий из 5, 130, 2, 4, 1, 3, 0"),
            ("--fail-on", "what of leak,regression,inconclusive may fail the build; the rest exits 0 with a warning, never: all three", "что из leak,regression,inconclusive роняет сборку; остальное — 0 с предупреждением, never: всё"),
            ("gate.ignore", "a leak of which every finding is a known one exits 0 until its date", "утечка, все находки которой известны, даёт 0 до указанной даты"),
        ]),
        new("profiles", "Profiles: how long to look", "Профили: сколько смотреть",
        [
            ("quick", $"{Minutes("quick")} m at most, up to 12 judged blocks; the default", $"не дольше {Minutes("quick")} мин, до 12 оценённых блоков; по умолчанию"),
            ("full", $"{Minutes("full")} m at most, up to 24 judged blocks: slow fills and small leaks", $"не дольше {Minutes("full")} мин, до 24 оценённых блоков: медленное заполнение и малые утечки"),
            ("performance", $"{Minutes("performance")} m at most; prints a load report", $"не дольше {Minutes("performance")} мин; печатает отчёт о нагрузке"),
            ("--budget", "another longest time for this run", "другое наибольшее время этого запуска"),
        ]),
        new("templates", "Templates in paths, headers and bodies", "Шаблоны в путях, заголовках и телах",
        [
            ("{{seq}}", "counts on over the whole run: every key is new", "растёт весь запуск: каждый ключ новый"),
            ("{{n}}", "begins again in every block: keys come again", "в каждом блоке сначала: ключи повторяются"),
            ("{{uuid}}", "a random UUID from the run's seed", "случайный UUID от затравки запуска"),
            ("{{int 1 1000}}", "a whole number within bounds", "целое число в границах"),
            ("{{text 1000}}", "so many characters", "столько символов"),
            ("{{pick a b c}}", "one of the words", "одно из слов"),
        ]),
        new("units", "How values are written", "Как пишутся значения",
        [
            ("500ms 60s 2m 1h30m 1d", "durations; the unit is needed", "длительность; единица обязательна"),
            ("310 B, 50 MB, 1 KiB", "sizes: KB is 1,000, KiB is 1,024", "размер: KB — 1000, KiB — 1024"),
            ("max, 200/s, 5/min, 90/h", "rates of requests", "частота запросов"),
            ("1 KiB/request", "margin of bytes", "допуск для байтов"),
            ("1/1000 requests", "margin of anything counted", "допуск для всего, что считают штуками"),
            ("${NAME}", "an environment variable in any value; $${NAME} is written as it stands", "переменная среды в любом значении; $${NAME} остаётся как есть"),
        ]),
        new("environment", "Environment variables", "Переменные среды",
        [
            ("LC_ALL, LC_MESSAGES, LANG", "the first that is set decides the language; --lang stands over them", "первая заданная выбирает язык; --lang важнее"),
            ("NO_COLOR", "when it is not empty, no colours", "если не пуста, без цвета"),
            ("SLACK_WEBHOOK_URL, TEAMS_WEBHOOK_URL, EMAIL_TO …", "channels to tell, where leakgate.yml has no notify: docs/notifications.md", "куда сообщать, если в leakgate.yml нет notify: docs/notifications.ru.md"),
            ("LEAKGATE_REPORT_URL", "where reports are found, with {run_id}; default the page of the build", "где лежат отчёты, с {run_id}; по умолчанию страница сборки"),
            ("CI", "when it is set, plain lines in place of the live display", "если задана, обычные строки вместо живого экрана"),
        ]),
        new("files", "Files", "Файлы",
        [
            ("leakgate.yml", "configuration, looked for in the current folder; -c names another", "настройки, ищется в текущей папке; -c указывает другой"),
            (".leakgate/runs/RUN/TARGET/", "one folder for each run of a target; --out names another root", "папка каждого запуска цели; --out задаёт другой корень"),
            ("run.jsonl", "everything that was measured, appended as it happens", "всё, что измерено, дописывается по ходу"),
            ("verdict.json", "the verdict, for programs", "вердикт, для программ"),
            ("performance.json", "the load report, with --profile performance", "отчёт о нагрузке, с --profile performance"),
            ("RUN/notifications.json", "what became of each channel", "что стало с каждым каналом"),
            ("target.log", "what the target printed, bounded", "вывод цели, ограниченный"),
        ]),
    ];

    private static string Minutes(string profile) =>
        FormattableString.Invariant($"{ProfilePlan.Defaults.First(known => known.Name == profile).Budget.TotalMinutes}");

    /// <summary>Writes one topic.</summary>
    public static void Write(TextWriter output, HelpTopic topic, Language language)
    {
        output.WriteLine(language.Pick(topic.English, topic.Russian));
        output.WriteLine();
        HelpPage.Terms(output, [.. topic.Terms.Select(term => (term.Term, language.Pick(term.English, term.Russian)))]);
    }
}
