using System.Globalization;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;

namespace LeakGate.Cli;

/// <summary>What the command line says, beside its help. Both languages stand side by side, so that neither drifts.</summary>
internal sealed class CliTexts(Language language)
{
    public Language Language { get; } = language;

    public Said UnknownVerb(string word, string? nearest, string verbs) => Say(
        $"`{word}` is no verb", nearest is null ? $"known: {verbs}" : $"did you mean `{nearest}`?",
        $"нет команды `{word}`", nearest is null ? $"известны: {verbs}" : $"возможно, `{nearest}`?");

    public Said NoVerb(string verbs) => Say(
        "no verb is given", $"one of {verbs}; `leakgate --help` tells more",
        "команда не задана", $"одна из {verbs}; подробнее — `leakgate --help`");

    public Said UnknownTopic(string word, string? nearest, string known) => Say(
        $"there is no help on `{word}`", nearest is null ? $"known: {known}" : $"did you mean `{nearest}`?",
        $"справки о `{word}` нет", nearest is null ? $"известны: {known}" : $"возможно, `{nearest}`?");

    public Said NoShell(string known) => Say(
        "`leakgate completion` needs the name of a shell", $"one of {known}",
        "`leakgate completion` требует имени оболочки", $"одно из {known}");

    public Said NoDocument(string known) => Say(
        "`leakgate schema` needs the name of a document", $"one of {known}",
        "`leakgate schema` требует имени документа", $"одно из {known}");

    public Said UnknownOption(string word, string? nearest, string verb) => Say(
        $"`{verb}` knows no option `{word}`", nearest is null ? $"`{verb} --help` lists all" : $"did you mean `{nearest}`?",
        $"у `{verb}` нет параметра `{word}`", nearest is null ? $"все — в `{verb} --help`" : $"возможно, `{nearest}`?");

    public Said StrayWord(string word, string verb) => Say(
        $"`{verb}` does not take `{word}`", "a command to start stands after `--`: leakgate run --url URL -- COMMAND ARG…",
        $"`{verb}` не принимает `{word}`", "команда для запуска стоит после `--`: leakgate run --url URL -- КОМАНДА АРГУМЕНТ…");

    public Said NeedsValue(string option) => Say(
        $"`{option}` needs a value", $"write `{option} VALUE`",
        $"`{option}` требует значения", $"пишите `{option} ЗНАЧЕНИЕ`");

    public Said OnlyOnce(string option) => Say(
        $"`{option}` is given more than once", "keep one",
        $"`{option}` задан несколько раз", "оставьте один");

    public Said UnknownValue(string option, string value, string? nearest, string known) => Say(
        $"`{option}` knows no `{value}`", nearest is null ? $"known: {known}" : $"did you mean `{nearest}`?",
        $"`{option}` не знает `{value}`", nearest is null ? $"известны: {known}" : $"возможно, `{nearest}`?");

    public Said NeverAlone() => Say(
        "`--fail-on never` stands alone", "keep `never`, or name what may fail the build: leak,regression,inconclusive",
        "`--fail-on never` стоит отдельно", "оставьте `never` или назовите, что роняет сборку: leak,regression,inconclusive");

    public Said NoFile(string file) => Say(
        $"there is no {file} here", "give one with `-c FILE`, or a command: leakgate run --url http://127.0.0.1:5000 -- dotnet Shop.dll",
        $"здесь нет {file}", "укажите файл через `-c ФАЙЛ` или команду: leakgate run --url http://127.0.0.1:5000 -- dotnet Shop.dll");

    public Said FileMissing(string file) => Say(
        $"the file {file} does not exist", "check the path after `-c`",
        $"файла {file} нет", "проверьте путь после `-c`");

    public Said FileUnreadable(string file, string reason) => Say(
        $"the file {file} cannot be read: {reason}", "check the path and its permissions",
        $"файл {file} не читается: {reason}", "проверьте путь и права доступа");

    public Said NothingToAnalyze() => Say(
        "no file is named", "name a run folder or a CSV recording: leakgate analyze .leakgate/runs/RUN/shop",
        "не назван ни один файл", "назовите папку запуска или запись CSV: leakgate analyze .leakgate/runs/ЗАПУСК/shop");

