using System.Globalization;
using LeakGate.Runs.Plans.Templates;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration;

/// <summary>What single values, and how they fit together, can be told about.</summary>
internal sealed partial class ConfigurationTexts
{
    public Said BadDuration(string key, string value) => Say(
        $"`{key}`: `{value}` is not a duration", "write a number above 0 with ms, s, m, h or d: 500ms, 60s, 2m, 1h30m",
        $"`{key}`: `{value}` — не длительность", "пишите число больше 0 и ms, s, m, h или d: 500ms, 60s, 2m, 1h30m");

    public Said BadSize(string key, string value) => Say(
        $"`{key}`: `{value}` is not a size", "write a number above 0 with B, KB, MB, GB, KiB, MiB or GiB: 50 MB",
        $"`{key}`: `{value}` — не размер", "пишите число больше 0 и B, KB, MB, GB, KiB, MiB или GiB: 50 MB");

    public Said BadLoadRate(string key, string value) => Say(
        $"`{key}`: `{value}` is not a rate", "write max, or requests per s, min or h: 200/s, 5/min",
        $"`{key}`: `{value}` — не частота", "пишите max или число запросов в s, min или h: 200/s, 5/min");

    public Said BadRate(string key, string value) => Say(
        $"`{key}`: `{value}` is not a rate", "write requests per s, min or h: 200/s, 5/min",
        $"`{key}`: `{value}` — не частота", "пишите число запросов в s, min или h: 200/s, 5/min");

    public Said BadByteRate(string key, string value) => Say(
        $"`{key}`: `{value}` is not a rate of bytes", "write a size per s, min or h: 5 MB/min",
        $"`{key}`: `{value}` — не скорость роста", "пишите размер в s, min или h: 5 MB/min");

    public Said BadByteMargin(string key, string value) => Say(
        $"`{key}`: `{value}` is not a margin of bytes", "write a size above 0 per request: 1 KiB/request, 310 B/request",
        $"`{key}`: `{value}` — не порог в байтах", "пишите размер больше 0 на запрос: 1 KiB/request, 310 B/request");

    public Said BadCountMargin(string key, string value) => Say(
        $"`{key}`: `{value}` is not a margin of counts", "write a number above 0 per request: 1/1000 requests, 2/request",
        $"`{key}`: `{value}` — не порог в штуках", "пишите число больше 0 на запрос: 1/1000 requests, 2/request");

    public Said BadWhole(string key, string value, int low, int high) => Say(
        FormattableString.Invariant($"`{key}`: `{value}` is not a whole number from {low} to {high}"), "write digits only",
        FormattableString.Invariant($"`{key}`: `{value}` — не целое число от {low} до {high}"), "пишите только цифры");

    public Said BadDate(string key, string value) => Say(
        $"`{key}`: `{value}` is not a date", "write year-month-day: 2027-03-01",
        $"`{key}`: `{value}` — не дата", "пишите год-месяц-день: 2027-03-01");

    public Said BadUrl(string key, string value) => Say(
        $"`{key}`: `{value}` is not an address of a web server", "write http:// or https://, host and port: http://127.0.0.1:5000",
        $"`{key}`: `{value}` — не адрес веб-сервера", "пишите http:// или https://, узел и порт: http://127.0.0.1:5000");

    public Said UrlWithMore(string key) => Say(
        $"`{key}` takes host and port only, without log-in, query or #", "put paths and queries into load.requests, a log-in into a header: `headers: { Authorization: \"${TOKEN}\" }`",
        $"`{key}` принимает только узел и порт, без имени и пароля, запроса и #", "пути и параметры укажите в load.requests, вход — в заголовке: `headers: { Authorization: \"${TOKEN}\" }`");

    public Said BadPath(string key, string value) => Say(
        $"`{key}`: `{value}` does not begin with /", $"write `/{value}`",
        $"`{key}`: `{value}` не начинается с /", $"пишите `/{value}`");

