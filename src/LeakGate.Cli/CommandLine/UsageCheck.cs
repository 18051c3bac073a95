using System.CommandLine;
using System.CommandLine.Parsing;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>What is wrong with the words typed, before their values are looked at: misspelt verbs and options, missing values.</summary>
internal static class UsageCheck
{
    public static void Check(ParseResult parsed, CliTexts texts, UsageErrors errors)
    {
        Command verb = parsed.CommandResult.Command;
        if (verb is RootCommand)
        {
            CheckVerb(parsed, verb, texts, errors);
            return;
        }

        // A verb that takes words takes a misspelt option for one of them.
        IEnumerable<string> taken = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
        CheckUnmatched([.. taken.Where(word => word.Length > 1 && word[0] == '-'), .. parsed.UnmatchedTokens], verb, texts, errors);
        foreach (OptionResult option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            // The library takes whatever follows for the value, another option's name too.
            bool hasValue = option.Tokens.Count > 0 && !option.Tokens.Any(token => Names(verb).Contains(token.Value, StringComparer.Ordinal));
            if (!hasValue && option.Option.Arity.MinimumNumberOfValues > 0)
            {
                errors.Add(texts.NeedsValue(option.Option.Name));
            }
            else if (option.IdentifierTokenCount > 1 && option.Option.Arity.MaximumNumberOfValues == 1)
            {
                errors.Add(texts.OnlyOnce(option.Option.Name));
            }
        }

        // What the library found and the above did not say.
        if (errors.Lines.Count == 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                errors.Add(new Runs.Configuration.Said(error.Message, $"`leakgate {verb.Name} --help`"));
            }
        }
    }

    private static void CheckVerb(ParseResult parsed, Command root, CliTexts texts, UsageErrors errors)
    {
        string[] verbs = [.. root.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];
        string known = string.Join(", ", verbs);
        string? word = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        if (word is null)
        {
            errors.Add(texts.NoVerb(known));
        }
        else if (word.StartsWith('-'))
        {
            errors.Add(texts.UnknownOption(word, Nearest.To(word, Names(root)), "leakgate"));
        }
        else
        {
            // Whatever follows belongs to the verb that was meant, so it is not judged.
            errors.Add(texts.UnknownVerb(word, Nearest.To(word, verbs), known));
        }
    }

    private static void CheckUnmatched(IReadOnlyList<string> words, Command verb, CliTexts texts, UsageErrors errors)
    {
        string name = $"leakgate {verb.Name}";
        bool afterUnknownOption = false;
        foreach (string word in words)
        {
            if (word.StartsWith('-'))
            {
                string option = word.Split('=', ':')[0];
                errors.Add(texts.UnknownOption(option, Nearest.To(option, Names(verb)), name));
                afterUnknownOption = !word.Contains('=', StringComparison.Ordinal);
            }
            else if (!afterUnknownOption)
            {
                errors.Add(texts.StrayWord(word, name));
            }
            else
            {
                // The value of the option before, most likely.
                afterUnknownOption = false;
            }
        }
    }

    private static IEnumerable<string> Names(Command verb) =>
        verb.Options.SelectMany(option => new[] { option.Name }.Concat(option.Aliases)).Append("--help");
}
