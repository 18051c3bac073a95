using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate analyze FILE…</c>: names, help and where each goes.</summary>
internal static class AnalyzeCommand
{
    public const string Name = "analyze";

    public static Command Create(CliHost host, CliTexts texts, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Argument<string[]> files = new("FILE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = language.Pick("Run folders, or CSV recordings from any other tool", "Папки запусков или записи CSV от любой другой программы"),
        };
        Option<string?> failOn = new("--fail-on")
        {
            HelpName = "leak,regression,inconclusive|never",
            Description = language.Pick("What may fail the build; default all three", "Что может уронить сборку; по умолчанию все три"),
        };
        Option<string?> leakExitCode = new("--leak-exit-code")
        {
            HelpName = "N",
            Description = language.Pick("Exit code of a leak, 1 to 255; default 1", "Код выхода при утечке, от 1 до 255; по умолчанию 1"),
        };
        Option<bool> json = new("--json")
        {
            Description = language.Pick("Print an array of verdict documents and nothing else", "Вывести массив вердиктов и больше ничего"),
        };
        Option<bool> quiet = new("--quiet", "-q") { Description = language.Pick("No warnings", "Без предупреждений") };
        Option<bool> explain = new("--explain")
        {
            Description = language.Pick("Say how each verdict came about", "Объяснить каждый вердикт"),
        };
        Option<string?> lang = new(LanguageChoice.Name)
        {
            HelpName = string.Join('|', Languages.Codes),
            Description = language.Pick("Language; default from the locale", "Язык; по умолчанию из системы"),
        };
        Command verb = new(Name, language.Pick("Judge recorded data: run folders and CSV files", "Оценить записанные данные: папки запусков и файлы CSV"))
        {
            files, failOn, leakExitCode, json, quiet, explain, lang,
        };
        verb.SetAction((parsed, _) => new AnalyzeVerb(host, texts).ExecuteAsync(
            new AnalyzeRequest
            {
                Files = parsed.GetValue(files) ?? [],
                FailOn = parsed.GetValue(failOn),
                LeakExitCode = parsed.GetValue(leakExitCode),
                Language = parsed.GetValue(lang),
                Json = parsed.GetValue(json),
                Quiet = parsed.GetValue(quiet),
                Explain = parsed.GetValue(explain),
            },
            cancellation));
        return verb;
    }
}
