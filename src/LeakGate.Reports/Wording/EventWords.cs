using System.Globalization;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Samples;

namespace LeakGate.Reports.Wording;

/// <summary>
/// What an event says, in the language of the reader. Events that it has no words for are shown in the English that was recorded.
/// </summary>
public static class EventWords
{
    /// <summary>Resources that one event names; further ones are counted.</summary>
    private const int MostNamed = 2;

    /// <summary>The event's text, made harmless, without its level.</summary>
    public static string Of(EventRecord happened, Language language)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened.Code switch
        {
            EventCodes.Waiting => Waiting(SafeText.Of(happened.Text), language),
            EventCodes.Dose when Number(happened, "requests") is { } requests => Dose(happened, requests, language),
            EventCodes.Dose when Value(happened, "bound") is not null => language.Pick(
                SafeText.Of(happened.Text),
                "Ещё один блок занял бы больше половины того, что осталось до предела; оценивается то, что есть."),
            EventCodes.Watching when Number(happened, "windows") is { } windows => Watching(happened, windows, language),
            EventCodes.Candidate when happened.Data?.GetValueOrDefault("resources") is { } growing => Growing(growing, language),
            EventCodes.Round when Number(happened, "blocks") is { } blocks => language.Pick(
                SafeText.Of(happened.Text),
                $"{Quantity.In(language).Whole((long)blocks)} {RussianPlural.Choose((long)blocks, "блок", "блока", "блоков")} ничего не решают: что будет дальше, оценивается заново."),
            EventCodes.Budget => language.Pick(SafeText.Of(happened.Text), "Время вышло раньше, чем нашлось решение."),
            EventCodes.Interrupted => language.Pick(SafeText.Of(happened.Text), "Прервано; записанное сохранено."),
            EventCodes.Leftover when Value(happened, "container") is { } container => language.Pick(
                SafeText.Of(happened.Text),
                $"Контейнер {SafeText.Of(container)} мог остаться: {SafeText.Of(Value(happened, "reason") ?? "")} Удалите его: docker rm --force --volumes {SafeText.Of(container)}."),
            _ => SafeText.Of(happened.Text),
        };
    }

    private static string Waiting(string reason, Language language) => language.Pick(
        $"not ready yet: {reason}",
        $"ещё не готово: {(string.Equals(reason, "connection refused", StringComparison.Ordinal) ? "в соединении отказано" : reason)}");

    private static string Watching(EventRecord happened, double windows, Language language)
    {
        if (language == Language.English)
        {
            return SafeText.Of(happened.Text);
        }

        var quantity = Quantity.In(language);
        var count = (long)windows;
        var length = Number(happened, "seconds") is { } seconds ? quantity.Duration(seconds) : Quantity.None;
        var text = $"оценивается {quantity.Whole(count)} {RussianPlural.Choose(count, "окно", "окна", "окон")} по {length}";
        return Number(happened, "reach") is { } reach
            ? $"{text}. Утечку показать можно; что счётное растёт медленнее допуска — за это время нельзя: в лучшем случае {quantity.Number(reach)} в час."
            : text + ".";
    }

    private static string Dose(EventRecord happened, double requests, Language language)
    {
        var quantity = Quantity.In(language);
        var count = (long)requests;
        var text = language.Pick(
            $"{quantity.Whole(count)} {(count == 1 ? "request" : "requests")} per block",
            $"{quantity.Whole(count)} {RussianPlural.Choose(count, "запрос", "запроса", "запросов")} в блоке");
        if (Value(happened, "bound") is { } bound)
        {
            // A resource that runs out, or something else that bounds: the budget, the rate.
            var name = bound switch
            {
                "budget" => language.Pick("the budget", "отведённое время"),
                "speed" => language.Pick("the speed of the target", "скорость цели"),
                _ => ResourceWords.Of(bound, language).Name,
            };
            text += language.Pick($", bound by {name}", $", больше не даёт: {name}");
        }

        if (Number(happened, "shows_memory") is { } memory && Number(happened, "shows_counts") is { } counts)
        {
            var (bytes, units) = (GrowthWords.In(language).Short(memory, true), GrowthWords.In(language).Short(counts, false));
            text += language.Pick(
                $"; can show leaks from {bytes} of memory and {units} of anything counted", $"; покажет утечки от {bytes} памяти и {units} всего, что считают");
        }

        var blurred = (happened.Data ?? new Dictionary<string, string>(StringComparer.Ordinal))
            .Where(pair => Resource.Find(pair.Key) is not null)
            .Select(pair => AtBest(pair.Key, Number(happened, pair.Key) ?? double.NaN, language))
            .ToList();
        var more = blurred.Count > MostNamed ? $" +{quantity.Whole(blurred.Count - MostNamed)}" : "";
        return blurred.Count == 0
            ? text
            : text + language.Pick("; noise may leave undecided: ", "; из-за шума может остаться не решено: ")
                + string.Join(", ", blurred.Take(MostNamed)) + more;
    }

    private static string AtBest(string resource, double perRequest, Language language)
    {
        var bytes = Resource.Find(resource)?.Unit == Unit.Bytes;
        var least = GrowthWords.In(language).Short(perRequest, bytes);
        return ResourceWords.Of(resource, language).Name + language.Pick($" below {least}", $" ниже {least}");
    }

    private static string Growing(string resources, Language language)
    {
        var names = string.Join(", ", resources.Split(';').Select(name => ResourceWords.Of(name, language).Short));
        return language.Pick(
            $"Growing: {names}. Each request now runs alone.",
            $"Растут: {names}. Теперь запросы идут по одному.");
    }

    private static string? Value(EventRecord happened, string key) => happened.Data?.GetValueOrDefault(key);

    /// <summary>A value that is a number; what was recorded by hand or by something else need not be one.</summary>
    private static double? Number(EventRecord happened, string key) =>
        double.TryParse(Value(happened, key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
