using System.CommandLine;
using System.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>Completion for bash, as a script that needs no call of LeakGate: a key press must not start a runtime.</summary>
internal static class BashCompletion
{
    public static string Of(Command root)
    {
        StringBuilder script = new("# bash completion of leakgate; source it, e.g. in ~/.bashrc\n_leakgate() {\n");
        script.Append("  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}\n  COMPREPLY=()\n");
        script.Append("  local i\n  for ((i = 1; i < COMP_CWORD; i++)); do\n    if [[ ${COMP_WORDS[i]} == -- ]]; then\n      compopt -o default\n      return\n    fi\n  done\n");
        script.Append("  if ((COMP_CWORD == 1)); then\n").Append(Reply("    ", VerbWords.Verbs(root).Select(verb => verb.Name).Append("--help").Append("--version")))
            .Append("    return\n  fi\n  case $verb in\n");
        foreach (Command verb in VerbWords.Verbs(root))
        {
            Verb(script, root, verb);
        }

        return script.Append("  esac\n}\ncomplete -F _leakgate leakgate\n").ToString();
    }

    private static void Verb(StringBuilder script, Command root, Command verb)
    {
        script.Append("    ").Append(verb.Name).Append(")\n      case $prev in\n");
        foreach (Option option in VerbWords.Options(verb).Where(VerbWords.TakesValue))
        {
            script.Append("        ").AppendJoin(" | ", VerbWords.Spellings(option)).Append(")\n")
                .Append(Value(option.HelpName)).Append("          return ;;\n");
        }

        IEnumerable<string> words = CompletionWords.Of(root, verb);
        bool files = verb.Arguments.Any(argument => argument.HelpName is "FILE" or "RUN");
        script.Append("      esac\n").Append(Reply("      ", VerbWords.Options(verb).SelectMany(VerbWords.Spellings).Concat(words)));
        if (files)
        {
            script.Append("      [[ $cur == -* ]] || compopt -o default\n");
        }

        script.Append("      ;;\n");
    }

    private static string Value(string? name) =>
        name is "FILE" ? "          compopt -o default\n"
        : name is "DIR" ? "          mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
        : VerbWords.Choices(name) is { Count: > 0 } words ? Reply("          ", words)
        : "";

    private static string Reply(string indent, IEnumerable<string> words) =>
        $"{indent}mapfile -t COMPREPLY < <(compgen -W '{string.Join(' ', words)}' -- \"$cur\")\n";
}
