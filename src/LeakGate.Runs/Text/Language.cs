namespace LeakGate.Runs.Text;

/// <summary>A language that LeakGate speaks to people. Machine formats know no language.</summary>
public enum Language
{
    /// <summary>English: the default.</summary>
    English,

    /// <summary>Russian.</summary>
    Russian,
}

/// <summary>Which language to speak.</summary>
public static class Languages
{
    /// <summary>The codes that <c>--lang</c> takes, in the order of <see cref="Language"/>.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["en", "ru"];

    /// <summary>Reads a code: <c>en</c> or <c>ru</c>, in any case.</summary>
    public static bool TryParse(string? code, out Language language)
    {
        language = string.Equals(code, "ru", StringComparison.OrdinalIgnoreCase) ? Language.Russian : Language.English;
        return language is Language.Russian || string.Equals(code, "en", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The language of the locale: the first of <c>LC_ALL</c>, <c>LC_MESSAGES</c> and <c>LANG</c> that is set decides (POSIX order),
    /// and Russian is chosen where its language part is <c>ru</c>.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable, or <see langword="null"/>.</param>
    public static Language FromLocale(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(environment)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        string language = locale.Split('_', '.', '-', '@')[0];
        return string.Equals(language, "ru", StringComparison.OrdinalIgnoreCase) ? Language.Russian : Language.English;
    }

    /// <summary>One of two texts that say the same.</summary>
    public static string Pick(this Language language, string english, string russian) =>
        language is Language.Russian ? russian : english;
}
