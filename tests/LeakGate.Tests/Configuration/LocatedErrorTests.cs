using System.Globalization;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

public sealed class LocatedErrorTests
{
    private const string Load = "load: { requests: [GET /] }\n";

    /// <summary>One wrong configuration each: the text, then line:column, the offending text and words of the error.</summary>
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "", "1:1", "", "the file is empty" },
        { "targets:\n  a: { pid: 1\n", "3:1", "", "not valid YAML" },
        { "targets:\n\ta: 1\n", "2:1", "", "not valid YAML" },
        { "- a\n", "1:1", "", "`leakgate.yml` takes keys with values" },
        { "load: { requests: [GET /] }\n", "1:1", "", "there is no target" },
        { "targets: {}\n", "1:1", "", "there is no target" },
        { "targets: { a: { pid: 1 } }\ngates: {}\n", "2:1", "gates", "did you mean `gate`?" },
        { "targets: { a: { pid: 1 } }\nzzz: {}\n", "2:1", "zzz", "known: targets, services, load" },
        { "targets:\n  a:\n    comand: ls\n    pid: 1\n", "3:5", "comand", "did you mean `command`?" },
        { "targets:\n  a: { pid: 1 }\n  a: { pid: 2 }\n", "3:3", "a", "`a` stands twice in `targets`" },
        { "targets:\n  a/b: { pid: 1 }\n", "2:3", "a/b", "cannot name a target" },
        { "targets:\n  a: { expect: leak }\n", "2:6", "a", "says not what to watch" },
        { "targets:\n  a:\n    command: ls\n    pid: 1\n", "4:5", "pid", "has both `command` and `pid`" },
        { "targets:\n  a: { pid: 0 }\n", "2:13", "0", "not a whole number from 1" },
        { "targets:\n  a: { port: 65536 }\n", "2:14", "65536", "not a whole number from 1 to 65535" },
        { "targets:\n  a: { pid: 1, workdir: /tmp }\n", "2:16", "workdir", "only for a program that LeakGate starts" },
        { "targets:\n  a: { pid: 1, env: { A: b } }\n", "2:16", "env", "use it with `command` or `image`, or remove it" },
        { "targets:\n  a: { command: ls, memory: 1 GiB }\n", "2:21", "memory", "only for a program that LeakGate starts by image" },
        { "targets:\n  a: { image: shop, workdir: . }\n", "2:21", "workdir", "only for a program that LeakGate starts by command" },
        { "targets:\n  a:\n    image: shop\n    container: shop\n", "4:5", "container", "has both `image` and `container`" },
        { "targets:\n  a: { image: \"shop v1\" }\n", "2:15", "shop v1", "not the name of an image" },
        { "targets:\n  a: { image: \"\" }\n", "2:15", "", "not the name of an image" },
        { "services: [redis]\ntargets:\n  a: { image: \"shop:${redis.port}\" }\n", "3:15", "shop:${redis.port}", "give values to command, args, env" },
        { "targets:\n  a: { image: shop, args: --port 80 }\n", "2:27", "--port 80", "`args` takes a list" },
        { "targets:\n  a: { image: shop, args: [] }\n", "2:27", "", "`args` takes a list" },
        { "targets:\n  a: { image: shop, args: [x, ~] }\n", "2:31", "~", "`args` has no value" },
        { "targets:\n  a: { image: shop, ports: [80] }\n", "2:29", "80", "not HOST:CONTAINER" },
        { "targets:\n  a: { image: shop, ports: [\"5000:80\", \"5000:65536\"] }\n", "2:40", "5000:65536", "two ports from 1 to 65535" },
        { "targets:\n  a: { image: shop, ports: 5000:80 }\n", "2:28", "5000:80", "`ports` takes a list" },
        { "targets:\n  a: { image: shop, network: host, ports: [5000:80] }\n", "2:36", "ports", "publish nothing with `network: host`" },
        { "targets:\n  a: { image: shop, network: \"my net\" }\n", "2:30", "my net", "not the name of a network" },
        { "targets:\n  a: { image: shop, memory: 512m }\n", "2:29", "512m", "not a size" },
        { "targets:\n  a: { image: shop, memory: 5 MiB }\n", "2:29", "5 MiB", "write at least 6 MiB" },
        { "targets:\n  a: { command: \"\" }\n", "2:17", "", "names no program" },
        { "targets:\n  a:\n    command: sh 'a\n", "3:17", "'a", "a quote in `command` is not closed" },
        { "targets:\n  a:\n    command: cd x && ls\n", "3:19", "&&", "runs without a shell" },
        { "targets:\n  a: { pid: 1, expect: leek }\n", "2:24", "leek", "did you mean `leak`?" },
        { Load + "targets:\n  a: { pid: 1, url: 127.0.0.1:5000 }\n", "3:21", "127.0.0.1:5000", "not an address of a web server" },
        { Load + "targets:\n  a: { pid: 1, url: \"http://u:pw@h:1\" }\n", "3:21", "http://•••@h:1", "without log-in" },
        { "targets:\n  a:\n    pid: 1\n    url: http://127.0.0.1:1\n", "4:5", "url", "`load` has no requests" },
        { Load + "targets:\n  a: { pid: 1, url: \"http://h:1\", health: health }\n", "3:43", "health", "does not begin with /" },
        { Load + "targets:\n  a: { pid: 1, url: \"http://h:1\", health: { timeout: 60 } }\n", "3:54", "60", "not a duration" },
        { "targets:\n  a: { pid: 1, health: /health }\n", "2:24", "/health", "the target has no `url`" },
        { "targets:\n  a: { pid: 1, probes: { redis: localhost } }\n", "2:33", "localhost", "not host:port" },
        { "targets:\n  a: { pid: 1, probes: { every: 49ms } }\n", "2:33", "49ms", "write 50ms to 1m" },
        { "targets:\n  a: { pid: 1, probes: { every: 61s } }\n", "2:33", "61s", "write 50ms to 1m" },
        { "targets:\n  a: { pid: 1, probes: { gauges: [x] } }\n", "2:34", "", "`gauges` needs `metrics: /metrics`" },
        { Load + "targets:\n  a: { pid: 1, url: \"http://h:1\", probes: { metrics: /m, gauges: x } }\n", "3:66", "x", "`gauges` takes a list" },
        { Load + "targets:\n  a: { pid: 1, url: \"http://h:1\", probes: { metrics: /m, gauges: [x, 2y] } }\n", "3:70", "2y", "2y does not name a metric" },
        { Load + "targets:\n  a: { pid: 1, url: \"http://h:1\", probes: { metrics: /m, gauges: [x, 'x{}'] } }\n", "3:70", "x{}", "x is there twice" },
        { "targets:\n  a: { pid: 1, rate: max }\n", "2:22", "max", "not a rate" },
        { "targets:\n  a: { command: ls, env: { A: \"x ${NOPE} y\" } }\n", "2:34", "${NOPE}", "variable NOPE is not set" },
        { "targets:\n  a:\n    command: ls\n    env:\n      A: |\n        one\n        ${NOPE}\n", "7:9", "${NOPE}", "variable NOPE is not set" },
        { "targets:\n  a: { command: ls, env: { A: \"${NO PE}\" } }\n", "2:32", "${NO PE}", "names no environment variable" },
        { "targets:\n  a: { command: ls, env: { A: \"${NOPE\" } }\n", "2:32", "${", "is not closed" },
        { "targets:\n  a: { command: ls, env: { A: \"${redis.address}\" } }\n", "2:32", "${redis.address}", "the service redis, which is not declared" },
        { "services: [redis]\ntargets:\n  a: { command: ls, env: { A: \"${redis.adress}\" } }\n", "3:32", "${redis.adress}", "did you mean `redis.address`?" },
        { "services: [redis]\ntargets:\n  a: { container: \"${redis.address}\" }\n", "3:19", "${redis.address}", "cannot take a service's value" },
        { "services: [postgress]\ntargets: { a: { pid: 1 } }\n", "1:12", "postgress", "did you mean `postgres`?" },
        { "services: [redis, redis]\ntargets: { a: { pid: 1 } }\n", "1:19", "redis", "declared twice" },
        { "services: redis\ntargets: { a: { pid: 1 } }\n", "1:11", "redis", "`services` takes a list" },
        { "services: [{ name: q }]\ntargets: { a: { pid: 1 } }\n", "1:12", "", "`services` needs `command`" },
        { "services: [{ name: q, command: ls, health: nowhere }]\ntargets: { a: { pid: 1 } }\n", "1:44", "nowhere", "neither a URL nor host:port" },
        { "targets: { a: { pid: 1 } }\nload: { rate: 200, requests: [GET /] }\n", "2:15", "200", "write max, or requests per s, min or h: 200/s" },
        { "targets: { a: { pid: 1 } }\nload: { concurrency: 1025, requests: [GET /] }\n", "2:22", "1025", "from 1 to 1024" },
        { "targets: { a: { pid: 1 } }\nload: { timeout: 0s, requests: [GET /] }\n", "2:18", "0s", "not a duration" },
        { "targets: { a: { pid: 1 } }\nload: { rate: max }\n", "2:7", "", "`load` needs `requests`" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [] }\n", "2:19", "", "`requests` is empty" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [api] }\n", "2:20", "api", "is not a request" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [GET api] }\n", "2:24", "api", "write `/api`" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [PSOT /api] }\n", "2:20", "PSOT", "did you mean `POST`?" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: \"/a b\" }] }\n", "2:29", "/a b", "holds a blank" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ method: GET }] }\n", "2:20", "", "`requests` needs `path`" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: /, weight: 0 }] }\n", "2:19", "", "sum to nothing" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: /a, weight: 999999 }, { path: /b, weight: 1000000 }] }\n", "2:19", "", "no small ratio" },
        { "targets: { a: { pid: 1 } }\nload: { timeout: 25h, requests: [GET /] }\n", "2:18", "25h", "too long" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: /, weight: -1 }] }\n", "2:39", "-1", "not a whole number from 0" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [GET /, GET /] }\n", "2:27", "GET /", "two requests have the name" },
        { "targets: { a: { pid: 1 } }\nload:\n  requests:\n    - path: \"/x/{{seqq}}\"\n", "4:17", "{{seqq}}", "an unknown placeholder" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: /, headers: { A: \"secret {{seqq}}\" } }] }\n", "2:53", "{{", "an unknown placeholder" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: /, headers: { Host: x } }] }\n", "2:42", "Host", "set by LeakGate itself" },
        { "targets: { a: { pid: 1 } }\nload: { requests: [{ path: /, body: { a: 1 } }] }\n", "2:37", "", "`body` takes a single value" },
        { "targets: { a: { pid: 1 } }\ngate: { memory: 1024 }\n", "2:17", "1024", "not a margin of bytes" },
        { "targets: { a: { pid: 1 } }\ngate: { memory: \"1,5 KiB/request\" }\n", "2:17", "1,5 KiB/request", "1 KiB/request, 310 B/request" },
        { "targets: { a: { pid: 1 } }\ngate: { counts: 1 KiB/request }\n", "2:17", "1 KiB/request", "not a margin of counts" },
        { "targets: { a: { pid: 1 } }\ngate: { descriptor: 1/request }\n", "2:9", "descriptor", "did you mean `descriptors`?" },
        { "targets: { a: { pid: 1 } }\ngate: { thresholds: { growth: 50 } }\n", "2:31", "50", "not a size" },
        { "targets: { a: { pid: 1 } }\ngate: { thresholds: { rate: 5 MB } }\n", "2:29", "5 MB", "not a rate of bytes" },
        { "targets: { a: { pid: 1 } }\ngate: { ignore: [{ fingerprint: x, reason: y, until: 01.03.2027 }] }\n", "2:54", "01.03.2027", "year-month-day" },
        { "targets: { a: { pid: 1 } }\ngate: { ignore: [{ fingerprint: x, until: 2027-03-01 }] }\n", "2:18", "", "`ignore` needs `reason`" },
        { "targets: { a: { pid: 1 } }\nprofiles: { quik: { budget: 1m } }\n", "2:13", "quik", "did you mean `quick`?" },
        { "targets: { a: { pid: 1 } }\nprofiles: { quick: { budget: 2 min } }\n", "2:30", "2 min", "not a duration" },
        { "targets: { a: { pid: 1 } }\nreports: [htm]\n", "2:11", "htm", "did you mean `html`?" },
        { "targets: { a: { pid: 1 } }\nnotify: { slak: { webhook: x } }\n", "2:11", "slak", "did you mean `slack`?" },
        { "targets: { a: { pid: 1 } }\nhistory:\n", "2:9", "", "`history` has no value" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_error_names_its_place_and_what_to_do(string yaml, string place, string text, string words)
    {
        ConfigurationError error = Yaml.Errors(yaml).ShouldHaveSingleItem();

        string.Create(CultureInfo.InvariantCulture, $"{error.Line}:{error.Column}").ShouldBe(place, error.ToString());
        error.Text.ShouldBe(text);
        error.ToString().ShouldStartWith($"leakgate.yml:{place}: ");
        error.ToString().ShouldContain(words);
        error.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_error_has_the_same_place_in_Russian(string yaml, string place, string text, string words)
    {
        ConfigurationError error = Yaml.Errors(yaml, Language.Russian).ShouldHaveSingleItem();

        string.Create(CultureInfo.InvariantCulture, $"{error.Line}:{error.Column}").ShouldBe(place);
        error.Text.ShouldBe(text);
        error.Problem.Any(c => c is >= 'а' and <= 'я').ShouldBeTrue(error.Problem);
        error.Remedy.ShouldNotBeEmpty();
        words.ShouldNotBeEmpty();
    }

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_the_file()
    {
        const string yaml = """
            targets:
              shop:
                comand: dotnet Shop.dll
                url: http:/127.0.0.1
                health: { timeout: soon }
            load:
              rate: fast
              requests: [GETT /, GET items]
            gate: { memory: much }
            """;

        Yaml.Errors(yaml).Select(error => (error.Line, error.Column, error.Text)).ShouldBe(
        [
            (3, 5, "shop"),
            (3, 5, "comand"),
            (4, 10, "http:/127.0.0.1"),
            (5, 24, "soon"),
            (7, 9, "fast"),
            (8, 14, "GETT"),
            (8, 26, "items"),
            (9, 17, "much"),
        ], ignoreOrder: true);
        Yaml.Errors(yaml).Select(error => error.Line).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string[] there = [.. Wrong.Select(row => string.Join('\n', Yaml.Errors(row.Data.Item1)))];
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            string[] here = [.. Wrong.Select(row => string.Join('\n', Yaml.Errors(row.Data.Item1)))];
            here.ShouldBe(there);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_secret_never_stands_in_an_error()
    {
        const string yaml = """
            targets:
              a: { pid: 1, url: "http://root:${TOKEN}@h:1", rate: "${TOKEN}" }
            load: { rate: "${TOKEN}", requests: [{ path: "${TOKEN}", method: "${TOKEN}" }] }
            """;

        IReadOnlyList<ConfigurationError> errors = Yaml.Errors(yaml);

        errors.Count.ShouldBe(5);
        foreach (ConfigurationError error in errors)
        {
            error.ToString().ShouldNotContain("s3cret");
            error.Text.ShouldNotContain("s3cret");
        }
    }
}
