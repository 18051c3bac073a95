using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>What to do about a kind of leak: a few words and, where one line shows it, that line of code.</summary>
public sealed record AdviceWords(string Text, string Code)
{
    /// <summary>The page in LeakGate's documentation, in the language of the words.</summary>
    public string Page { get; private init; } = "";

    /// <summary>The advice of a page in <c>docs/leaks/</c>; a page that is not known gives its own path.</summary>
    public static AdviceWords Of(string page, Language language)
    {
        ArgumentNullException.ThrowIfNull(page);
        var words = Known(page, language);
        var place = SafeText.Of(page);
        return words with { Page = language == Language.Russian && words.Code.Length > 0 ? place.Replace(".md", ".ru.md", StringComparison.Ordinal) : place };
    }

    private static AdviceWords Known(string page, Language language) =>
        Path.GetFileNameWithoutExtension(page) switch
        {
            "unbounded-cache" => new(
                language.Pick("A cache without a limit", "Кэш без предела"), "new MemoryCacheOptions { SizeLimit = 10_000 }"),
            "database-connections" => new(
                language.Pick("Connections that are not returned", "Соединения, которые не вернули в пул"), "await using var connection = await source.OpenConnectionAsync();"),
            "redis-clients" => new(
                language.Pick("A client for each request instead of one for all", "Свой клиент на каждый запрос вместо одного на всех"), "services.AddSingleton<IConnectionMultiplexer>(…);"),
            "descriptors" => new(
                language.Pick("Files that are not closed", "Файлы, которые не закрыли"), "await using var file = File.OpenWrite(path);"),
            "connections" => new(
                language.Pick("Connections that are not closed", "Соединения, которые не закрыли"), "using (client) { … }"),
            "threads" => new(
                language.Pick("Threads that wait for ever", "Потоки, которые ждут вечно"), "queue.Writer.Complete(); await worker;"),
            "processes" => new(
                language.Pick("Child processes without an end", "Дочерние процессы без конца"), "await process.WaitForExitAsync(limit.Token);"),
            "event-handlers" => new(
                language.Pick("Handlers that nobody takes off", "Обработчики, которые никто не снял"), "rates.Changed -= OnChanged;"),
            "timers" => new(
                language.Pick("Timers that nobody stops", "Таймеры, которые никто не остановил"), "using var timer = new PeriodicTimer(period);"),
            _ => new(SafeText.Of(page), ""),
        };
}
