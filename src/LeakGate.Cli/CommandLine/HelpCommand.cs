using System.CommandLine;
using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate help [TOPIC]</c>: the help of a verb, a page on a topic, or the whole as a man page.</summary>
internal static class HelpCommand
{
    private const string Man = "man";

    /// <summary>The verb, to be added to the root.</summary>
    /// <param name="texts">What it says.</param>
    /// <param name="refuse">Tells errors of usage and gives their exit code.</param>
    public static Command Create(CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse)
    {
        Language language = texts.Language;
        Argument<string?> topic = new("topic")
        {
            HelpName = language.Pick("TOPIC", "ТЕМА"),
            Description = language.Pick(
                $"A verb; {Names()}; or man for the whole as a man page", $"Команда; {Names()}; или man — всё вместе страницей man"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> lang = LanguageChoice.Option(language);
        Command help = new("help", language.Pick("Explain a verb or a topic", "Объяснить команду или тему")) { topic, lang };
        help.SetAction((parsed, _) => ShowAsync(parsed, parsed.GetValue(topic), parsed.GetValue(lang), texts, refuse));
        return help;
    }

    private static string Names() => string.Join(", ", HelpTopics.All.Select(topic => topic.Name));

    private static Task<int> ShowAsync(
        ParseResult parsed, string? word, string? lang, CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse)
    {
        Command root = parsed.RootCommandResult.Command;
        TextWriter output = parsed.InvocationConfiguration.Output;
        UsageErrors errors = new();
        LanguageChoice.Check(lang, texts, errors);
        string[] verbs = [.. VerbWords.Verbs(root).Select(verb => verb.Name)];
        Command? verb = word is null ? root : VerbWords.Verbs(root).FirstOrDefault(known => known.Name == word);
        HelpTopic? topic = HelpTopics.All.FirstOrDefault(known => known.Name == word);
        if (verb is null && topic is null && word != Man)
        {
            string[] known = [.. verbs, .. HelpTopics.All.Select(entry => entry.Name), Man];
            errors.Add(texts.UnknownTopic(word!, Nearest.To(word!, known), string.Join(", ", known)));
        }

        if (errors.Lines.Count > 0)
        {
            return refuse(errors.Lines);
        }

        if (verb is not null)
        {
            HelpPage.Write(output, verb, texts.Language);
        }
        else if (topic is not null)
        {
            HelpTopics.Write(output, topic, texts.Language);
        }
        else
        {
            output.Write(ManPage.Of(root, texts.Language));
        }

        return Task.FromResult(ExitCodes.Clean);
    }
}
