using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate init</c>: its options, and where each goes.</summary>
internal static class InitCommand
{
    /// <summary>The verb, to be added to the root.</summary>
    /// <param name="host">What it touches of the outside.</param>
    /// <param name="texts">What it says.</param>
    /// <param name="command">What stands after <c>--</c>: the program that LeakGate is to start.</param>
    /// <param name="cancellation">Ends its questions.</param>
    public static Command Create(CliHost host, CliTexts texts, IReadOnlyList<string>? command, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Option<string?> url = Text("--url", "URL", language.Pick("Where requests go; without a file of requests the load is GET URL", "Куда слать запросы; без файла запросов нагрузка — GET URL"));
        Option<string?> openApi = Text("--openapi", "FILE", language.Pick("Requests from an OpenAPI document, JSON or YAML", "Запросы из документа OpenAPI, JSON или YAML"));
        Option<string?> http = Text("--http", "FILE", language.Pick("Requests from a .http file", "Запросы из файла .http"));
        Option<string?> har = Text("--har", "FILE", language.Pick("Requests from a recording of a browser (HAR); secrets stay out", "Запросы из записи браузера (HAR); секреты не попадают"));
        Option<string?> health = Text("--health", "PATH", language.Pick("Path that answers 2xx when it is ready; usual ones are tried", "Путь, который отвечает 2xx, когда служба готова; обычные пробуются"));
        Option<string?> config = new("--config", "-c")
        {
            HelpName = "FILE",
            Description = language.Pick("File to write; default leakgate.yml here", "Какой файл записать; по умолчанию leakgate.yml в текущей папке"),
        };
        Option<bool> force = new("--force") { Description = language.Pick("Overwrite what is there", "Перезаписать, что есть") };
        Option<string?> lang = LanguageChoice.Option(language);
        Command verb = new("init", language.Pick(
            "Write a commented leakgate.yml; asks on a terminal [-- COMMAND ARG…]", "Записать leakgate.yml с пояснениями; в терминале спрашивает [-- КОМАНДА АРГУМЕНТ…]"))
        {
            url, openApi, http, har, health, config, force, lang,
        };
        verb.SetAction((parsed, _) => new InitVerb(host, texts).ExecuteAsync(
            new InitRequest
            {
                Url = parsed.GetValue(url),
                OpenApi = parsed.GetValue(openApi),
                Http = parsed.GetValue(http),
                Har = parsed.GetValue(har),
                Health = parsed.GetValue(health),
                Config = parsed.GetValue(config),
                Force = parsed.GetValue(force),
                Language = parsed.GetValue(lang),
                Command = command,
            },
            cancellation));
        return verb;
    }

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
