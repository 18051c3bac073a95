using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>The options of <c>leakgate run</c>: names, help and where each goes. Values are checked later, all at once.</summary>
internal sealed class RunOptionSet(Language language)
{
    private readonly Option<string?> _config = new("--config", "-c")
    {
        HelpName = "FILE",
        Description = language.Pick("Configuration; default leakgate.yml in the current folder", "Файл настроек; по умолчанию leakgate.yml в текущей папке"),
    };

    private readonly Option<string[]> _target = new("--target", "-t")
    {
        HelpName = "NAME",
        Description = language.Pick("Only this target; may be given several times", "Только эта цель; можно указать несколько раз"),
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _profile = new("--profile", "-p")
    {
        HelpName = "quick|full|performance",
        Description = language.Pick("How long to look: 2m, 15m, 5m; default quick", "Сколько смотреть: 2m, 15m, 5m; по умолчанию quick"),
    };

    private readonly Option<bool> _parallel = new("--parallel")
    {
        Description = language.Pick("Several targets at once", "Несколько целей сразу"),
    };

    private readonly Option<string?> _url = new("--url")
    {
        HelpName = "URL",
        Description = language.Pick("Where requests go; with a command, the load is GET URL", "Куда слать запросы; с командой нагрузка — GET URL"),
    };

    private readonly Option<string?> _rate = new("--rate")
    {
        HelpName = "max|200/s",
        Description = language.Pick("Requests per s, min or h; default max", "Запросов в s, min или h; по умолчанию max"),
    };

    private readonly Option<string?> _concurrency = new("--concurrency")
    {
        HelpName = "N",
        Description = language.Pick("Requests in flight, 1 to 1024; default 8", "Запросов одновременно, от 1 до 1024; по умолчанию 8"),
    };

    private readonly Option<string?> _budget = new("--budget", "--duration")
    {
        HelpName = "2m",
        Description = language.Pick("Longest time of one target's run", "Наибольшее время запуска одной цели"),
    };

    private readonly Option<string?> _failOn = new("--fail-on")
    {
        HelpName = "leak,regression,inconclusive|never",
        Description = language.Pick("What may fail the build; default all three", "Что может уронить сборку; по умолчанию все три"),
    };

    private readonly Option<string?> _leakExitCode = new("--leak-exit-code")
    {
        HelpName = "N",
        Description = language.Pick("Exit code of a leak, 1 to 255; default 1", "Код выхода при утечке, от 1 до 255; по умолчанию 1"),
    };

    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "DIR",
        Description = language.Pick("Folder for run folders; default .leakgate/runs", "Папка для запусков; по умолчанию .leakgate/runs"),
    };

    private readonly Option<string?> _report = new("--report")
    {
        HelpName = "html,junit,…",
        Description = language.Pick("Reports to write, in place of those of the file", "Какие отчёты писать вместо указанных в файле"),
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        HelpName = "BRANCH",
        Description = language.Pick("Branch to compare with; default main", "С какой веткой сравнить; по умолчанию main"),
    };

    private readonly Option<bool> _requireNotify = new("--require-notify")
    {
        Description = language.Pick("A channel that can't be told fails the run, exit code 5", "Не доставленное сообщение роняет запуск, код 5"),
    };

    private readonly Option<string?> _push = new("--push")
    {
        HelpName = "URL",
        Description = language.Pick("Send the run to this `leakgate serve`; the token is in LEAKGATE_TOKEN", "Отправить запуск этому `leakgate serve`; токен — в LEAKGATE_TOKEN"),
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = language.Pick("Print an array of verdict documents and nothing else", "Вывести массив вердиктов и больше ничего"),
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = language.Pick("No progress", "Без хода работы"),
    };

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = language.Pick("Say how each verdict came about", "Объяснить каждый вердикт"),
    };

    private readonly Option<string?> _language = new(LanguageChoice.Name)
    {
        HelpName = string.Join('|', Languages.Codes),
        Description = language.Pick("Language; default from the locale", "Язык; по умолчанию из системы"),
    };

    /// <summary>Those of <c>run</c>, in the order of the help.</summary>
    public IReadOnlyList<Option> Run =>
    [
        _config, _target, _profile, _parallel, _url, _rate, _concurrency, _budget,
        _failOn, _leakExitCode, _out, _report, _baseline, _requireNotify, _push, _json, _quiet, _explain, _language,
    ];

    /// <summary>Those of <c>demo</c>, which knows its targets and its load.</summary>
    public IReadOnlyList<Option> Demo => [_config, _profile, _out, _json, _quiet, _explain, _language];

    /// <summary>Those that <c>attach</c> shares with <c>run</c>.</summary>
    public IReadOnlyList<Option> Attach =>
    [
        _config, _url, _profile, _rate, _concurrency, _budget, _failOn, _leakExitCode, _out, _report, _baseline, _requireNotify,
        _push, _json, _quiet, _explain, _language,
    ];

    /// <summary>The words that were typed.</summary>
    public RunRequest Read(ParseResult parsed, IReadOnlyList<string>? command) => new()
    {
        Config = parsed.GetValue(_config),
        Targets = parsed.GetValue(_target) ?? [],
        Profile = parsed.GetValue(_profile),
        Parallel = parsed.GetValue(_parallel),
        Url = parsed.GetValue(_url),
        Rate = parsed.GetValue(_rate),
        Concurrency = parsed.GetValue(_concurrency),
        Budget = parsed.GetValue(_budget),
        FailOn = parsed.GetValue(_failOn),
        LeakExitCode = parsed.GetValue(_leakExitCode),
        Out = parsed.GetValue(_out),
        Report = parsed.GetValue(_report),
        Baseline = parsed.GetValue(_baseline),
        RequireNotify = parsed.GetValue(_requireNotify),
        Push = parsed.GetValue(_push),
        Json = parsed.GetValue(_json),
        Quiet = parsed.GetValue(_quiet),
        Explain = parsed.GetValue(_explain),
        Language = parsed.GetValue(_language),
        Command = command,
    };
}
