using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate report RUN</c>: names, help and where each goes.</summary>
internal static class ReportCommand
{
    public const string Name = "report";

    public static Command Create(CliHost host, CliTexts texts)
    {
        Language language = texts.Language;
        Argument<string[]> runs = new("RUN")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = language.Pick("A run folder, the folder of all its targets, or the run's id", "Папка запуска, папка всех его целей или его номер"),
        };
        Option<string?> format = new("--format", "-f")
        {
            HelpName = string.Join(',', KnownNames.Reports),
            Description = language.Pick("Reports to write; default html", "Какие отчёты писать; по умолчанию html"),
        };
        Option<string?> output = new("--out")
        {
            HelpName = "DIR",
            Description = language.Pick("Folder to write to; default the run folder", "Куда писать; по умолчанию в папку запуска"),
        };
        Option<bool> quiet = new("--quiet", "-q") { Description = language.Pick("Print no paths", "Не печатать пути") };
        Option<string?> lang = new(LanguageChoice.Name)
        {
            HelpName = string.Join('|', Languages.Codes),
            Description = language.Pick("Language; default from the locale", "Язык; по умолчанию из системы"),
        };
        Command verb = new(Name, language.Pick("Write any report of a run again", "Записать любой отчёт о запуске ещё раз"))
        {
            runs, format, output, quiet, lang,
        };
        verb.SetAction((parsed, _) => new ReportVerb(host, texts, TimeProvider.System).ExecuteAsync(new ReportRequest
        {
            Runs = parsed.GetValue(runs) ?? [],
            Format = parsed.GetValue(format),
            Out = parsed.GetValue(output),
            Quiet = parsed.GetValue(quiet),
            Language = parsed.GetValue(lang),
        }));
        return verb;
    }
}