    public Said BadPathText(string key) => Say(
        $"`{key}` holds a blank, a line break or a #", "write %20 for a blank",
        $"в `{key}` есть пробел, перевод строки или #", "вместо пробела пишите %20");

    public Said BadAddress(string key, string value) => Say(
        $"`{key}`: `{value}` is not host:port", "for example 127.0.0.1:6379",
        $"`{key}`: `{value}` — не узел:порт", "например 127.0.0.1:6379");

    public Said BadTargetName(string value) => Say(
        $"`{value}` cannot name a target", "use letters a-z, digits, `-`, `_` and `.`, a letter or digit first: it becomes a folder",
        $"`{value}` не годится как имя цели", "буквы a-z, цифры, `-`, `_` и `.`, первой — буква или цифра: имя станет папкой");

    public Said NoTargets() => Say(
        "there is no target", "add `targets: { shop: { command: dotnet Shop.dll, url: http://127.0.0.1:5000 } }`",
        "нет ни одной цели", "добавьте `targets: { shop: { command: dotnet Shop.dll, url: http://127.0.0.1:5000 } }`");

    public Said NoSource(string target) => Say(
        $"target `{target}` says not what to watch", $"give one of {List(KnownNames.Sources)}",
        $"у цели `{target}` не сказано, за чем следить", $"задайте {ListRu(KnownNames.Sources)}");

    public Said TwoSources(string target, string first, string second) => Say(
        $"target `{target}` has both `{first}` and `{second}`", $"keep exactly one of {List(KnownNames.Sources)}",
        $"у цели `{target}` есть и `{first}`, и `{second}`", $"оставьте что-то одно из {List(KnownNames.Sources)}");

    public Said OnlyWithSource(string key, IReadOnlyList<string> sources) => Say(
        $"`{key}` is only for a program that LeakGate starts by {string.Join(" or ", sources)}", $"use it with `{string.Join("` or `", sources)}`, or remove it",
        $"`{key}` — только для программы, которую LeakGate запускает через {string.Join(" или ", sources)}", $"задайте `{string.Join("` или `", sources)}` или уберите ключ");

    public Said BadImage(string value) => Say(
        $"`image`: `{value}` is not the name of an image", "write it as `docker images` shows it: shop:1.2, registry.example.com/shop:1.2",
        $"`image`: `{value}` — не имя образа", "пишите его, как в `docker images`: shop:1.2, registry.example.com/shop:1.2");

    public Said BadPort(string value) => Say(
        $"`ports`: `{value}` is not HOST:CONTAINER", "write two ports from 1 to 65535: 5000:80; an address before them in place of 127.0.0.1: 0.0.0.0:5000:80",
        $"`ports`: `{value}` — не УЗЕЛ:КОНТЕЙНЕР", "пишите два порта от 1 до 65535: 5000:80; перед ними может стоять адрес вместо 127.0.0.1: 0.0.0.0:5000:80");

    public Said PortsOnNetwork(string network) => Say(
        $"`ports` publish nothing with `network: {network}`", "remove one of the two",
        $"с `network: {network}` `ports` ничего не открывают", "уберите одно из двух");

    public Said BadNetwork(string value) => Say(
        $"`network`: `{value}` is not the name of a network", "write host, or a name as `docker network ls` shows it",
        $"`network`: `{value}` — не имя сети", "пишите host или имя, как в `docker network ls`");

    public Said TooSmall(string key, string value, string least) => Say(
        $"`{key}`: `{value}` is too small", $"write at least {least}", $"`{key}`: `{value}` — слишком мало", $"пишите не меньше {least}");

    public Said NeedsUrl(string key) => Say(
        $"`{key}` is a path, and the target has no `url`", "add `url: http://127.0.0.1:5000`",
        $"`{key}` — это путь, а у цели нет `url`", "добавьте `url: http://127.0.0.1:5000`");

    public Said UrlWithoutLoad(string target) => Say(
        $"target `{target}` has a `url`, but `load` has no requests", "add `load: { requests: [GET /] }`",
        $"у цели `{target}` есть `url`, но в `load` нет запросов", "добавьте `load: { requests: [GET /] }`");

