namespace LeakGate.Tests.Cli;

/// <summary>Something that a person may get wrong, and the files and words it takes.</summary>
/// <param name="What">What is wrong, for the heading; English and Russian.</param>
/// <param name="Command">The words typed.</param>
/// <param name="Yaml">The configuration; <see langword="null"/>: a right one with two targets, not shown.</param>
/// <param name="Beside">Another file that the command names; <see langword="null"/>: none.</param>
internal sealed record WrongInput((string English, string Russian) What, string Command, string? Yaml = null, (string Name, string Text)? Beside = null)
{
    /// <summary>The beginning of a run folder's records.</summary>
    private const string Header = """
        {"kind":"header","t":0,"schema":"leakgate.run/1","run_id":"1","target":"shop","started":"2026-11-22T10:00:00+00:00","version":"0.1.0","profile":"quick","budget":120,"expect":"clean","source":"dotnet Shop.dll","requests":["GET /"],"weights":[1],"concurrency":8,"seed":1,"by_time":false,"most_blocks":12,"environment":{}}
        """;

    /// <summary>The configuration of the inputs that are about words alone.</summary>
    public const string Two = """
        targets:
          shop: { command: dotnet Shop.dll, url: "http://127.0.0.1:5000" }
          stock: { command: dotnet Stock.dll, url: "http://127.0.0.1:5001" }
        load: { requests: [GET /] }
        """;

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<WrongInput> All { get; } =
    [
        new(("a misspelt verb", "опечатка в команде"), "rnu --target shop"),
        new(("a misspelt option", "опечатка в параметре"), "run --traget shop"),
        new(("a misspelt option with a value", "опечатка в параметре со значением"), "run --profil=full"),
        new(("an option of another verb", "параметр другой команды"), "demo --rate max"),
        new(("an option without its value", "параметр без значения"), "run --rate"),
        new(("an option twice", "параметр дважды"), "run --rate max --rate 5/s"),
        new(("a word too many", "лишнее слово"), "run shop"),
        new(("a misspelt target", "опечатка в имени цели"), "run --target shpo"),
        new(("a profile that does not exist", "несуществующий профиль"), "run --profile fast"),
        new(("a rate without its time", "частота без времени"), "run --rate 200"),
        new(("a number out of its range", "число вне границ"), "run --concurrency 0"),
        new(("a duration that is none", "не длительность"), "run --budget soon"),
        new(("a misspelt verdict", "опечатка в вердикте"), "run --fail-on leek"),
        new(("never beside another", "never рядом с другим"), "run --fail-on never,leak"),
        new(("an exit code that no system has", "невозможный код выхода"), "run --leak-exit-code 300"),
        new(("a misspelt report", "опечатка в отчёте"), "run --report htm"),
        new(("a language that is not spoken", "незнакомый язык"), "run --lang fr"),
        new(("a file that does not exist", "файла нет"), "run -c other.yml"),
        new(("one address for several targets", "один адрес на несколько целей"), "run --url http://127.0.0.1:5000"),
        new(("a command without an address", "команда без адреса"), "run -- dotnet Shop.dll"),
        new(("an address and nothing to start", "адрес, но нечего запускать"), "run --url http://127.0.0.1:5000 --"),
        new(("a template that does not exist", "несуществующий шаблон"), "run --url http://127.0.0.1:5000/{{x}} -- dotnet Shop.dll"),
        new(("a topic that does not exist", "несуществующая тема справки"), "help exit-code"),
        new(("a shell that is not known", "неизвестная оболочка"), "completion powershell"),
        new(("four mistakes at once", "четыре ошибки сразу"), "run --rate fast --budget soon --fail-on leek --concurrency many"),
        new(("five mistakes in a file", "пять ошибок в файле"), "run", """
            targets:
              shop: { comand: ls, pid: 1, url: shop }
            load: { concurrency: many, requests: [FETCH] }
            gates: {}
            """),
        new(("two sources for a target", "два источника у цели"), "run", "targets:\n  shop: { command: ls, port: 5000, url: \"http://127.0.0.1:5000\" }\nload: { requests: [GET /] }"),
        new(("no source", "нет источника"), "run", "targets:\n  shop: { url: \"http://127.0.0.1:5000\" }\nload: { requests: [GET /] }"),
        new(("no targets", "нет целей"), "run", "load: { requests: [GET /] }"),
        new(("an empty file", "пустой файл"), "run", "# nothing yet"),
        new(("a tab as indentation", "отступ табуляцией"), "run", "targets:\n\tshop: { pid: 1 }"),
        new(("a bracket that is not closed", "незакрытая скобка"), "run", "targets:\n  shop: { pid: 1\nload: { requests: [GET /] }"),
        new(("a key twice", "ключ дважды"), "run", "targets:\n  shop: { pid: 1, pid: 2, url: \"http://127.0.0.1:5000\" }\nload: { requests: [GET /] }"),
        new(("a duration and a size without unit", "длительность и размер без единицы"), "run", """
            targets:
              shop: { pid: 1, url: "http://127.0.0.1:5000", health: { timeout: 60 } }
            load: { requests: [GET /] }
            gate: { thresholds: { growth: 50 } }
            """),
        new(("margins in the wrong unit", "допуски не в тех единицах"), "run", """
            targets:
              shop: { pid: 1, url: "http://127.0.0.1:5000" }
            load: { requests: [GET /] }
            gate: { memory: 1024, counts: 1 KiB/request }
            """),
        new(("weights that sum to nothing", "веса дают ноль"), "run", """
            targets:
              shop: { pid: 1, url: "http://127.0.0.1:5000" }
            load:
              requests:
                - { path: /a, weight: 0 }
                - { path: /b, weight: 0 }
            """),
        new(("a template that does not parse", "шаблон с ошибкой"), "run", """
            targets:
              shop: { pid: 1, url: "http://127.0.0.1:5000" }
            load:
              requests:
                - { method: POST, path: "/a/{{int 9 1}}", body: '{"key":"{{sqe}}"}' }
            """),
        new(("a variable that is not set", "незаданная переменная"), "run", """
            targets:
              shop: { pid: 1, url: "${SHOP_URL}", probes: { postgres: "Host=db;Password=${DB_PASSWORD}" } }
            load: { requests: [GET /] }
            """),
        new(("a value of a service that is not declared", "значение необъявленной службы"), "run", """
            services: [redis]
            targets:
              shop: { command: ls, url: "http://127.0.0.1:5000", env: { DB: "${postgres.connection}", CACHE: "${redis.adress}" } }
            load: { requests: [GET /] }
            """),
        new(("a known leak without reason and with a date that is none", "известная утечка без причины и с неверной датой"), "run", """
            targets:
              shop: { pid: 1, url: "http://127.0.0.1:5000" }
            load: { requests: [GET /] }
            gate: { ignore: [{ fingerprint: "1:7f3a9c02", until: 1 March }] }
            """),
        new(("a text where a list belongs", "текст вместо списка"), "run", """
            targets:
              shop: { pid: 1, url: "http://127.0.0.1:5000" }
            load: { requests: GET / }
            reports: html
            """),
        new(("an address that is none", "не адрес"), "run", """
            targets:
              shop: { port: 99999, url: "127.0.0.1:5000", expect: leaks }
            load: { requests: [GET api] }
            """),
        new(("a document that no schema is of", "документ, у которого нет схемы"), "schema confg"),
        new(("a kind of leak that the doctor does not know", "вид утечки, которого doctor не знает"), "doctor --only heep"),
        new(("a first file where one is", "первый файл там, где он уже есть"), "init --url http://127.0.0.1:5000"),
        new(("requests from two files", "запросы из двух файлов"), "init -c new.yml --openapi shop.json --har shop.har"),
        new(("an OpenAPI document with mistakes", "ошибки в документе OpenAPI"), "init -c new.yml --openapi shop.yml", Beside: ("shop.yml", """
            openapi: 3.0.3
            info: { title: Shop, version: "1" }
            paths:
              /items:
                get:
                  parameters:
                    - { name: page, in: qery, schema: { type: integer } }
                  responses: { "200": { description: ok } }
              items: {}
            """)),
        new(("a bracket that is not closed in an OpenAPI document", "незакрытая скобка в документе OpenAPI"), "init -c new.yml --openapi shop.json", Beside: ("shop.json", """
            {
              "openapi": "3.0.3",
              "paths": { "/items": { "get": {}
            }
            """)),
        new(("a .http file with mistakes", "ошибки в файле .http"), "init -c new.yml --http shop.http", Beside: ("shop.http", """
            @host http://127.0.0.1:5000
            @path = {{path}}

            GTE http://127.0.0.1:5000/api/items

            ###
            POST http://127.0.0.1:5000/{{path}}
            Content-Type application/json

            { "name": "{{name" }
            """)),
        new(("a recording that is cut off", "оборванная запись браузера"), "init -c new.yml --har shop.har", Beside: ("shop.har", """
            { "log": { "entries": [
              { "request": { "method": "GET", "url": "http://127.0.0.1:5000/" } },
              { "request": { "method": "GE
            """)),
        new(("a recording with wrong entries", "неверные записи браузера"), "init -c new.yml --har shop.har", Beside: ("shop.har", """
            { "log": { "entries": [
              { "request": { "method": "GET", "url": "/api/items" } },
              { "request": { "method": "GET" } }
            ] } }
            """)),
        new(("mistakes in file and words together", "ошибки и в файле, и в словах"), "run --budget soon", "targets:\n  shop: { comand: ls, pid: 1 }"),
        new(("cells of a recording that are no amounts", "ячейки записи — не величины"), "analyze soak.csv", Beside: ("soak.csv", """
            elapsed_s,requests_total,rss_bytes,fds
            0,0,104857600,12
            1,50,100 MiB,12
            2,100,104857600,-1
            3,150,NaN
            """)),
        new(("a recording without a time", "запись без времени"), "analyze soak.csv", Beside: ("soak.csv", "time,fds\n0,12\n1,12")),
        new(("a recording whose time runs back", "время в записи идёт назад"), "analyze soak.csv", Beside: ("soak.csv", "elapsed_s,fds\n5,12\n4,12")),
        new(("a recording with other separators", "запись с другим разделителем"), "analyze soak.csv", Beside: ("soak.csv", "elapsed_s;fds\n0;12\n1;12")),
        new(("records of a run that are damaged", "повреждённые записи запуска"), "analyze runs/1/shop", Beside: ("runs/1/shop/run.jsonl", Header + """

            {"kind":"stage","t":1,"stage":"start"}
            {"kind":"stage","t":2,"sta
            {"kind":"stage","t":3,"stage":"stop"}
            """)),
        new(("records of a run without their beginning", "записи запуска без начала"), "analyze runs/1/shop", Beside: ("runs/1/shop/run.jsonl", """
            {"kind":"stage","t":1,"stage":"start"}
            {"kind":"stage","t":2,"stage":"stop"}
            """)),
        new(("a folder that holds no run", "папка без запуска"), "analyze .", WrongInput.Two),
        new(("a report of a run that does not exist", "отчёт о несуществующем запуске"), "report runs/1 --format htm"),
        new(("channels that can't be reached as written", "каналы, до которых так не достучаться"), "run", """
            targets: { shop: { command: dotnet Shop.dll, url: "http://127.0.0.1:5000" } }
            load: { requests: [GET /] }
            notify:
              slack: { webhok: "https://hooks.example.com/x", on: [leaks], window: often }
              teams: { webhook: hooks.example.com, targets: [shpo], severity: huge }
              email: { to: nobody, port: 0, password: x, lang: fr }
              telegram: { token: "12345:x" }
              slak: { webhook: "https://hooks.example.com/x" }
            """),
        new(("a channel that is not configured", "канал, который не настроен"), "notify --test slak", Two + "\nnotify: { slack: { webhook: \"https://hooks.example.com/x\" } }"),
        new(("a run to notify of that does not exist", "сообщить о несуществующем запуске"), "notify runs/1"),
        new(("channels required, and none configured", "каналы нужны, а не настроены"), "run --require-notify"),
        new(("two ways to name what runs", "два способа назвать цель"), "attach --pid 1 --port 5000 --no-load --duration 10m"),
        new(("an image with keys that it can't have", "образ с ключами, которых у него не бывает"), "run", """
            targets:
              shop: { image: shop 1.2, args: --verbose, ports: [80], network: host, memory: 512m, workdir: app, url: "http://127.0.0.1:5000" }
              stock: { image: "stock:2", network: host, ports: ["5001:80"], memory: 4 MiB, url: "http://127.0.0.1:5001" }
              desk: { pid: 1, env: { DEBUG: 1 }, memory: 1 GiB, url: "http://127.0.0.1:5002" }
            load: { requests: [GET /] }
            """),
    ];
}
