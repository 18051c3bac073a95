using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate compare BASE HEAD</c>: names, help and where each goes.</summary>
internal static class CompareCommand
{
    public const string Name = "compare";

    public static Command Create(CliHost host, CliTexts texts, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Argument<string?> from = new("BASE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = language.Pick("A run folder or id, or a branch of the history", "Папка или номер запуска, или ветка из истории"),
        };
        Argument<string?> head = new("HEAD")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = language.Pick("The run that is judged", "Оцениваемый запуск"),
        };
        Option<string?> failOn = new("--fail-on")
        {
            HelpName = "leak,regression,inconclusive|never",
            Description = language.Pick("What may fail the build; default all three", "Что может уронить сборку; по умолчанию все три"),
        };
        Option<bool> json = new("--json") { Description = language.Pick("Print the comparison as JSON and nothing else", "Вывести сравнение в JSON и больше ничего") };
        Option<string?> lang = new(LanguageChoice.Name)
        {
            HelpName = string.Join('|', Languages.Codes),
            Description = language.Pick("Language; default from the locale", "Язык; по умолчанию из системы"),
        };
        Command verb = new(Name, language.Pick("Is this run worse than that one, beyond noise", "Хуже ли этот запуск того, помимо шума")) { from, head, failOn, json, lang };
        verb.SetAction((parsed, _) => new CompareVerb(host, texts).ExecuteAsync(
            new CompareRequest
            {
                Base = parsed.GetValue(from),
                Head = parsed.GetValue(head),
                FailOn = parsed.GetValue(failOn),
                Json = parsed.GetValue(json),
                Language = parsed.GetValue(lang),
            },
            cancellation));
        return verb;
    }
}
