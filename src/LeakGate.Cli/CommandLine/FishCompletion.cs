using System.CommandLine;
using System.Text;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>Completion for fish: one declaration for each word, with what it means beside it.</summary>
internal static class FishCompletion
{
    public static string Of(Command root, Language language)
    {
        StringBuilder script = new("# fish completion of leakgate; save it as ~/.config/fish/completions/leakgate.fish\ncomplete -c leakgate -f\n");
        foreach (Command verb in VerbWords.Verbs(root))
        {
            script.Append("complete -c leakgate -n __fish_use_subcommand -a ").Append(verb.Name).Append(" -d ").Append(Quote(verb.Description)).Append('\n');
        }

        foreach (Command verb in VerbWords.Verbs(root))
        {
            string condition = $"complete -c leakgate -n '__fish_seen_subcommand_from {verb.Name}'";
            foreach (Option option in VerbWords.Options(verb))
            {
                script.Append(condition);
                foreach (string name in VerbWords.Spellings(option))
                {
                    script.Append(name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}");
                }

                script.Append(VerbWords.TakesValue(option) ? Value(option.HelpName) : "").Append(" -d ")
                    .Append(Quote(VerbWords.Description(option, language))).Append('\n');
            }

            if (CompletionWords.Of(root, verb) is { Count: > 0 } words)
            {
                script.Append(condition).Append(" -a ").Append(Quote(string.Join(' ', words))).Append('\n');
            }
            else if (verb.Arguments.Any(argument => argument.HelpName is "FILE" or "RUN"))
            {
                script.Append(condition).Append(" -F\n");
            }
        }

        return script.ToString();
    }

    private static string Value(string? name) => name is "FILE" or "DIR" ? " -r -F"
        : VerbWords.Choices(name) is { Count: > 0 } words ? $" -x -a {Quote(string.Join(' ', words))}"
        : " -x";

    private static string Quote(string? text) =>
        "'" + (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
