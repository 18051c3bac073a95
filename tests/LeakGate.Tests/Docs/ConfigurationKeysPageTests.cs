using System.Text;
using System.Text.Json;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The reference of keys is the published schema, as a table: forms, defaults and meanings come from the code that reads the file.</summary>
public sealed class ConfigurationKeysPageTests
{
    [Theory]
    [InlineData(Language.English, "en", "docs/configuration-keys.md")]
    [InlineData(Language.Russian, "ru", "docs/configuration-keys.ru.md")]
    public async Task The_page_shows_every_key_of_the_schema(Language language, string code, string file)
    {
        using Tests.Cli.Cli cli = new();
        (await cli.RunAsync("schema", "config", "--lang", code)).ShouldBe(0, cli.Error);
        using var schema = JsonDocument.Parse(cli.Output);
        StringBuilder page = new(language.Pick(
            """
            # Every key of leakgate.yml

            [По-русски](configuration-keys.ru.md)

            `make docs` makes this page from the schema that `leakgate schema config` prints. What the forms mean, and how keys work together: [configuration](configuration.md).
            """,
            """
            # Все ключи leakgate.yml

            [In English](configuration-keys.md)

            Эту страницу делает `make docs` из схемы, которую печатает `leakgate schema config`. Что значат формы и как ключи действуют вместе: [настройки](configuration.ru.md).
            """));
        page.Append("\n\n");
        foreach (var section in schema.RootElement.GetProperty("properties").EnumerateObject())
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"## `{section.Name}`\n\n{Text(section.Value)}\n\n");
            List<string> rows = [.. Rows(section.Value, "", language)];
            if (rows.Count > 0)
            {
                page.Append(language.Pick("| key | form | default | meaning |\n", "| ключ | форма | по умолчанию | значение |\n")).Append("| --- | --- | --- | --- |\n");
                page.AppendJoin("", rows).Append('\n');
            }
        }

        await AcceptedPage.MatchesAsync(file, page.ToString().TrimEnd('\n') + "\n", TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Rows(JsonElement schema, string prefix, Language language)
    {
        foreach (var within in Within(schema))
        {
            foreach (var row in within.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().SelectMany(key => Key(key, prefix, language))
                : within.TryGetProperty("additionalProperties", out var named) && named.ValueKind == JsonValueKind.Object && named.TryGetProperty("properties", out _)
                    ? Rows(named, prefix + language.Pick("NAME", "ИМЯ") + ".", language)
                    : [])
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<string> Key(JsonProperty key, string prefix, Language language)
    {
        var isList = key.Value.TryGetProperty("items", out _);
        yield return $"| `{prefix}{key.Name}` | {Form(key.Value, language)} | {(key.Value.TryGetProperty("default", out var value) ? $"`{value}`" : "")} | {Text(key.Value)} |\n";
        foreach (var row in Rows(key.Value, $"{prefix}{key.Name}{(isList ? "[]" : "")}.", language))
        {
            yield return row;
        }
    }

    /// <summary>The alternatives of a schema that may hold keys.</summary>
    private static IEnumerable<JsonElement> Within(JsonElement schema) =>
        schema.TryGetProperty("anyOf", out var forms) ? forms.EnumerateArray().SelectMany(Within)
        : schema.TryGetProperty("items", out var items) ? Within(items)
        : [schema];

    private static string Form(JsonElement schema, Language language)
    {
        if (schema.TryGetProperty("anyOf", out var forms))
        {
            return string.Join(language.Pick(" or ", " или "), forms.EnumerateArray().Select(form => Form(form, language)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            // Any value may be a variable: that is said once, on the page that is linked.
            var name = reference.GetString()!.Split('/')[^1];
            return name == "variable" ? "" : Named(name, language);
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return string.Join(", ", words.EnumerateArray().Select(word => $"`{word}`"));
        }

        return (schema.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            "array" => language.Pick("list of ", "список: ") + Form(schema.GetProperty("items"), language),
            "object" when schema.TryGetProperty("properties", out _) => language.Pick("keys", "ключи"),
            "object" => language.Pick("names with values", "имена со значениями"),
            "integer" when schema.TryGetProperty("minimum", out var least) => schema.TryGetProperty("maximum", out var most) ? $"{least}–{most}" : $"≥ {least}",
            "integer" => language.Pick("whole number", "целое число"),
            // The other way to write what stands beside it: a number in quotes, a word in any case.
            "string" when schema.TryGetProperty("pattern", out _) => "",
            _ => language.Pick("text", "текст"),
        };
    }

    private static string Named(string form, Language language) => form switch
    {
        "scalar" => language.Pick("text", "текст"),
        "scalar_or_nothing" => language.Pick("text or nothing", "текст или ничего"),
        "duration" => language.Pick("duration", "длительность"),
        "size" => language.Pick("size", "размер"),
        "rate" or "load_rate" => language.Pick(form == "rate" ? "rate" : "rate or `max`", form == "rate" ? "частота" : "частота или `max`"),
        "byte_rate" => language.Pick("rate of bytes", "скорость в байтах"),
        "byte_margin" => language.Pick("margin of bytes", "допуск в байтах"),
        "count_margin" => language.Pick("margin of counts", "допуск в штуках"),
        "date" => language.Pick("date", "дата"),
        "url" => "URL",
        "path" => language.Pick("path", "путь"),
        "host_and_port" => "`host:port`",
        "published_port" => language.Pick("`HOST:CONTAINER`", "`УЗЕЛ:КОНТЕЙНЕР`"),
        "health_address" => language.Pick("URL or `host:port`", "URL или `host:port`"),
        "command" => language.Pick("line or list of words", "строка или список слов"),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "A form of the schema that this page has no word for."),
    };

    private static string Text(JsonElement schema) =>
        schema.GetProperty("description").GetString()!.Replace("|", "\\|", StringComparison.Ordinal).Replace("${", "`${`", StringComparison.Ordinal);
}
