using LeakGate.Runs.Configuration.Sections;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Schema;

/// <summary>What each key means, in one or two lines: an editor shows it beside the key.</summary>
internal sealed class KeyWords(Language language)
{
    private static readonly Dictionary<string, (string English, string Russian)> Words = new(StringComparer.Ordinal)
    {
        ["root."] = ("What LeakGate starts, loads and judges.", "Что LeakGate запускает, нагружает и оценивает."),
        ["root.targets"] = ("The programs to judge, by name. A name becomes a folder.", "Программы, которые оцениваются, по имени. Имя станет папкой."),
        ["root.services"] = ("Servers that targets need: started first, removed last.", "Серверы, нужные целям: запускаются первыми, убираются последними."),
        ["root.load"] = ("What is sent, and how fast.", "Что посылать и как быстро."),
        ["root.gate"] = ("What counts as a leak.", "Что считается утечкой."),
        ["root.profiles"] = ("How long a run may take.", "Сколько может длиться запуск."),
        ["root.reports"] = ("Reports to write.", "Какие отчёты писать."),
        ["root.notify"] = ("Channels to tell, each with its own keys.", "Куда сообщать; у каждого канала свои ключи."),
        ["root.history"] = ("sqlite, or a PostgreSQL connection string.", "sqlite или строка подключения PostgreSQL."),
        ["target.command"] = ("The program to start and end, without a shell: a line, or a list of words. Exactly one of command, image, pid, container, port.", "Программа, которую запустить и завершить, без оболочки: строка или список слов. Ровно одно из command, image, pid, container, port."),
        ["target.image"] = ("An image that LeakGate starts in a container of its own, through the engine of Docker or Podman, and removes with it. It must be there: nothing is pulled.", "Образ, который LeakGate запускает в своём контейнере через Docker или Podman и удаляет вместе с ним. Он уже должен быть на машине: ничего не скачивается."),
        ["target.pid"] = ($"A process that runs already, by its id: 1 to {TargetSection.MostPid}.", $"Уже работающий процесс, по номеру: от 1 до {TargetSection.MostPid}."),
        ["target.container"] = ("A running container, by name or id, by a label (KEY=VALUE), or of a Compose service (compose:SERVICE or compose:PROJECT/SERVICE).", "Работающий контейнер: по имени или id, по метке (КЛЮЧ=ЗНАЧЕНИЕ) или службы Compose (compose:СЛУЖБА или compose:ПРОЕКТ/СЛУЖБА)."),
        ["target.port"] = ($"Whatever listens on this TCP port of this machine: 1 to {TargetSection.MostPort}.", $"Тот, кто слушает этот TCP-порт этой машины: от 1 до {TargetSection.MostPort}."),
        ["target.workdir"] = ("Where the command runs; relative to the folder of this file. Only with command.", "Где работает команда; относительно папки этого файла. Только с command."),
        ["target.env"] = ("Environment variables of the command or the image. Values are secrets: they are never shown.", "Переменные среды команды или образа. Значения не показываются нигде."),
        ["target.args"] = ("Words in place of the image's command; its entry point stays. Only with image.", "Слова вместо команды образа; его точка входа остаётся. Только с image."),
        ["target.ports"] = ("Ports of the container that this machine reaches: HOST:CONTAINER on loopback, ADDRESS:HOST:CONTAINER elsewhere. Only with image.", "Порты контейнера, доступные этой машине: УЗЕЛ:КОНТЕЙНЕР на loopback, АДРЕС:УЗЕЛ:КОНТЕЙНЕР иначе. Только с image."),
        ["target.network"] = ("host, or a network of the engine by name. Only with image.", "host или сеть по имени. Только с image."),
        ["target.memory"] = ("Most memory that the container may take, such as 512 MiB; the kernel kills above it. At least 6 MiB. Only with image.", "Сколько памяти может занять контейнер, например 512 MiB; выше ядро его убьёт. Не меньше 6 MiB. Только с image."),
        ["target.url"] = ("Where requests go: http:// or https://, host and port, no path.", "Куда слать запросы: http:// или https://, узел и порт, без пути."),
        ["target.health"] = ("A path that answers 2xx when the target is ready. Without it, any answer to GET /health will do.", "Путь, который отвечает 2xx, когда цель готова. Без него годится любой ответ на GET /health."),
        ["target.expect"] = ("leak for a program that is known to leak: then the leak is the success.", "leak — для программы, которая заведомо течёт: тогда успех — найденная утечка."),
        ["target.probes"] = ("Servers behind the target. All optional; the runtime is recognised by itself.", "Серверы за целью. Всё необязательно; среда выполнения узнаётся сама."),
        ["target.rate"] = ("Requests in production, such as 50/s: the time until a limit is reached is told for it.", "Запросов в работе, например 50/s: по ней считается время до предела."),
        ["health.path"] = ("A path that answers 2xx when the target is ready.", "Путь, который отвечает 2xx, когда цель готова."),
        ["health.timeout"] = ("How long to wait for it; then the target has failed.", "Сколько ждать; потом цель считается сломанной."),
        ["probes.every"] = ("Time between two cheap readings, 50ms to 1m.", "Время между двумя дешёвыми чтениями, от 50ms до 1m."),
        ["probes.metrics"] = ("Path of the target's own Prometheus text, for gauges.", "Путь метрик Prometheus самой цели, для gauges."),
        ["probes.gauges"] = ("Which of those metrics are judged: cache_entries, pool_size{pool=\"db\"}.", "Какие из этих метрик оцениваются: cache_entries, pool_size{pool=\"db\"}."),
        ["probes.postgres"] = ("Connection string of the PostgreSQL server behind.", "Строка подключения к серверу PostgreSQL за целью."),
        ["probes.redis"] = ("Address of the Redis server behind: host:port.", "Адрес сервера Redis за целью: узел:порт."),
        ["service.name"] = ("Its name; each once.", "Имя; каждое один раз."),
        ["service.command"] = ("The program to start, without a shell; not for built-in servers.", "Программа, которую запустить, без оболочки; не для встроенных."),
        ["service.health"] = ("A URL that answers 2xx, or host:port that accepts, when it is ready.", "URL, который отвечает 2xx, или узел:порт, который принимает, когда сервер готов."),
        ["service.env"] = ("Environment variables of the command.", "Переменные среды команды."),
        ["load.rate"] = ("max: as fast as the connections get answers; or requests per s, min or h, such as 200/s.", "max — как быстро отвечают; или число запросов в s, min, h, например 200/s."),
        ["load.concurrency"] = ($"Requests in flight: 1 to {LoadSection.MostConcurrency}.", $"Запросов одновременно: от 1 до {LoadSection.MostConcurrency}."),
        ["load.requests"] = ("The mix: GET /path, or keys.", "Смесь запросов: GET /путь или ключи."),
        ["load.timeout"] = ("Time-out of one request; at most a day.", "Наибольшее время одного запроса; не больше суток."),
        ["load.seed"] = ("Seed of every template: the same seed sends the same bytes.", "Затравка шаблонов: с той же затравкой уходят те же байты."),
        ["request.name"] = ("Name for people; each once. METHOD path where it is not given.", "Имя для людей; каждое один раз. Без него — МЕТОД путь."),
        ["request.method"] = ("GET where it is not given, POST with a body.", "Без него GET, с телом POST."),
        ["request.path"] = ("Begins with /, query included. Templates: {{seq}} {{n}} {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}.", "Начинается с /, вместе с параметрами. Шаблоны: {{seq}} {{n}} {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}."),
        ["request.headers"] = ("Headers; values may hold templates and are never shown.", "Заголовки; в значениях могут быть шаблоны, значения не показываются."),
        ["request.body"] = ("Sent as UTF-8; may hold templates.", "Уходит в UTF-8; может содержать шаблоны."),
        ["request.weight"] = ($"How often in the mix, beside the other weights: 0 to {RequestSection.MostWeight}; 0 leaves it out.", $"Как часто в смеси рядом с другими: от 0 до {RequestSection.MostWeight}; 0 — не слать."),
        ["gate.memory"] = ("Margin of memory: more per request, shown, is a leak; less, shown, is clean.", "Допуск памяти: больше на запрос, если показано, — утечка; меньше, если показано, — чисто."),
        ["gate.counts"] = ("Margin of everything that is counted.", "Допуск всего, что считают штуками."),
        ["gate.thresholds"] = ("The simple rule beside the statistical one: memory grew by more than this, and by more than this a minute.", "Простое правило рядом со статистическим: память выросла больше чем на столько и быстрее стольких в минуту."),
        ["gate.ignore"] = ("Known leaks that do not fail the build until a date.", "Известные утечки, которые до даты не роняют сборку."),
        ["thresholds.growth"] = ("Growth over the judged blocks, such as 50 MB.", "Рост за оценённые блоки, например 50 MB."),
        ["thresholds.rate"] = ("Growth per s, min or h, such as 5 MB/min.", "Рост в s, min или h, например 5 MB/min."),
        ["ignore.fingerprint"] = ("The Id of the finding, as a run prints it.", "Id находки, как его печатает запуск."),
        ["ignore.reason"] = ("Why it is known.", "Почему она известна."),
        ["ignore.until"] = ("Last day (UTC) on which it is ignored: year-month-day.", "Последний день (UTC), когда она не учитывается: год-месяц-день."),
        ["profiles.block"] = (
            "Least load of a block; 1.3s, for performance 5s, where nothing is given. Shorter blocks decide sooner and on less.",
            "Наименьшая нагрузка блока; если не задано, 1.3s, для performance 5s. Короткие блоки решают раньше и по меньшему."),
        ["profiles.budget"] = ("Longest time of one target's run.", "Наибольшее время запуска одной цели."),
    };

    /// <summary>What a key of a section means.</summary>
    /// <exception cref="InvalidOperationException">Nobody has written it down.</exception>
    public string Of(string section, string key)
    {
        if (Words.TryGetValue($"{section}.{key}", out (string English, string Russian) words))
        {
            return language.Pick(words.English, words.Russian);
        }

        if (section == "gate" && KnownNames.Margins.Any(margin => margin.Key == key))
        {
            string resource = key.Replace('_', ' ');
            return language.Pick($"Margin of {resource} alone, in place of the common one.", $"Отдельный допуск для {resource} вместо общего.");
        }

        if (ChannelKeyWords.Of(section, key) is { } ofChannel)
        {
            return language.Pick(ofChannel.English, ofChannel.Russian);
        }

        if (section == "notify")
        {
            return language.Pick($"Settings of {key}.", $"Настройки {key}.");
        }

        if (section == "profiles" && ProfilePlan.Defaults.FirstOrDefault(known => known.Name == key) is { } profile)
        {
            string budget = KeyDefaults.Duration(profile.Budget);
            return language.Pick($"{budget} where no budget is given.", $"{budget}, если не задано budget.");
        }

        throw new InvalidOperationException($"Nobody has written down what {section}.{key} means.");
    }
}
