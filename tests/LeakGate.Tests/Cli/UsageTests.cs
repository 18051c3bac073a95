using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class UsageTests : IDisposable
{
    private const string Two = """
        targets:
          shop: { command: dotnet Shop.dll, url: "http://127.0.0.1:5000" }
          stock: { command: dotnet Stock.dll, url: "http://127.0.0.1:5001" }
        load: { requests: [GET /] }
        """;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", "no verb is given")]
    [InlineData("rnu", "did you mean `run`?")]
    [InlineData("rnu --target shop -c x.yml", "did you mean `run`?")]
    [InlineData("gather", "`gather` is no verb; known: run, attach, demo")]
    [InlineData("--verison", "did you mean `--version`?")]
    [InlineData("run --traget shop", "did you mean `--target`?")]
    [InlineData("run --profil=full", "did you mean `--profile`?")]
    [InlineData("run --rate", "`--rate` needs a value")]
    [InlineData("run --rate --json", "`--rate` needs a value")]
    [InlineData("run --rate max --rate max", "`--rate` is given more than once")]
    [InlineData("run shop", "`leakgate run` does not take `shop`")]
    [InlineData("run @shop", "`leakgate run` does not take `@shop`")]
    [InlineData("run --target shpo", "no target is called `shpo`; did you mean `shop`?")]
    [InlineData("run --profile fast", "`--profile` knows no `fast`; known: quick, full, performance")]
    [InlineData("run --profile ful", "did you mean `full`?")]
    [InlineData("run --rate 200", "write max, or requests per s, min or h")]
    [InlineData("run --concurrency 0", "not a whole number from 1 to 1024")]
    [InlineData("run --budget soon", "`--budget`: `soon` is not a duration")]
    [InlineData("run --duration soon", "`--budget`: `soon` is not a duration")]
    [InlineData("run --fail-on leek", "did you mean `leak`?")]
    [InlineData("run --fail-on never,leak", "`--fail-on never` stands alone")]
    [InlineData("run --leak-exit-code 0", "from 1 to 255")]
    [InlineData("run --report htm", "did you mean `html`?")]
    [InlineData("run --lang fr", "`--lang` knows no `fr`; known: en, ru")]
    [InlineData("run -c other.yml", "the file other.yml does not exist")]
    [InlineData("run --url http://127.0.0.1:1", "`--url` is for one target")]
    [InlineData("run --target shop --url http://127.0.0.1:1/x", "put the path into load.requests")]
    [InlineData("run --target shop --url 127.0.0.1", "not an address of a web server")]
    [InlineData("run -- dotnet Shop.dll", "a command needs to know where to send requests")]
    [InlineData("run --url http://127.0.0.1:1 --", "nothing stands after `--`")]
    [InlineData("run --url nowhere -- ls", "not an address of a web server")]
    [InlineData("run --url http://127.0.0.1:1/{{x}} -- ls", "template `{{x}}`")]
    [InlineData("run --url http://127.0.0.1:1 -c leakgate.yml -- ls", "`-c` does not go with a command")]
    [InlineData("run --url http://127.0.0.1:1 --target shop -- ls", "`--target` does not go with a command")]
    [InlineData("demo -- ls", "`leakgate demo` does not take `--`")]
    [InlineData("demo --rate max", "`leakgate demo` knows no option `--rate`")]
    public async Task Wrong_usage_exits_2_and_says_what_to_do(string line, string words)
    {
        int code = await _cli.File(Two).RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        _cli.Error.ShouldContain(words);
        code.ShouldBe(2);
        _cli.Error.ShouldEndWith("1 error; nothing was started." + Environment.NewLine);
        _cli.Output.ShouldBeEmpty();
        _cli.Plan.ShouldBeNull();
    }

    [Fact]
    public async Task All_errors_of_usage_and_file_are_told_at_once()
    {
        _cli.File("targets:\n  shop: { comand: ls, pid: 1 }\ngates: {}\n");

        int code = await _cli.RunAsync("run", "--rate", "fast", "--budget", "soon", "--fail-on", "leek");

        code.ShouldBe(2);
        string[] lines = _cli.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(6);
        lines.ShouldContain(line => line.StartsWith("leakgate: `--rate`", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("leakgate.yml:2:11: unknown key `comand`", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("leakgate.yml:3:1: unknown key `gates`", StringComparison.Ordinal));
        lines[^1].ShouldBe("5 errors; nothing was started.");
    }

    [Fact]
    public async Task Without_file_and_command_the_error_says_what_to_do()
    {
        (await _cli.RunAsync("run")).ShouldBe(2);

        _cli.Error.ShouldContain("there is no leakgate.yml here; give one with `-c FILE`, or a command");
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_told_and_not_a_fault()
    {
        Directory.CreateDirectory(Path.Combine(_cli.Folder, "leakgate.yml"));

        (await _cli.RunAsync("run")).ShouldBe(2);

        _cli.Error.ShouldContain("the file leakgate.yml cannot be read");
    }

    [Theory]
    [InlineData("--lang", "ru")]
    [InlineData("--lang=ru")]
    public async Task Errors_speak_the_language_asked_for(params string[] language)
    {
        (await _cli.RunAsync(["run", .. language])).ShouldBe(2);

        _cli.Error.ShouldContain("здесь нет leakgate.yml");
        _cli.Error.ShouldContain("Ошибок: 1; ничего не запущено.");
    }

    [Theory]
    [InlineData("LANG", "ru_RU.UTF-8", "ничего не запущено")]
    [InlineData("LANG", "en_GB.UTF-8", "nothing was started")]
    [InlineData("LC_ALL", "C", "nothing was started")]
    public async Task Without_lang_the_locale_decides(string variable, string value, string words)
    {
        await _cli.With(variable, value).RunAsync("run");

        _cli.Error.ShouldContain(words);
    }
}