    public Said NoSuchFile(string file) => Say(
        $"there is no file {file}", "name a run folder or a CSV recording",
        $"файла {file} нет", "назовите папку запуска или запись CSV");

    public Said NoRunIn(string folder) => Say(
        $"the folder {folder} holds no run.jsonl, nor does a folder in it", "name the folder of a run: .leakgate/runs/RUN",
        $"ни в папке {folder}, ни в папках внутри неё нет run.jsonl", "назовите папку запуска: .leakgate/runs/ЗАПУСК");

    public Said BadRun(string file, RunFormatException problem)
    {
        (string english, string russian) = problem.Problem switch
        {
            RunFormatProblem.NoHeader => ("the records do not begin with a header: the run ended before it began", "в начале записей нет заголовка: запуск закончился, не начавшись"),
            RunFormatProblem.NoRecord => ("the line that begins here is no record", "строка, которая здесь начинается, — не запись запуска"),
            _ => ("this is no verdict document", "это не документ вердикта"),
        };
        string offset = problem.Offset.ToString(CultureInfo.InvariantCulture);
        return Say(
            $"{file}: byte {offset}: {english}", "the file was changed or is damaged; run again",
            $"{file}: байт {offset}: {russian}", "файл изменён или повреждён; запустите снова");
    }

    public string HistoryUnreachable(string problem) => Language.Pick(
        $"the run is not in the history: {problem}", $"запуск не попал в историю: {problem}");

    public string Pushed(string server, string? problem) => problem is null
        ? Language.Pick($"the run was sent to {server}", $"запуск отправлен на {server}")
        : Language.Pick($"the run was not sent to {server}: {problem}", $"запуск не отправлен на {server}: {problem}");

    public Said NothingToCompare() => Say(
        "two runs are needed", "name a run or a branch, and the run to judge: leakgate compare main .leakgate/runs/RUN",
        "нужны два запуска", "назовите запуск или ветку и оцениваемый запуск: leakgate compare main .leakgate/runs/ЗАПУСК");

    public string NothingCompared() => Language.Pick("Nothing was compared.", "Ничего не сравнено.");

    public Said NoSuchRunInHistory(string run) => Say(
        $"the history holds no run {run}", "name the id of a run that was kept: leakgate baseline show",
        $"в истории нет запуска {run}", "назовите номер сохранённого запуска: leakgate baseline show");

    public Said NoRunToSet() => Say(
        "no run is named", "name the id of a run in the history: leakgate baseline set 20261122-143512-9c1e",
        "не назван запуск", "назовите номер запуска из истории: leakgate baseline set 20261122-143512-9c1e");

    public Said NothingToReport() => Say(
        "no run is named", "name a run folder or a run's id: leakgate report .leakgate/runs/RUN --format html",
        "не назван ни один запуск", "назовите папку запуска или его номер: leakgate report .leakgate/runs/ЗАПУСК --format html");

    public Said NoChannels() => Say(
        "no channel is configured", "add `notify:` to leakgate.yml, or set SLACK_WEBHOOK_URL, TEAMS_WEBHOOK_URL or EMAIL_TO",
        "не настроен ни один канал", "добавьте `notify:` в leakgate.yml или задайте SLACK_WEBHOOK_URL, TEAMS_WEBHOOK_URL или EMAIL_TO");

    public Said NothingToNotify() => Say(
        "no run is named", "name a run folder or a run's id, or try the channels: leakgate notify --test",
        "не назван запуск", "назовите папку запуска или его номер либо проверьте каналы: leakgate notify --test");

    public Said TestOrRun() => Say(
        "`--test` takes no run", "a run is sent by `leakgate notify RUN`, a test by `leakgate notify --test [CHANNEL]`",
        "`--test` не принимает запуска", "запуск отправляет `leakgate notify ЗАПУСК`, проверку — `leakgate notify --test [КАНАЛ]`");

    public Said SeveralRuns() => Say(
        "one run is sent at a time", "name the folder of a run, or its id",
        "за раз отправляется один запуск", "назовите папку запуска или его номер");

