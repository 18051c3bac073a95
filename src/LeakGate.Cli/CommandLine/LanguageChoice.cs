using System.CommandLine;
using LeakGate.Cli.Verbs;
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

    /// <summary>The option itself, for a verb.</summary>
    public static Option<string?> Option(Language language) => new(Name)
    {
        HelpName = string.Join('|', Languages.Codes),
        Description = language.Pick("Language; default from the locale", "Язык; по умолчанию из системы"),
    };

    /// <summary>Tells a code that is no language.</summary>
    public static void Check(string? code, CliTexts texts, UsageErrors errors)
    {
        if (code is not null && !Languages.TryParse(code, out _))
        {
            errors.Add(texts.UnknownValue(Name, code, Nearest.To(code, Languages.Codes), string.Join(", ", Languages.Codes)));
        }
    }
}
