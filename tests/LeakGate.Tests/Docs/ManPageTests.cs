using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

public sealed class ManPageTests : IDisposable
{
    private readonly Tests.Cli.Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("en", "docs/man/leakgate.1")]
    [InlineData("ru", "docs/man/leakgate.ru.1")]
    public async Task The_man_pages_are_those_of_this_version(string language, string page)
    {
        (await _cli.RunAsync("help", "man", "--lang", language)).ShouldBe(0, _cli.Error);

        await AcceptedPage.MatchesAsync(page, _cli.Output, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task No_line_of_text_can_be_taken_for_a_request()
    {
        await _cli.RunAsync("help", "man");

        string[] known = [".TH ", ".SH ", ".SS ", ".TP", ".br"];
        _cli.Output.Split('\n').Skip(1)
            .Where(line => line.StartsWith('.') || line.StartsWith('\''))
            .ShouldAllBe(line => known.Any(request => line.StartsWith(request, StringComparison.Ordinal)));
    }
}
