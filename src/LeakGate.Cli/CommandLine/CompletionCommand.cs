using System.CommandLine;
using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate completion bash|zsh|fish</c>: prints a script that completes verbs, options and their words in a shell.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    /// <summary>The verb, to be added to the root.</summary>
    /// <param name="texts">What it says.</param>
    /// <param name="refuse">Tells errors of usage and gives their exit code.</param>
    public static Command Create(CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse)
    {
        Language language = texts.Language;
        Argument<string?> shell = new("shell")
        {
            HelpName = string.Join('|', Shells),
            Description = language.Pick("The shell to write for", "Оболочка, для которой писать"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> lang = LanguageChoice.Option(language);
        Command completion = new(
            "completion", language.Pick("Print a script for completion in a shell", "Вывести сценарий автодополнения для оболочки")) { shell, lang };
        completion.SetAction((parsed, _) =>
        {
            UsageErrors errors = new();
            LanguageChoice.Check(parsed.GetValue(lang), texts, errors);
            string? word = parsed.GetValue(shell);
            if (word is null || !Shells.Contains(word, StringComparer.Ordinal))
            {
                errors.Add(word is null
                    ? texts.NoShell(string.Join(", ", Shells))
                    : texts.UnknownValue("completion", word, Nearest.To(word, Shells), string.Join(", ", Shells)));
                return refuse(errors.Lines);
            }

            if (errors.Lines.Count > 0)
            {
                return refuse(errors.Lines);
            }

            Command root = parsed.RootCommandResult.Command;
            parsed.InvocationConfiguration.Output.Write(word switch
            {
                "bash" => BashCompletion.Of(root),
                "zsh" => ZshCompletion.Of(root, language),
                _ => FishCompletion.Of(root, language),
            });
            return Task.FromResult(ExitCodes.Clean);
        });
        return completion;
    }
}