    public Said NoWeight() => Say(
        "the weights of the requests sum to nothing", "give at least one request a weight of 1 or more",
        "веса запросов в сумме дают ноль", "дайте хотя бы одному запросу вес 1 или больше");

    public Said UnevenWeights() => Say(
        "the weights have no small ratio: their sum over their common divisor is above 1,000,000",
        "use smaller whole numbers, e.g. 10 and 3",
        "веса не сводятся к малым числам: их сумма, делённая на общий делитель, больше 1 000 000",
        "возьмите меньшие целые числа, например 10 и 3");

    public Said TooLong(string key, string value, string most) => Say(
        $"`{key}`: `{value}` is too long", $"at most {most}",
        $"`{key}`: `{value}` — слишком долго", $"не больше {most}");

    public Said BadRequest(string value) => Say(
        $"`{value}` is not a request", "write `GET /path`, or keys: `{ method: POST, path: /path, body: '…' }`",
        $"`{value}` — не запрос", "пишите `GET /path` или ключи: `{ method: POST, path: /path, body: '…' }`");

    public Said DoubledRequestName(string name) => Say(
        $"two requests have the name `{name}`", "give one of them another `name`",
        $"два запроса названы `{name}`", "дайте одному из них другое имя в `name`");

    public Said BadMethod(string value) => Say(
        $"`{value}` is not an HTTP method", "write GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS",
        $"`{value}` — не метод HTTP", "пишите GET, POST, PUT, PATCH, DELETE, HEAD или OPTIONS");

    public Said BadHeader(string name) => Say(
        $"header `{name}` cannot be sent", "a name has letters, digits and `-`; a value has no line breaks",
        $"заголовок `{name}` нельзя отправить", "имя — буквы, цифры и `-`; в значении нет перевода строки");

    public Said HeaderIsOurs(string name) => Say(
        $"header `{name}` is set by LeakGate itself", "remove it",
        $"заголовок `{name}` ставит сам LeakGate", "уберите его");

    public Said BadTemplate(string text, TemplateError error) => Say(
        $"template `{text}`: {error.Problem}", error.Allowed,
        $"шаблон `{text}` нельзя заполнить", "известны: {{seq}} {{n}} {{uuid}} {{int 1 1000}} {{text 1000}} {{pick a b c}}");

    public Said BadTemplateInVariable() => Say(
        "a variable brings a `{{` that is no template", "write `{{{{` in the variable for two plain braces",
        "переменная приносит `{{`, а это не шаблон", "для двух простых скобок пишите в переменной `{{{{`");

    public Said CommandEmpty(string key) => Say(
        $"`{key}` names no program", "for example `dotnet Shop.dll`, or a list: `[dotnet, Shop.dll]`",
        $"`{key}` не называет программу", "например `dotnet Shop.dll` или список: `[dotnet, Shop.dll]`");

    public Said CommandQuote(string key) => Say(
        $"a quote in `{key}` is not closed", "close it, or write a list: `[dotnet, \"a b.dll\"]`",
        $"в `{key}` не закрыта кавычка", "закройте её или запишите список: `[dotnet, \"a b.dll\"]`");

    public Said CommandShell(string key) => Say(
        $"`{key}` runs without a shell", "quote the sign, or start a shell: `[bash, -c, \"…\"]`",
        $"`{key}` выполняется без командной оболочки", "возьмите знак в кавычки или запустите оболочку: `[bash, -c, \"…\"]`");

    public Said UnknownService(string name, string? nearest, IReadOnlyList<string> known) => Say(
        $"no built-in service is called `{name}`",
        nearest is null ? $"built in: {List(known)}; or give `{{ name: {name}, command: …, health: … }}`" : Meant(nearest, known),
        $"нет встроенной службы `{name}`",
        nearest is null ? $"встроены: {List(known)}; или задайте `{{ name: {name}, command: …, health: … }}`" : Meant(nearest, known));

