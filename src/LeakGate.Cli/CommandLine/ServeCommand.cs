using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate serve</c>: names, help and where each goes.</summary>
internal static class ServeCommand
{
    public static Command Create(CliHost host, CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Option<string?> config = new("--config", "-c")
        {
            HelpName = "FILE",
            Description = language.Pick("Configuration; default leakgate.yml in the current folder", "Файл настроек; по умолчанию leakgate.yml в текущей папке"),
        };
        Option<string?> port = new("--port") { HelpName = "N", Description = language.Pick("Port; default 5555, 0 takes a free one", "Порт; по умолчанию 5555, 0 — любой свободный") };
        Option<string?> bind = new("--bind")
        {
            HelpName = "ADDRESS",
            Description = language.Pick("Address to listen on; default 127.0.0.1, any other than loopback needs a token", "На каком адресе слушать; по умолчанию 127.0.0.1, вне loopback нужен токен"),
        };
        Option<string?> token = new("--token")
        {
            HelpName = "TOKEN",
            Description = language.Pick("What callers have to show; better in LEAKGATE_TOKEN, where no process list shows it", "Что должен предъявить вызывающий; лучше через LEAKGATE_TOKEN: там его не видно в списке процессов"),
        };
        Option<bool> commands = new("--allow-commands")
        {
            Description = language.Pick("Start commands and attach to what runs here, beside the targets of the file", "Запускать команды и подключаться к работающему, а не только к целям из файла"),
        };
        Option<string?> parallel = new("--parallel") { HelpName = "N", Description = language.Pick("Most runs at once; default 1, the others wait", "Сколько запусков сразу; по умолчанию 1, остальные ждут") };
        Option<string?> output = new("--out") { HelpName = "DIR", Description = language.Pick("Folder of run folders; default .leakgate/runs", "Папка запусков; по умолчанию .leakgate/runs") };
        Option<string?> lang = LanguageChoice.Option(language);
        Command verb = new("serve", language.Pick("The HTTP API and the page of runs, on port 5555", "HTTP API и страница запусков, порт 5555"))
        {
            config, port, bind, token, commands, parallel, output, lang,
        };
        verb.SetAction((parsed, _) =>
        {
            ServeRequest request = new()
            {
                Config = parsed.GetValue(config),
                Port = parsed.GetValue(port),
                Bind = parsed.GetValue(bind),
                Token = parsed.GetValue(token),
                AllowCommands = parsed.GetValue(commands),
                Parallel = parsed.GetValue(parallel),
                Out = parsed.GetValue(output),
                Language = parsed.GetValue(lang),
            };
            return new ServeVerb(host, texts).ExecuteAsync(request, refuse, cancellation);
        });
        return verb;
    }
}