    public string NothingSent() => Language.Pick("Nothing was sent.", "Ничего не отправлено.");

    public string NothingWritten() => Language.Pick("Nothing was written.", "Ничего не записано.");

    public string ReportsIn(string formats, string folder) => Language.Pick($"reports ({formats}) are in {folder}", $"отчёты ({formats}) лежат в {folder}");

    public string NoStepSummary(string problem) => Language.Pick($"nothing is in the step's summary: {problem}", $"в сводке шага ничего нет: {problem}");

    public string StepSummaryIsFull() => Language.Pick("it holds 1 MiB and is full", "в неё входит 1 МиБ, и места уже нет");

    public string MessagesAreIn(string file) => Language.Pick(
        $"the service messages are not printed beside --json: print {file}", $"служебные сообщения рядом с --json не печатаются: выведите {file}");

    public string NoConverter(string program) => Language.Pick(
        $"no PNG beside the charts: {program} is not installed (Debian package librsvg2-bin)",
        $"PNG рядом с графиками нет: не установлен {program} (пакет Debian librsvg2-bin)");

    public string NoPicture(string problem) => Language.Pick($"no PNG beside a chart: {problem}", $"PNG рядом с графиком нет: {problem}");

    public string NothingJudged() => Language.Pick("Nothing was judged.", "Ничего не оценено.");

    public Said UnknownTarget(string name, string? nearest, string known) => Say(
        $"no target is called `{name}`", nearest is null ? $"known: {known}" : $"did you mean `{nearest}`?",
        $"нет цели `{name}`", nearest is null ? $"известны: {known}" : $"возможно, `{nearest}`?");

    public Said EmptyCommand() => Say(
        "nothing stands after `--`", "name a program: leakgate run --url URL -- dotnet Shop.dll",
        "после `--` ничего нет", "назовите программу: leakgate run --url URL -- dotnet Shop.dll");

    public Said CommandNeedsUrl() => Say(
        "a command needs to know where to send requests", "give `--url http://127.0.0.1:5000/path`",
        "для команды нужно знать, куда слать запросы", "задайте `--url http://127.0.0.1:5000/путь`");

    public Said NotWithCommand(string option) => Say(
        $"`{option}` does not go with a command after `--`", "keep one of the two",
        $"`{option}` не сочетается с командой после `--`", "оставьте что-то одно");

    public Said UrlForOne(string targets) => Say(
        $"`--url` is for one target, and there are several: {targets}", "choose one with `--target NAME`",
        $"`--url` — для одной цели, а их несколько: {targets}", "выберите одну через `--target ИМЯ`");

    public Said UrlTakesNoPath() => Say(
        "`--url` takes host and port only where a file names the requests", "put the path into load.requests",
        "`--url` принимает только узел и порт, если запросы заданы в файле", "путь укажите в load.requests");

    public Said BadTemplate(string text, string problem) => Say(
        $"`--url`: template `{text}`: {problem}", "known: {{seq}} {{n}} {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}",
        $"`--url`: шаблон `{text}` нельзя заполнить", "известны: {{seq}} {{n}} {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}");

    public string NothingStarted(int errors) => Language.Pick(
        FormattableString.Invariant($"{errors} {(errors == 1 ? "error" : "errors")}; nothing was started."),
        FormattableString.Invariant($"Ошибок: {errors}; ничего не запущено."));

    public string Warning(string text) => Language.Pick($"warning: {text}", $"предупреждение: {text}");

    public Said NoUrl(string target) => Say(
        $"target `{target}` has no `url`: nothing could be sent to it", "give its address, e.g. `url: http://127.0.0.1:5000`",
        $"у цели `{target}` нет `url`: ей нечего послать", "задайте её адрес, например `url: http://127.0.0.1:5000`");

    public Said NoRequests() => Say(
        "the load has no requests: nothing could be sent", "give at least one, e.g. `load: { requests: [ GET / ] }`",
        "в нагрузке нет запросов: послать нечего", "задайте хотя бы один, например `load: { requests: [ GET / ] }`");

