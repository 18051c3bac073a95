using LeakGate.Runs.Text;

namespace LeakGate.Observation.Load.Imports;

/// <summary>What can be told about a file that requests are taken from: errors first, then reasons and remarks.</summary>
internal sealed class ImportTexts(Language language)
{
    public (string Problem, string Remedy) NotJson(string reason) => Say(
        $"this is no JSON: {reason}", "save the recording again: browsers write it as \"Save all as HAR\"",
        $"это не JSON: {reason}", "сохраните запись заново: в браузере — «Сохранить всё как HAR»");

    public (string Problem, string Remedy) NoEntries() => Say(
        "the file has no list `log.entries`: it is no HAR recording", "save the network traffic of a browser as HAR",
        "в файле нет списка `log.entries`: это не запись HAR", "сохраните сетевой обмен браузера как HAR");

    public (string Problem, string Remedy) BadEntry(string key) => Say(
        $"the recorded request has no text `{key}`", "take the entry out, or save the recording again",
        $"у записанного запроса нет текста `{key}`", "уберите эту запись или сохраните обмен заново");

    public (string Problem, string Remedy) NothingToSend(string reason) => Say(
        $"no request of the file can be sent; the first is left out: {reason}", "name requests with `--url URL`, or add one to the file",
        $"ни один запрос файла нельзя послать; первый не подходит: {reason}", "задайте запрос через `--url URL` или добавьте его в файл");

    public (string Problem, string Remedy) NoRequests() => Say(
        "the file holds no request", "add one, for example `GET http://127.0.0.1:5000/api/items`",
        "в файле нет ни одного запроса", "добавьте хотя бы один, например `GET http://127.0.0.1:5000/api/items`");

    public (string Problem, string Remedy) NoOperations() => Say(
        "the document describes no operation", "add one below `paths`",
        "в документе не описано ни одной операции", "добавьте хотя бы одну в `paths`");

    public (string Problem, string Remedy) NotOpenApi(string reason) => Say(
        $"this is no OpenAPI document: {reason}", "give a document that begins with `openapi: 3.0.0` or later, or `swagger: \"2.0\"`, as JSON or YAML",
        $"это не документ OpenAPI: {reason}", "нужен документ, который начинается с `openapi: 3.0.0` и выше или `swagger: \"2.0\"`, в JSON или YAML");

    public (string Problem, string Remedy) OpenApiError(string reason) => Say(
        $"the OpenAPI document is wrong: {reason}", "mend it here",
        $"ошибка в документе OpenAPI: {reason}", "исправьте это место");

    public (string Problem, string Remedy) BadMethod(string word, string? nearest) => Say(
        $"`{word}` is not an HTTP method", nearest is null ? "write GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS" : $"did you mean `{nearest}`?",
        $"`{word}` — не метод HTTP", nearest is null ? "пишите GET, POST, PUT, PATCH, DELETE, HEAD или OPTIONS" : $"возможно, `{nearest}`?");

    public (string Problem, string Remedy) BadUrl(string url) => Say(
        $"`{url}` is not an address of a web server", "write http:// or https://, host and path: http://127.0.0.1:5000/api/items",
        $"`{url}` — не адрес веб-сервера", "пишите http:// или https://, узел и путь: http://127.0.0.1:5000/api/items");

    public (string Problem, string Remedy) BadHeaderLine(string line) => Say(
        $"`{line}` is no header", "write `Name: value`; an empty line parts headers and body, `###` parts requests",
        $"`{line}` — не заголовок", "пишите `Имя: значение`; тело отделяет пустая строка, запросы — `###`");

    public (string Problem, string Remedy) BadVariable(string line) => Say(
        $"`{line}` sets no variable", "write `@name = value`",
        $"`{line}` не задаёт переменную", "пишите `@имя = значение`");

    public (string Problem, string Remedy) OpenVariable() => Say(
        "`{{` is not closed", "write `{{name}}`",
        "`{{` не закрыто", "пишите `{{имя}}`");

    public (string Problem, string Remedy) CircularVariable(string name) => Say(
        $"the variable `{name}` needs itself", "give it a value",
        $"переменная `{name}` ссылается на саму себя", "задайте ей значение");

    public string Removes() => Pick(
        "what a DELETE removes is gone after the first time; give each its own with {{seq}}, and create it first",
        "то, что удаляет DELETE, исчезнет после первого раза; дайте каждому своё через {{seq}} и сначала создайте");

    public string UnknownMethod(string method) => Pick($"{method} is not sent by LeakGate", $"{method} LeakGate не посылает");

    public string OtherHost(string address) => Pick($"it goes to another host, {address}", $"он идёт на другой узел, {address}");

    public string BodyFromFile(string file) => Pick($"its body is the file {file}; put the text here", $"его тело — файл {file}; вставьте текст сюда");

    public string DynamicUnknown(string name) => Pick($"LeakGate has no template like {name}", $"у LeakGate нет шаблона вроде {name}");

    public string Answered(int status) => status <= 0
        ? Pick("it had no answer when it was recorded", "при записи на него не ответили")
        : Pick(FormattableString.Invariant($"it was answered {status} when it was recorded"), FormattableString.Invariant($"при записи на него ответили {status}"));

    public string BinaryBody() => Pick("its body is no text", "его тело — не текст");

    public string BodyOf(string mime) => Pick($"write a body of {mime} by hand", $"тело {mime} напишите сами");

    public string PathGuess(string names) => Pick(
        $"the document gives no example of {names}; put one that exists, else the answer is 404",
        $"в документе нет примера для {names}; подставьте существующий, иначе ответ будет 404");

    public string Deprecated() => Pick("the document calls it deprecated", "в документе помечено как устаревшее");

    public string Guessed() => Pick("Values are made up from the schema; check that the service takes them.", "Значения придуманы по схеме; проверьте, что служба их примет.");

    public string OnlyGuesses() => Pick(
        "Every path needs a value that the document gives no example of: put ones that exist.",
        "Всем путям нужно значение, примера которого в документе нет: подставьте существующие.");

    public string SentElsewhere(string from) => Pick($"The file names {from}; requests go to the url below.", $"В файле указан {from}; запросы пойдут на url ниже.");

    public string Skipped(int statics, int others, int rest)
    {
        string[] english = [.. new[] { Count(statics, "static file", "static files"), Count(others, "request to other hosts", "requests to other hosts"), Count(rest, "preflight or socket", "preflights or sockets") }.Where(part => part.Length > 0)];
        string[] russian = [.. new[] { (statics, "статических файлов"), (others, "запросов к другим узлам"), (rest, "предварительных запросов и сокетов") }
            .Where(part => part.Item1 > 0).Select(part => FormattableString.Invariant($"{part.Item2}: {part.Item1}"))];
        return Pick($"Not taken over: {string.Join(", ", english)}.", $"Не взято: {string.Join(", ", russian)}.");
    }

    public string Merged(int count) => Pick(
        FormattableString.Invariant($"{count} different queries or bodies were recorded; this is the first."),
        FormattableString.Invariant($"Записано разных параметров или тел: {count}; здесь первое."));

    private static string Count(int count, string one, string many) =>
        count == 0 ? "" : FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");

    private string Pick(string english, string russian) => language.Pick(english, russian);

    private (string Problem, string Remedy) Say(string problem, string remedy, string problemRu, string remedyRu) =>
        (Pick(problem, problemRu), Pick(remedy, remedyRu));
}
