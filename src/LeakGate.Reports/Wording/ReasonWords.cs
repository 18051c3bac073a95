using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>The keys of reasons for an inconclusive verdict in words that stand within a sentence.</summary>
public static class ReasonWords
{
    private static readonly Dictionary<string, (string English, string Russian)> Known = new(StringComparer.Ordinal)
    {
        ["growing"] = ("still growing, but ever more slowly", "рост ещё идёт, но всё медленнее"),
        ["noisy"] = ("the noise is too large for the margin", "шум велик для такого допуска"),
        ["too_short"] = ("too few requests for the margin", "для такого допуска мало запросов"),
        ["load_not_landed"] = ("the load did not land", "нагрузка дошла не вся"),
        ["probe_lost"] = ("readings were lost", "часть показаний потеряна"),
        ["probe_blind"] = ("the probe did not read known amounts", "проба не увидела заданного количества"),
        ["unconfirmed"] = ("the growth did not repeat when each request ran alone", "рост не повторился, когда запросы шли по одному"),
        ["not_confirmed"] = ("the growth was seen, but the requests could not run alone to confirm it", "рост виден, но проверить его запросами по одному не удалось"),
        ["interrupted"] = ("the run was interrupted", "запуск прерван"),
        ["budget"] = ("the time was used up", "время вышло"),
    };

    /// <summary>Whether there are words for the key.</summary>
    public static bool Has(string? key) => key is not null && Known.ContainsKey(key);

    /// <summary>The words for a key; a key that is not known is shown as it is, made harmless. Empty for none.</summary>
    /// <param name="key">The key; <see langword="null"/>: none.</param>
    /// <param name="language">Of the words.</param>
    /// <param name="byTime">Whether growth was judged by time, so that it is not requests that there were too few of.</param>
    public static string Of(string? key, Language language, bool byTime = false) => byTime && key is "too_short"
        ? language.Pick("too short a time for the margin", "для такого допуска мало времени")
        : key is not null && Known.TryGetValue(key, out var words)
        ? language.Pick(words.English, words.Russian)
        : SafeText.Of(key?.Replace('_', ' '));
}