    public Said NoSource() => Say(
        "nothing is named to attach to", "give one of `--pid N`, `--container NAME`, `--port N`",
        "не сказано, к чему подключиться", "задайте одно из `--pid N`, `--container ИМЯ`, `--port N`");

    public Said SeveralSources(string given) => Say(
        $"only one of {given} can be attached to", "keep one",
        $"подключиться можно только к одному из {given}", "оставьте одно");

    public Said BadContainer(string name) => Say(
        $"`--container` takes no `{name}`", "a name or an id as `docker ps` shows it, a label as `KEY=VALUE`, or a Compose service as `compose:SERVICE`",
        $"`--container` не принимает `{name}`", "имя или id, как в `docker ps`, метка в виде `КЛЮЧ=ЗНАЧЕНИЕ` или служба Compose в виде `compose:СЛУЖБА`");

    public Said NoLoadGiven() => Say(
        "nothing says what to send", "give `--url URL` or `-c FILE`, or only watch with `--no-load --duration 10m`",
        "не сказано, что посылать", "задайте `--url URL` или `-c ФАЙЛ`, либо только смотрите: `--no-load --duration 10m`");

    public Said AttachNeedsUrl() => Say(
        "a file alone does not say where to send requests: its targets are not used", "add `--url http://127.0.0.1:5000`, or attach with `--port N`",
        "по одному файлу не ясно, куда слать запросы: его цели не используются", "добавьте `--url http://127.0.0.1:5000` или подключитесь через `--port N`");

    public Said NotWithNoLoad(string option) => Say(
        $"`{option}` does not go with `--no-load`", "keep one of the two",
        $"`{option}` не сочетается с `--no-load`", "оставьте что-то одно");

    public Said OnlyWithNoLoad(string option) => Say(
        $"`{option}` goes only with `--no-load`", "a run with load collects by itself",
        $"`{option}` нужен только с `--no-load`", "под нагрузкой сборка мусора вызывается сама");

    public Said TooShortToWatch(TimeSpan least) => Say(
        "`--duration` is too short: nothing could be decided", FormattableString.Invariant($"give at least {least.TotalSeconds:0}s"),
        "`--duration` слишком мало: ничего нельзя было бы решить", FormattableString.Invariant($"задайте хотя бы {least.TotalSeconds:0}s"));

    public string DemoHolds() => Language.Pick(
        "The demo holds: all four leaks are found, and the healthy service is clean.",
        "Демонстрация удалась: у службы с утечками найдены все четыре, здоровая чиста.");

    public string FailsForBeingWorse(string target, string worse) => Language.Pick(
        $"▲ Regression: {target} is {worse}", $"▲ Регрессия: {target}: {worse}");

    public string AsPage(string folder)
    {
        var command = $"leakgate report {(folder.Contains(' ', StringComparison.Ordinal) ? $"'{folder}'" : folder)}";
        return Language.Pick($"As a page: {command}", $"Страницей: {command}");
    }

    /// <summary>What a service is waited for: <c>redis: connection refused</c>.</summary>
    public string BringingUp(string waited)
    {
        var (name, what) = waited.Split(": ", 2) is [var service, var reason] ? (service, reason) : (waited, "");
        return what switch
        {
            "" => Language.Pick($"bringing up {name}", $"поднимаем {name}"),
            "making a data folder" => Language.Pick($"bringing up {name}: {what}", $"поднимаем {name}: создаём каталог данных"),
            "starting" => Language.Pick($"bringing up {name}", $"поднимаем {name}"),
            _ => Language.Pick($"bringing up {name}: not ready yet ({what})", $"поднимаем {name}: ещё не готов ({what})"),
        };
    }

    public string Interrupted() => Language.Pick("interrupted", "прервано");

    public string Fault(string what, string place) => Language.Pick(
        $"leakgate: a fault of LeakGate itself: {what}; details: {place}",
        $"leakgate: ошибка самого LeakGate: {what}; подробности: {place}");

    private Said Say(string problem, string remedy, string problemRu, string remedyRu) =>
        new(Language.Pick(problem, problemRu), Language.Pick(remedy, remedyRu));
}
