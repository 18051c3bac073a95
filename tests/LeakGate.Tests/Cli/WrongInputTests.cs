using System.Text;
using LeakGate.Runs.Text;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

/// <summary>What a person reads after a mistake, word for word: as a snapshot, and as a page of the documentation made from it.</summary>
public sealed class WrongInputTests
{
    private const int Usage = 2;

    [Fact]
    public void There_are_at_least_forty() => WrongInput.All.Count.ShouldBeGreaterThanOrEqualTo(40);

    [Theory]
    [InlineData(Language.English, "tests/LeakGate.Tests/Cli/WrongInputs.txt")]
    [InlineData(Language.Russian, "tests/LeakGate.Tests/Cli/WrongInputs.ru.txt")]
    public async Task Every_wrong_input_prints_what_was_accepted(Language language, string file)
    {
        StringBuilder text = new();
        foreach (WrongInput input in WrongInput.All)
        {
            text.Append("$ leakgate ").Append(input.Command).Append('\n');
            foreach (string line in (input.Yaml ?? input.Beside?.Text)?.Split('\n') ?? [])
            {
                text.Append(("    | " + line).TrimEnd()).Append('\n');
            }

            text.AppendJoin('\n', await PrintedAsync(input, language)).Append("\n\n");
        }

        await AcceptedPage.MatchesAsync(file, text.ToString(), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Language.English, "docs/wrong-inputs.md")]
    [InlineData(Language.Russian, "docs/wrong-inputs.ru.md")]
    public async Task The_page_shows_the_same(Language language, string file)
    {
        StringBuilder page = new(language.Pick(
            """
            # What LeakGate says to wrong input

            [По-русски](wrong-inputs.ru.md)

            Every error is told at once, nothing is started, the exit code is 2. `make docs` makes this page from the test of the same cases.

            Inputs that are about words alone are typed beside a right `leakgate.yml` with the targets `shop` and `stock`.

            """,
            """
            # Что LeakGate говорит на неверный ввод

            [In English](wrong-inputs.md)

            Все ошибки называются сразу, ничего не запускается, код выхода — 2. Эту страницу делает `make docs` из теста с теми же случаями.

            Если дело только в словах, рядом лежит верный `leakgate.yml` с целями `shop` и `stock`.

            """).ReplaceLineEndings("\n"));
        foreach ((WrongInput input, int index) in WrongInput.All.Select((input, index) => (input, index)))
        {
            page.Append(FormattableString.Invariant($"\n## {index + 1}. ")).Append(language.Pick(input.What.English, input.What.Russian))
                .Append("\n\n```text\n$ leakgate ").Append(input.Command).Append("\n```\n\n");
            if ((input.Yaml ?? input.Beside?.Text) is { } shown)
            {
                page.Append(input.Yaml is null ? input.Beside?.Name + ":\n\n```text\n" : "```yaml\n").Append(shown.ReplaceLineEndings("\n")).Append("\n```\n\n");
            }

            foreach (string line in await PrintedAsync(input, language))
            {
                page.Append("- `` ").Append(line).Append(" ``\n");
            }
        }

        await AcceptedPage.MatchesAsync(file, page.ToString(), TestContext.Current.CancellationToken);
    }

    private static async Task<string[]> PrintedAsync(WrongInput input, Language language)
    {
        using Cli cli = new();
        cli.With("LANG", language.Pick("en_GB.UTF-8", "ru_RU.UTF-8")).File(input.Yaml ?? WrongInput.Two);
        if (input.Beside is var (name, text))
        {
            cli.File(text, name);
        }

        (await cli.RunAsync(input.Command.Split(' '))).ShouldBe(Usage, input.Command + "\n" + input.Yaml);

        cli.Output.ShouldBeEmpty();
        cli.Plan.ShouldBeNull();
        cli.Error.ShouldNotContain(cli.Folder, Case.Sensitive);
        return cli.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
