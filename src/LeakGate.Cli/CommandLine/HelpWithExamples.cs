using System.CommandLine;
using System.CommandLine.Invocation;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>--help</c> of a verb: what it does, its words, examples and the exit codes.</summary>
internal sealed class HelpWithExamples(Language language) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        HelpPage.Write(parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command, language);
        return 0;
    }

    /// <summary>Calls of a verb that can be copied, each with what it does.</summary>
    public static (string Command, string English, string Russian)[] Examples(string verb) => verb switch
    {
        "run" =>
        [
            ("leakgate run", "every target of leakgate.yml, one after another", "все цели из leakgate.yml по очереди"),
            ("leakgate run --target shop --profile full", "one target, looked at for longer", "одна цель, дольше"),
            ("leakgate run --url http://127.0.0.1:5000/api -- dotnet Shop.dll", "no file needed", "без файла настроек"),
            ("leakgate run --fail-on never --json > verdicts.json", "only report, for a first week in CI", "только отчёт, на первую неделю в CI"),
        ],
        "attach" =>
        [
            ("leakgate attach --port 5000 --url http://127.0.0.1:5000/api", "load what listens there, and judge it", "нагрузить то, что там слушает, и оценить"),
            ("leakgate attach --container shop -c leakgate.yml --url http://127.0.0.1:5000", "with load and gate of a file", "нагрузка и допуски из файла"),
            ("leakgate attach --pid 4711 --no-load --duration 1h", "only watch: growth per hour", "только смотреть: рост за час"),
        ],
        "demo" => [("leakgate demo", "both sample services, side by side", "два примера рядом")],
        "analyze" =>
        [
            ("leakgate analyze .leakgate/runs/20261122-143512-9c1e", "the same verdicts again", "те же вердикты ещё раз"),
            ("leakgate analyze soak.csv --explain", "elapsed_s or timestamp, then columns such as rss_bytes, fds", "elapsed_s или timestamp и столбцы, например rss_bytes, fds"),
        ],
        "report" =>
        [
            ("leakgate report 20261122-143512-9c1e", "the page of that run, written again", "страница этого запуска, записанная ещё раз"),
            ("leakgate report .leakgate/runs/20261122-143512-9c1e --format junit,csv --out reports", "for another tool", "для другой программы"),
        ],
        "notify" =>
        [
            ("leakgate notify --test", "a marked test to every channel, and what went out", "проверка в каждый канал и что было отправлено"),
            ("leakgate notify --test slack --dry-run", "only show what would go out", "только показать, что было бы отправлено"),
            ("leakgate notify 20261122-143512-9c1e", "to every channel that did not get that run", "в каждый канал, который этот запуск не получил"),
        ],
        "compare" =>
        [
            ("leakgate compare main 20261122-143512-9c1e", "this run against the last runs of main", "этот запуск против последних запусков main"),
            ("leakgate compare 20261121-101402-ab12 20261122-143512-9c1e", "two runs", "два запуска"),
        ],
        "baseline" =>
        [
            ("leakgate baseline show", "what each target is compared with", "с чем сравнивается каждая цель"),
            ("leakgate baseline set 20261122-143512-9c1e", "compare with this run from now on", "отныне сравнивать с этим запуском"),
            ("leakgate baseline clear", "with the last runs of main again", "снова с последними запусками main"),
        ],
        "serve" =>
        [
            ("leakgate serve", "http://127.0.0.1:5555 for this machine alone", "http://127.0.0.1:5555 только для этой машины"),
            ("LEAKGATE_TOKEN=$(openssl rand -hex 16) leakgate serve --bind 0.0.0.0", "for a team, with a token", "для команды, с токеном"),
        ],
        "init" =>
        [
            ("leakgate init", "asks, and proposes what listens here", "спрашивает и предлагает то, что здесь слушает"),
            ("leakgate init --url http://127.0.0.1:5000/api/items -- dotnet Shop.dll", "GET of one path; LeakGate starts the program", "GET одного пути; программу запускает LeakGate"),
            ("leakgate init --openapi openapi.json --url http://127.0.0.1:5000", "every operation of a document", "все операции документа"),
            ("leakgate init --har shop.har", "what a browser did, by how often it did it", "что делал браузер, с теми же частотами"),
        ],
        "schema" =>
        [
            ("leakgate schema config > leakgate.schema.json", "for editors: complete and check leakgate.yml", "для редактора: дополнять и проверять leakgate.yml"),
            ("leakgate schema verdict", "what a pipeline may rely on", "на что может опираться конвейер"),
        ],
        "doctor" =>
        [
            ("leakgate doctor", "about a minute; exit code 3 where something is not seen", "около минуты; код 3, если чего-то не видно"),
            ("leakgate doctor --only heap", "one kind, in half the time", "один вид, вдвое быстрее"),
            ("leakgate doctor --json > doctor.json", "the same for a program", "то же для программы"),
        ],
        "help" =>
        [
            ("leakgate help run", "the same as leakgate run --help", "то же, что leakgate run --help"),
            ("leakgate help exit-codes", "what a pipeline gets to see", "что увидит конвейер"),
        ],
        "completion" =>
        [
            ("source <(leakgate completion bash)", "for this shell; put it into ~/.bashrc to keep it", "для этого сеанса; чтобы осталось, добавьте в ~/.bashrc"),
            ("leakgate completion fish > ~/.config/fish/completions/leakgate.fish", "for every fish shell", "для всех сеансов fish"),
        ],
        _ =>
        [
            ("leakgate run", "judge the targets of leakgate.yml", "проверить цели из leakgate.yml"),
            ("leakgate demo", "watch a leaking service caught and a healthy one passed", "увидеть, как утечка поймана, а здоровая служба прошла"),
        ],
    };

    /// <summary>The exit codes with what each means.</summary>
    public static (string Code, string English, string Russian)[] Codes { get; } =
    [
        ("0", "clean, or every target did what its `expect` says", "утечек нет, или каждая цель повела себя по `expect`"),
        ("1", "a leak or a regression (--leak-exit-code changes the number)", "утечка или ухудшение (число меняет --leak-exit-code)"),
        ("2", "wrong usage or configuration", "неверный вызов или настройки"),
        ("3", "inconclusive", "вывод сделать нельзя"),
        ("4", "the target failed", "цель не запустилась или упала"),
        ("5", "a fault of LeakGate itself", "ошибка самого LeakGate"),
        ("130", "interrupted", "прервано"),
    ];

    /// <summary>Those that a verb can end with: what judges nothing ends with no verdict.</summary>
    public static IReadOnlyList<(string Code, string English, string Russian)> CodesOf(string verb) =>
        verb is "report" or "init" or "schema" or "serve" or "completion" or "help" or "baseline"
            ? [("0", "done", "сделано"), .. Codes.Where(code => code.Code is "2" or "5" or "130")]
            : Codes;
}
