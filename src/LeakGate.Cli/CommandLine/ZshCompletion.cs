using System.CommandLine;
using System.Text;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>Completion for zsh, by <c>_arguments</c>, with what each word means beside it.</summary>
internal static class ZshCompletion
{
    public static string Of(Command root, Language language)
    {
        StringBuilder script = new("#compdef leakgate\n# zsh completion of leakgate; save it as _leakgate in a folder of $fpath\n_leakgate() {\n");
        script.Append("  if ((CURRENT == 2)); then\n    local -a verbs=(\n");
        foreach (Command verb in VerbWords.Verbs(root))
        {
            script.Append("      ").Append(Quote($"{verb.Name}:{verb.Description}")).Append('\n');
        }

        script.Append("    )\n    _describe verb verbs\n    return\n  fi\n  local verb=$words[2]\n  shift words\n  ((CURRENT--))\n  case $verb in\n");
        foreach (Command verb in VerbWords.Verbs(root))
        {
            script.Append("    ").Append(verb.Name).Append(")\n      _arguments \\\n");
            foreach (Option option in VerbWords.Options(verb))
            {
                string value = VerbWords.TakesValue(option) ? $":{Escape(option.HelpName ?? "VALUE")}:{Action(option.HelpName)}" : "";
                foreach (string name in VerbWords.Spellings(option))
                {
                    script.Append("        ").Append(Quote($"*{name}[{Escape(VerbWords.Description(option, language))}]{value}")).Append(" \\\n");
                }
            }

            string rest = CompletionWords.Of(root, verb) is { Count: > 0 } words ? $"({string.Join(' ', words)})" : verb.Name == "run" ? "_default" : "_files";
            script.Append("        ").Append(Quote($"*::word:{rest}")).Append("\n      ;;\n");
        }

        return script.Append("  esac\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _leakgate \"$@\"\nelse\n  compdef _leakgate leakgate\nfi\n").ToString();
    }

    private static string Action(string? name) => name switch
    {
        "FILE" => "_files",
        "DIR" => "_files -/",
        _ => VerbWords.Choices(name) is { Count: > 0 } words ? $"({string.Join(' ', words)})" : " ",
    };

    private static string Escape(string text)
    {
        string plain = text.Replace("\\", "\\\\", StringComparison.Ordinal);
        return new[] { "[", "]", ":" }.Aggregate(plain, (word, sign) => word.Replace(sign, "\\" + sign, StringComparison.Ordinal));
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
