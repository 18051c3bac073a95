using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>What <c>leakgate init</c> says and asks. Both languages stand side by side.</summary>
internal sealed class InitTexts(Language language)
{
    public Language Language { get; } = language;

    public Said FileThere(string file) => Say(
        $"{file} is there already", "nothing is overwritten without `--force`; `-c FILE` writes another",
        $"{file} уже есть", "без `--force` ничего не перезаписывается; `-c ФАЙЛ` запишет другой");

    public Said ForeignSchema(string file) => Say(
        $"{file} is there and is not written by LeakGate", "move it away, or overwrite it with `--force`",
        $"{file} уже есть и записан не LeakGate", "уберите его или перезапишите через `--force`");

    public Said NothingSaid() => Say(
        "nothing says what to judge, and there is no terminal to ask on", "give `--url URL`, `--openapi FILE`, `--http FILE` or `--har FILE`, and a command to start after `--`",
        "не сказано, что оценивать, и нет терминала, чтобы спросить", "задайте `--url URL`, `--openapi ФАЙЛ`, `--http ФАЙЛ` или `--har ФАЙЛ`, а команду для запуска — после `--`");

    public Said OneFile(string given) => Say(
        $"requests come from one file, and there are {given}", "keep one",
        $"запросы берутся из одного файла, а заданы {given}", "оставьте один");

    public Said NoSuchFile(string option, string file) => Say(
        $"`{option}`: there is no file {file}", "check the path",
        $"`{option}`: файла {file} нет", "проверьте путь");

    public Said NoFolder(string folder) => Say(
        $"there is no folder {folder}", "make it, or name another file after `-c`",
        $"папки {folder} нет", "создайте её или назовите другой файл после `-c`");

    public string NothingWritten(int errors) => Pick(
        FormattableString.Invariant($"{errors} {(errors == 1 ? "error" : "errors")}; nothing was written."),
        FormattableString.Invariant($"Ошибок: {errors}; ничего не записано."));

    public string Listening(int port, string command, int pid) => Pick(
        FormattableString.Invariant($"listening here: http://127.0.0.1:{port}  {command} (pid {pid})"),
        FormattableString.Invariant($"здесь слушает: http://127.0.0.1:{port}  {command} (pid {pid})"));

    public static string Listener(string command, int pid) => FormattableString.Invariant($"{command} (pid {pid})");

    public string UrlUnknown() => Pick(
        "Nobody named the address: put that of your service here.", "Адрес никто не назвал: поставьте адрес своей службы.");

    public string UrlElsewhere(string address) => Pick(
        $"The file names {address}, which is not this machine: put the address of your own instance here.",
        $"В файле указан {address}, это не эта машина: поставьте адрес своего экземпляра.");

    public string NotLoopback() => Pick(
        "The process has to run on this machine, whatever address it is called by.", "Процесс должен работать на этой машине, каким бы адресом его ни звали.");

    public string Written(string file, string target, int requests, int leftOut) => Pick(
        FormattableString.Invariant($"{file}: target {target}, {requests} {(requests == 1 ? "request" : "requests")}") + (leftOut == 0 ? "" : FormattableString.Invariant($", {leftOut} left out with the reason")),
        FormattableString.Invariant($"{file}: цель {target}, запросов {requests}") + (leftOut == 0 ? "" : FormattableString.Invariant($", не посылается с указанием причины: {leftOut}")));

    public string SchemaWritten(string file) => Pick($"{file}: the schema, by which an editor completes it", $"{file}: схема, по которой дополняет редактор");

    public string SetVariables(string names) => Pick($"Set before a run: {names}", $"Задайте перед запуском: {names}");

    public string CheckUrl() => Pick("Check the url in it.", "Проверьте в нём url.");

    public string Next(string command) => Pick($"Then: {command}", $"Затем: {command}");

    public string AskWhat() => Pick("What shall be judged?", "Что оценивать?");

    public string AskStart() => Pick("A program that LeakGate starts", "Программа, которую запускает LeakGate");

    public string AskOther() => Pick("Something that runs, by its address", "Работающая служба, по адресу");

    public string AskListening(int port, string command, int pid) => Pick(
        FormattableString.Invariant($"Port {port}: {command} (pid {pid})"), FormattableString.Invariant($"Порт {port}: {command} (pid {pid})"));

    public string AskCommand() => Pick("Its command, without a shell:", "Её команда, без оболочки:");

    public string BadCommand() => Pick("Write the program and its words; quotes group, a shell's signs do not work.", "Пишите программу и её слова; кавычки группируют, знаки оболочки не действуют.");

    public string AskUrl() => Pick("Its address:", "Её адрес:");

    public string BadAddress() => Pick("Write http:// or https://, host and port: http://127.0.0.1:5000", "Пишите http:// или https://, узел и порт: http://127.0.0.1:5000");

    public string AskHealth() => Pick("Path that answers 2xx when it is ready (empty: none):", "Путь, который отвечает 2xx, когда она готова (пусто — нет):");

    public string BadPath() => Pick("A path begins with / and has no blanks.", "Путь начинается с / и не содержит пробелов.");

    public string AskRequests() => Pick("Which requests?", "Какие запросы?");

    public string OnePath() => Pick("GET of one path", "GET одного пути");

    public string FromFile(string file) => Pick($"Those of {file}", $"Из файла {file}");

    public string AnotherFile() => Pick("Those of another file: OpenAPI, .http or HAR", "Из другого файла: OpenAPI, .http или HAR");

    public string AskPath() => Pick("The path:", "Путь:");

    public string AskFile() => Pick("The file:", "Файл:");

    public string NoFile() => Pick("There is no such file.", "Такого файла нет.");

    public string More() => Pick("(more with the arrow keys)", "(остальное — стрелками)");

    private Said Say(string problem, string remedy, string problemRu, string remedyRu) => new(Pick(problem, problemRu), Pick(remedy, remedyRu));

    private string Pick(string english, string russian) => Language.Pick(english, russian);
}
