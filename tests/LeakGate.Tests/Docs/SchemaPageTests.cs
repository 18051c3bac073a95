using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The published schemas are those that this version prints.</summary>
public sealed class SchemaPageTests
{
    [Theory]
    [InlineData("config")]
    [InlineData("verdict")]
    public async Task The_published_schema_is_the_one_that_is_printed(string document)
    {
        using Tests.Cli.Cli cli = new();

        (await cli.RunAsync("schema", document, "--lang", "en")).ShouldBe(0, cli.Error);

        await AcceptedPage.MatchesAsync($"docs/schema/{document}.json", cli.Output, TestContext.Current.CancellationToken);
    }
}
