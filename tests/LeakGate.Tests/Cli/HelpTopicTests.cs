using LeakGate.Cli.CommandLine;
using LeakGate.Reports.Wording;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class HelpTopicTests : IDisposable
{
    private readonly Cli _cli = new();

    public static TheoryData<string> Topics => [.. HelpTopics.All.Select(topic => topic.Name)];

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Every_topic_is_explained_in_both_languages(string topic)
    {
        (await _cli.RunAsync("help", topic)).ShouldBe(0, _cli.Error);
        int english = _cli.Output.Length;
        (await _cli.RunAsync("help", topic, "--lang", "ru")).ShouldBe(0, _cli.Error);

        _cli.Output[english..].ShouldContain(c => c >= 'а' && c <= 'я');
        _cli.Output[..english].ShouldNotContain(c => c >= 'а' && c <= 'я');
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help run", "run --help")]
    [InlineData("help demo --lang ru", "demo --help --lang ru")]
    public async Task Help_on_a_verb_is_its_help(string line, string same)
    {
        await _cli.RunAsync(line.Split(' '));
        string first = _cli.Output;
        await _cli.RunAsync(same.Split(' '));

        _cli.Output.ShouldBe(first + first);
    }

    [Theory]
    [InlineData("help exit-code", "did you mean `exit-codes`?")]
    [InlineData("help rnu", "did you mean `run`?")]
    [InlineData("help xyzzy", "there is no help on `xyzzy`; known: run, ")]
    [InlineData("help run --lnag ru", "did you mean `--lang`?")]
    [InlineData("help run --lang fr", "`--lang` knows no `fr`")]
    [InlineData("help run demo", "`leakgate help` does not take `demo`")]
    public async Task A_topic_that_does_not_exist_is_refused(string line, string words)
    {
        (await _cli.RunAsync(line.Split(' '))).ShouldBe(2);

        _cli.Error.ShouldContain(words);
        _cli.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task No_help_is_wider_than_80_columns_or_speaks_two_languages(string language)
    {
        foreach (string verb in new[] { "run", "attach", "demo", "help", "completion" })
        {
            (await _cli.RunAsync(verb, "--help", "--lang", language)).ShouldBe(0);
        }

        (await _cli.RunAsync("--help", "--lang", language)).ShouldBe(0);
        _cli.Output.Split('\n').Where(line => TextColumns.Width(line.TrimEnd('\r')) > 80).ShouldBeEmpty();
        foreach (string heading in new[] { "Usage:", "Options:", "Examples:", "Exit codes:", "Show help" })
        {
            _cli.Output.Contains(heading, StringComparison.Ordinal).ShouldBe(language == "en" && heading != "Show help", heading);
        }
    }
}
