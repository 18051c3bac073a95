using System.CommandLine;
using System.CommandLine.Help;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>What is known of a verb's options for help, completion and man pages: one source for all three.</summary>
internal static class VerbWords
{
    /// <summary>The verbs that people call, in the order of the help.</summary>
    public static IEnumerable<Command> Verbs(Command root) => root.Subcommands.Where(verb => !verb.Hidden);

    /// <summary>The options of a verb, <c>--help</c> last, hidden ones left out.</summary>
    public static IEnumerable<Option> Options(Command verb) =>
        verb.Options.Where(option => !option.Hidden && option is not HelpOption)
            .Append(verb.Options.OfType<HelpOption>().FirstOrDefault() ?? new HelpOption());

    /// <summary>Every way to write an option, the short one first.</summary>
    public static IReadOnlyList<string> Spellings(Option option) =>
        [.. option.Aliases.Append(option.Name)
            .Where(name => name.StartsWith('-') && name is not "-?")
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name.StartsWith("--", StringComparison.Ordinal))
            .ThenBy(name => name != option.Name)];

    /// <summary>Whether a value follows.</summary>
    public static bool TakesValue(Option option) => option.Arity.MinimumNumberOfValues > 0 || option.HelpName is not null;

    /// <summary>The option as one writes it: <c>-c, --config FILE</c>.</summary>
    public static string Usage(Option option) =>
        string.Join(", ", Spellings(option)) + (TakesValue(option) ? " " + (option.HelpName ?? "VALUE") : "");

    /// <summary>What an option does, in the language asked for.</summary>
    public static string Description(Option option, Language language) => option switch
    {
        HelpOption => language.Pick("Show this help", "Показать эту справку"),
        VersionOption => language.Pick("Show the version", "Показать версию"),
        _ => option.Description ?? "",
    };

    /// <summary>The words that an option or argument takes, as far as they are a closed set; empty otherwise.</summary>
    public static IReadOnlyList<string> Choices(string? helpName) =>
        [.. (helpName ?? "").Split('|', ',').Where(word => word.Length > 1 && char.IsAsciiLetterLower(word[0]) && word.All(c => char.IsAsciiLetterLower(c) || c == '-'))];

    /// <summary>How a verb is called: <c>leakgate run [OPTION…]</c>.</summary>
    public static string Synopsis(Command verb, Language language)
    {
        string option = language.Pick("[OPTION…]", "[ПАРАМЕТР…]");
        if (verb is RootCommand)
        {
            return $"leakgate {language.Pick("VERB", "КОМАНДА")} {option}";
        }

        IEnumerable<string> arguments = verb.Arguments.Where(argument => !argument.Hidden).Select(argument =>
        {
            string name = (argument.HelpName ?? argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");
            return argument.Arity.MinimumNumberOfValues == 0 && argument.Arity.MaximumNumberOfValues == 1 ? $"[{name}]" : name;
        });
        string command = verb.Name is "run" or "init" ? language.Pick(" [-- COMMAND ARG…]", " [-- КОМАНДА АРГУМЕНТ…]") : "";
        return string.Join(' ', arguments.Prepend("leakgate " + verb.Name).Append(option)) + command;
    }
}
