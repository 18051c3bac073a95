using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>
/// How a resource is called in a language. Names that LeakGate does not know (a column of somebody's CSV) are shown as they are, made harmless.
/// </summary>
public sealed record ResourceWords
{
    private static readonly Dictionary<string, ResourceWords> English = new(StringComparer.Ordinal)
    {
        ["memory"] = new() { Name = "memory", Short = "memory", One = "memory", Several = "memory", IsMass = true },
        ["heap"] = new() { Name = "heap", Short = "heap", One = "heap", Several = "heap", IsMass = true },
        ["descriptors"] = Counted("descriptors", "descriptors", "descriptor"),
        ["connections"] = Counted("connections", "connections", "connection"),
        ["database connections"] = Counted("database connections", "DB connections", "database connection"),
        ["redis connections"] = Counted("Redis connections", "Redis connections", "Redis connection"),
        ["threads"] = Counted("threads", "threads", "thread"),
        ["goroutines"] = Counted("goroutines", "goroutines", "goroutine"),
        ["processes"] = Counted("processes", "processes", "process"),
    };

    private static readonly Dictionary<string, ResourceWords> Russian = new(StringComparer.Ordinal)
    {
        ["memory"] = new() { Name = "память", Short = "память", One = "память", Few = "памяти", Several = "памяти", IsMass = true, Feminine = true },
        ["heap"] = new() { Name = "куча", Short = "куча", One = "куча", Few = "кучи", Several = "кучи", IsMass = true, Feminine = true },
        ["descriptors"] = Counted("дескрипторы", "дескрипторы", "дескриптор", "дескриптора", "дескрипторов"),
        ["connections"] = Counted("соединения", "соединения", "соединение", "соединения", "соединений"),
        ["database connections"] = Counted(
            "соединения с базой данных", "соединения с БД", "соединение с базой данных", "соединения с базой данных", "соединений с базой данных"),
        ["redis connections"] = Counted("соединения с Redis", "соединения Redis", "соединение с Redis", "соединения с Redis", "соединений с Redis"),
        ["threads"] = Counted("потоки", "потоки", "поток", "потока", "потоков"),
        ["goroutines"] = Counted("горутины", "горутины", "горутина", "горутины", "горутин"),
        ["processes"] = Counted("процессы", "процессы", "процесс", "процесса", "процессов"),
    };

    private static readonly Dictionary<string, string> RussianTypes = new(StringComparer.Ordinal)
    {
        ["memory_leak"] = "утечка памяти",
        ["connection_leak"] = "утечка соединений",
        ["file_descriptor_leak"] = "утечка дескрипторов",
        ["thread_leak"] = "утечка потоков",
        ["process_leak"] = "утечка процессов",
        ["database_connection_leak"] = "утечка соединений с базой данных",
        ["redis_connection_leak"] = "утечка соединений с Redis",
        ["disk_leak"] = "утечка места на диске",
        ["resource_leak"] = "утечка ресурса",
    };

    /// <summary>Name as a subject: <c>database connections</c>.</summary>
    public required string Name { get; init; }

    /// <summary>At most 17 columns, for tables.</summary>
    public required string Short { get; init; }

    /// <summary>One of it.</summary>
    public required string One { get; init; }

    /// <summary>Russian: two of it, and any number with places.</summary>
    public string Few { get; init; } = "";

    /// <summary>Many of it.</summary>
    public required string Several { get; init; }

    /// <summary>Whether it has no plural: memory.</summary>
    public bool IsMass { get; init; }

    /// <summary>Russian grammar: память кончится первой, соединения первыми.</summary>
    public bool Feminine { get; init; }

    /// <summary>The words for a resource name of the verdict.</summary>
    public static ResourceWords Of(string resource, Language language)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if ((language == Language.Russian ? Russian : English).TryGetValue(resource, out var words))
        {
            return words;
        }

        var name = TextColumns.Fit(SafeText.Of(resource), 40);
        return Counted(name, TextColumns.Fit(name, 17), name, name, name);
    }

    /// <summary>The words for a resource of a verdict: connections that stand beside those with a server of their own are the <em>other</em> ones.</summary>
    public static ResourceWords Of(string resource, IEnumerable<VerdictDocument.ResourceEntry> beside, Language language)
    {
        ArgumentNullException.ThrowIfNull(beside);
        var words = Of(resource, language);
        return resource is "connections" && beside.Any(entry => entry.Resource.EndsWith(" connections", StringComparison.Ordinal))
            ? words with { Name = language.Pick("other connections", "прочие соединения"), Short = language.Pick("other connections", "прочие соединения") }
            : words;
    }

    /// <summary>The leak type in words: <c>database connection leak</c>.</summary>
    public static string LeakType(string type, Language language)
    {
        ArgumentNullException.ThrowIfNull(type);
        var plain = TextColumns.Fit(SafeText.Of(type), 40).Replace('_', ' ');
        return language == Language.Russian && RussianTypes.TryGetValue(type, out var words)
            ? words
            : plain.Replace("redis", "Redis", StringComparison.Ordinal);
    }

    /// <summary>The severity in words.</summary>
    public static string Severity(string severity, Language language) => (language, severity) switch
    {
        (Language.Russian, "low") => "низкая",
        (Language.Russian, "medium") => "средняя",
        (Language.Russian, "high") => "высокая",
        (Language.Russian, "critical") => "критическая",
        _ => TextColumns.Fit(SafeText.Of(severity), 16),
    };

    /// <summary>The noun after a printed number.</summary>
    /// <param name="printed">The number as it is printed.</param>
    /// <param name="value">Its value.</param>
    /// <param name="language">Of the words.</param>
    public string After(string printed, double value, Language language) => language == Language.Russian
        ? RussianPlural.Choose(printed, value, One, Few, Several)
        : string.Equals(printed, "1", StringComparison.Ordinal) ? One : Several;

    private static ResourceWords Counted(string name, string brief, string one, string few = "", string? several = null) =>
        new() { Name = name, Short = brief, One = one, Few = few, Several = several ?? name };
}