    public Said OnlyWithOwnService(string key) => Say(
        $"`{key}` is only for a service with a `command` of its own", "remove it: a built-in server knows",
        $"`{key}` — только для службы со своей `command`", "уберите: встроенная служба знает сама");

    public Said BadVariableName(string name) => Say(
        $"`{name}` cannot name a variable", "a name is not empty and holds no `=`",
        $"`{name}` не годится как имя переменной", "имя не пустое и без `=`");

    public Said DoubledService(string name) => Say(
        $"the service `{name}` is declared twice", "keep one of the two",
        $"служба `{name}` объявлена дважды", "оставьте одну");

    public Said BadServiceHealth(string value) => Say(
        $"`health`: `{value}` is neither a URL nor host:port", "for example http://127.0.0.1:8080/health or 127.0.0.1:8080",
        $"`health`: `{value}` — ни адрес URL, ни узел:порт", "например http://127.0.0.1:8080/health или 127.0.0.1:8080");

    public Said Empty(string key, string example) => Say(
        $"`{key}` is empty", $"for example `{example}`",
        $"`{key}` пуст", $"например `{example}`");

    public string OnlyWatched(string target) => language.Pick(
        $"target {target} has no url: it is watched without load", $"у цели {target} нет url: она наблюдается без нагрузки");

    public string ReportsNotYet(string formats) => language.Pick(
        $"reports: this version does not write {formats} yet", $"reports: эта версия ещё не пишет {formats}");

    public Said BadChannelUrl(string key) => Say(
        $"`{key}` is not an address of a web server", "write http:// or https:// and a host, best from a variable: \"${SLACK_WEBHOOK_URL}\"",
        $"`{key}` — не адрес веб-сервера", "пишите http:// или https:// и узел, лучше из переменной: \"${SLACK_WEBHOOK_URL}\"");

    public Said BadMailAddress(string key) => Say(
        $"`{key}` holds something that is no mail address", "write name@example.com, or a list of them",
        $"в `{key}` не почтовый адрес", "пишите name@example.com или список таких адресов");

    public Said NoMailServer(string domain) => Say(
        domain.Length == 0 ? "`email` needs `server`" : $"`email` needs `server`: that of {domain} is not known", "for example `server: smtp.example.com`",
        domain.Length == 0 ? "в `email` нужен `server`" : $"в `email` нужен `server`: для {domain} он не известен", "например `server: smtp.example.com`");

    public Said Together(string channel, string key, string other) => Say(
        $"`{channel}`: `{key}` needs `{other}`", $"add `{other}`",
        $"`{channel}`: к `{key}` нужен `{other}`", $"добавьте `{other}`");

    public string MetricsWithoutGauges() => language.Pick(
        "probes.metrics alone judges nothing: name what of it to judge in probes.gauges", "probes.metrics сам по себе ничего не оценивает: назовите нужное в probes.gauges");

    public Said OutOfRange(string key, string value, string least, string most) => Say(
        $"`{key}`: `{value}` is out of range", $"write {least} to {most}", $"`{key}`: `{value}` вне границ", $"пишите от {least} до {most}");

    public Said BadGauge(string written) => Say(
        $"`gauges`: {written} does not name a metric", "write its name, and labels where it has several series: cache_entries, pool_size{pool=\"db\"}",
        $"`gauges`: {written} — не имя метрики", "пишите имя, а если рядов несколько, то и метки: cache_entries, pool_size{pool=\"db\"}");

    public Said TooManyGauges(int most) => Say(
        $"`gauges` holds more than {most.ToString(CultureInfo.InvariantCulture)} metrics", "each one more asks for more evidence from all: keep those that tell most",
        $"в `gauges` больше {most.ToString(CultureInfo.InvariantCulture)} метрик", "каждая следующая требует больше доказательств от всех: оставьте самые важные");

    public Said TwiceGauge(string written) => Say(
        $"`gauges`: {written} is there twice", "remove one", $"`gauges`: {written} здесь дважды", "уберите лишнюю");
}
