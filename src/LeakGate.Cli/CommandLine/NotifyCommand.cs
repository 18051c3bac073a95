using System.CommandLine;
using LeakGate.Cli.Notifying;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate notify RUN</c> and <c>leakgate notify --test</c>: names, help and where each goes.</summary>
internal static class NotifyCommand
{
    public const string Name = "notify";

    public static Command Create(CliHost host, CliTexts texts, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Argument<string[]> runs = new("RUN")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = language.Pick("A run folder, the folder of all its targets, or the run's id", "Папка запуска, папка всех его целей или его номер"),
        };
        Option<string?> test = new("--test")
        {
            HelpName = "[CHANNEL]",
            Arity = ArgumentArity.ZeroOrOne,
            Description = language.Pick("Send a marked test, to one channel or to all", "Отправить проверку в один канал или во все"),
        };
        Option<bool> dryRun = new("--dry-run") { Description = language.Pick("Print what would go out, and send nothing", "Показать, что было бы отправлено, и не отправлять") };
        Option<bool> again = new("--again") { Description = language.Pick("Also to channels that got this run already", "И в каналы, которые запуск уже получили") };
        Option<string?> config = new("--config", "-c")
        {
            HelpName = "FILE",
            Description = language.Pick("Configuration; default leakgate.yml in the current folder", "Файл настроек; по умолчанию leakgate.yml в текущей папке"),
        };
        Option<string?> lang = LanguageChoice.Option(language);
        Command verb = new(Name, language.Pick("Send a run, or a marked test, to the channels", "Отправить запуск или проверку в каналы"))
        {
            runs, test, dryRun, again, config, lang,
        };
        verb.SetAction((parsed, _) => new NotifyVerb(host, texts, TimeProvider.System).ExecuteAsync(
            new NotifyRequest
            {
                Runs = parsed.GetValue(runs) ?? [],
                Test = parsed.GetResult(test) is not null,
                Channel = parsed.GetValue(test),
                DryRun = parsed.GetValue(dryRun),
                Again = parsed.GetValue(again),
                Config = parsed.GetValue(config),
                Language = parsed.GetValue(lang),
            },
            cancellation));
        return verb;
    }
}
