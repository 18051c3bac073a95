using LeakGate.Cli.Outcomes;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>Reads <c>--fail-on</c>, <c>--leak-exit-code</c> and <c>--lang</c> of verbs that have no plan; what is wrong is told with the rest.</summary>
internal sealed class ExitWords(CliTexts texts, UsageErrors errors)
{
    public ExitPolicy Read(string? failOn, string? leakExitCode)
    {
        int code = ExitCodes.Leak;
        if (leakExitCode is { } text && !(NumberText.TryParseWhole(text, out code) && code is >= 1 and <= 255))
        {
            errors.Add(new ConfigurationTexts(texts.Language).BadWhole("--leak-exit-code", text, 1, 255));
        }

        return new ExitPolicy(FailOnText(failOn), code);
    }

    /// <summary>Tells a language that is not spoken.</summary>
    public void CheckLanguage(string? code)
    {
        if (code is not null && !Languages.TryParse(code, out _))
        {
            Known("--lang", code, Languages.Codes);
        }
    }

    private FailOn FailOnText(string? text)
    {
        if (text is null)
        {
            return FailOn.All;
        }

        string[] words = [.. text.Split(',').Select(word => word.Trim())];
        FailOn failOn = FailOn.Never;
        foreach (string word in words)
        {
            if (Known("--fail-on", word, RunPreparation.FailOnWords))
            {
                failOn |= Enum.Parse<FailOn>(word, ignoreCase: true);
            }
        }

        if (words.Length > 1 && words.Contains("never", StringComparer.Ordinal))
        {
            errors.Add(texts.NeverAlone());
        }

        return failOn;
    }

    private bool Known(string option, string word, IReadOnlyList<string> known)
    {
        bool isKnown = known.Contains(word, StringComparer.Ordinal);
        if (!isKnown)
        {
            errors.Add(texts.UnknownValue(option, word, Nearest.To(word, known), string.Join(", ", known)));
        }

        return isKnown;
    }
}
