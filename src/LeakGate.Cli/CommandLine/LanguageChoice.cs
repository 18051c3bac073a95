using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>The language of this call. It is needed for help and errors, so it is found before anything else is read.</summary>
internal static class LanguageChoice
{
    public const string Name = "--lang";

    /// <summary>The value of <c>--lang</c> before <c>--</c>, else the locale's language.</summary>
    public static Language Of(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            string? code = args[i] == Name && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith(Name + "=", StringComparison.Ordinal) ? args[i][(Name.Length + 1)..]
                : null;
            if (Languages.TryParse(code, out Language language))
            {
                return language;
            }
        }

        return Languages.FromLocale(environment);
    }
}
