using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>The comments of a new file. Both languages stand side by side.</summary>
internal sealed class DraftTexts(Language language)
{
    public string Head(string? from) => from is null
        ? Pick("What LeakGate starts, loads and judges: `leakgate run`. Written by `leakgate init`.", "Что LeakGate запускает, нагружает и оценивает: `leakgate run`. Записано `leakgate init`.")
        : Pick($"What LeakGate starts, loads and judges: `leakgate run`. Written by `leakgate init` from {from}.", $"Что LeakGate запускает, нагружает и оценивает: `leakgate run`. Записано `leakgate init` из {from}.");

    public string Modeline() => Pick(
        "Editors complete and check by the schema in the last line of this head; `leakgate schema config` prints it.",
        "По схеме из последней строки этой шапки редактор дополняет и проверяет; её печатает `leakgate schema config`.");

    public string Variables(string names) => Pick(
        $"Set these environment variables before a run; secrets do not belong into this file: {names}",
        $"Перед запуском задайте переменные среды, секретам в этом файле не место: {names}");

    public string Command() => Pick(
        "LeakGate starts this without a shell, and ends it. A list of words, or one line.",
        "LeakGate запускает это без оболочки и завершает. Список слов или одна строка.");

    public string CommandFolder() => Pick("Relative to the folder of this file.", "Относительно папки этого файла.");

    public string Port(string? listener) => listener is null
        ? Pick("Whatever listens on this port of this machine when the run begins; nobody did when this was written.", "Тот, кто слушает этот порт этой машины к началу запуска; при записи файла не слушал никто.")
        : Pick($"Whatever listens on this port of this machine when the run begins; now it is {listener}.", $"Тот, кто слушает этот порт этой машины к началу запуска; сейчас это {listener}.");

    public string StartInstead() => Pick(
        "Better for a pipeline, LeakGate starts it itself: put its command or image here in place of the port.",
        "Для конвейера лучше, чтобы LeakGate запускал программу сам: замените порт её командой или образом.");

    public string Environment() => Pick("Variables of the command; ${NAME} takes one of the environment.", "Переменные команды; ${NAME} берёт переменную среды.");

    public string Url() => Pick("Where requests go: host and port, no path.", "Куда слать запросы: узел и порт, без пути.");

    public string Health() => Pick("The load begins when this answers 2xx.", "Нагрузка начнётся, когда этот путь ответит 2xx.");

    public string NoHealth() => Pick(
        "A path that answers 2xx when the service is ready. Without it any answer to GET /health will do.",
        "Путь, который отвечает 2xx, когда служба готова. Без него годится любой ответ на GET /health.");

    public string Expect() => Pick("`leak` for a program that is known to leak.", "`leak` — для программы, которая заведомо течёт.");

    public string Probes() => Pick("Servers behind the service: LeakGate then names their connections and knows their limits.", "Серверы за службой: тогда LeakGate назовёт соединения к ним и узнает их пределы.");

    public string Load() => Pick(
        "As fast as eight requests at a time get through; 200/s would pace them.",
        "Так быстро, как проходят восемь запросов сразу; 200/s задало бы темп.");

    public string Requests() => Pick(
        "The mix; `weight` says how often beside the others (1). An answer of 400 and above counts as failed.",
        "Смесь; `weight` — как часто рядом с другими (1). Ответ 400 и выше считается неудачей.");

    public string Templates() => Pick(
        "{{seq}} is new each time, {{n}} begins again in every block; also {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}.",
        "{{seq}} каждый раз новое, {{n}} в каждом блоке сначала; ещё {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}.");

    public string LeftOut(string reason) => Pick($"Left out: {reason}", $"Не посылается: {reason}");

    public string Gate() => Pick("What counts as a leak. These are the defaults.", "Что считается утечкой. Это значения по умолчанию.");

    public string Ignore() => Pick("Known leaks, by the Id that a run prints, with a reason and an end date:", "Известные утечки, по Id, который печатает запуск, с причиной и датой:");

    public string Profiles() => Pick("How long to look: `leakgate run --profile full`.", "Сколько смотреть: `leakgate run --profile full`.");

    public string Reason() => Pick("fixed in 4.2", "исправлено в 4.2");

    private string Pick(string english, string russian) => language.Pick(english, russian);
}
