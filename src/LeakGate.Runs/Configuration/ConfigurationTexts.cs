using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration;

/// <summary>One error in words: what is wrong, and what to do.</summary>
internal readonly record struct Said(string Problem, string Remedy);

/// <summary>What a configuration's structure can be told about. Both languages stand side by side, so that neither drifts.</summary>
internal sealed partial class ConfigurationTexts(Language language)
{
    public Said Unreadable() => Say(
        "behind here the file is no YAML that can be read", "look for a bracket, brace or quote that is not closed",
        "после этого места файл не читается как YAML", "ищите незакрытую скобку или кавычку");

    public Said Syntax(string message) => Say(
        $"this is not valid YAML: {message}", "check indentation (blanks, no tabs), quotes and colons here",
        $"это не YAML: {message}", "проверьте здесь отступы (пробелы, не табуляция), кавычки и двоеточия");

    public Said EmptyFile() => Say(
        "the file is empty", "name at least one target, for example `targets: { shop: { command: dotnet Shop.dll, url: http://127.0.0.1:5000 } }`",
        "файл пуст", "назовите хотя бы одну цель, например `targets: { shop: { command: dotnet Shop.dll, url: http://127.0.0.1:5000 } }`");

    public Said SecondDocument() => Say(
        "a second document begins here", "keep one document in the file",
        "здесь начинается второй документ", "оставьте в файле один документ");

    public Said KeyIsNoText() => Say(
        "a key must be a single word", "write `key: value`",
        "ключ должен быть одним словом", "пишите `ключ: значение`");

    public Said NeedsText(string key) => Say(
        $"`{key}` takes a single value", "write it on one line, in quotes where it holds `:` `{{` `[` or `#`",
        $"`{key}` принимает одно значение", "запишите его одной строкой, в кавычках, если в нём есть `:` `{{` `[` или `#`");

    public Said NoValue(string key) => Say(
        $"`{key}` has no value", "give it one or remove the key",
        $"у `{key}` нет значения", "задайте его или уберите ключ");

    public Said NeedsMapping(string where, IReadOnlyList<string>? known) => Say(
        $"`{where}` takes keys with values", known is null ? "write `name: …` below it" : $"known keys: {List(known)}",
        $"`{where}` принимает ключи со значениями", known is null ? "пишите ниже `имя: …`" : $"известные ключи: {List(known)}");

    public Said NeedsList(string where, string example) => Say(
        $"`{where}` takes a list", $"for example `{example}`",
        $"`{where}` принимает список", $"например `{example}`");

    public Said UnknownKey(string key, string where, string? nearest, IReadOnlyList<string> known) => Say(
        $"unknown key `{key}` in `{where}`", Meant(nearest, known),
        $"неизвестный ключ `{key}` в `{where}`", Meant(nearest, known));

    public Said DoubledKey(string key, string where) => Say(
        $"`{key}` stands twice in `{where}`", "keep one of the two",
        $"`{key}` стоит дважды в `{where}`", "оставьте один из двух");

    public Said MissingKey(string key, string where, string example) => Say(
        $"`{where}` needs `{key}`", $"for example `{example}`",
        $"в `{where}` нужен `{key}`", $"например `{example}`");

    public Said UnknownName(string key, string value, string? nearest, IReadOnlyList<string> known) => Say(
        $"`{key}` knows no `{value}`", Meant(nearest, known),
        $"`{key}` не знает `{value}`", Meant(nearest, known));

    public Said VariableNotClosed() => Say(
        "`${` is not closed", "write `${NAME}`, or `$$` for a dollar",
        "`${` не закрыто", "пишите `${NAME}`, а для знака доллара `$$`");

    public Said BadVariable(string whole) => Say(
        $"`{whole}` names no environment variable", "write `${NAME}` or `${NAME:-default}`, or `$$` for a dollar",
        $"`{whole}` не называет переменную окружения", "пишите `${NAME}` или `${NAME:-по умолчанию}`, а для знака доллара `$$`");

    public Said VariableNotSet(string name) => Say(
        $"the environment variable {name} is not set", $"set it, or give a default: `${{{name}:-value}}`",
        $"переменная окружения {name} не задана", $"задайте её или значение по умолчанию: `${{{name}:-значение}}`");

    public Said ServiceNotDeclared(string whole, string service) => Say(
        $"`{whole}` needs the service {service}, which is not declared", $"add `services: [{service}]`",
        $"для `{whole}` нужна служба {service}, а она не объявлена", $"добавьте `services: [{service}]`");

    public Said UnknownReference(string whole, string? nearest, IReadOnlyList<string> known) => Say(
        $"no service has a value {whole}", Meant(nearest, known),
        $"ни одна служба не даёт значения {whole}", Meant(nearest, known));

    public Said NoServiceValueHere(string key) => Say(
        $"`{key}` cannot take a service's value", "services give values to command, args, env, probes and requests; write the value itself",
        $"`{key}` не может брать значение службы", "значения служб можно брать в command, args, env, probes и запросах; запишите само значение");

    private string Meant(string? nearest, IReadOnlyList<string> known) => nearest is null
        ? language.Pick($"known: {List(known)}", $"известны: {List(known)}")
        : language.Pick($"did you mean `{nearest}`?", $"возможно, `{nearest}`?");

    private static string List(IReadOnlyList<string> words) => string.Join(", ", words);

    private static string ListRu(IReadOnlyList<string> words) => $"{string.Join(", ", words.SkipLast(1))} или {words[^1]}";

    private Said Say(string problem, string remedy, string problemRu, string remedyRu) =>
        new(language.Pick(problem, problemRu), language.Pick(remedy, remedyRu));
}
