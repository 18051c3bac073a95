using LeakGate.Cli;
using LeakGate.Cli.Verbs;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

/// <summary>Names of a target are no commands in the log of a pipeline.</summary>
public sealed class ForeignTextTests
{
    [Fact]
    public void In_GitHub_Actions_commands_are_off_around_it_by_another_word_each_time()
    {
        var first = Written("true", () => { });
        var second = Written("true", () => { });

        first[0].ShouldStartWith("::stop-commands::");
        var word = first[0]["::stop-commands::".Length..];
        word.Length.ShouldBe(32);
        first.ShouldBe([first[0], "::error::a name", "::" + word + "::"]);
        second[0].ShouldNotBe(first[0]);
    }

    [Fact]
    public void They_are_on_again_also_when_writing_fails() =>
        Written("true", () => throw new IOException("full"))[^1].ShouldEndWith("::");

    [Fact]
    public void Elsewhere_nothing_is_added() => Written(null, () => { }).ShouldBe(["::error::a name"]);

    private static string[] Written(string? actions, Action more)
    {
        using var output = new StringWriter();
        CliHost host = new(output, TextWriter.Null, name => name == "GITHUB_ACTIONS" ? actions : null, "/");
        try
        {
            ForeignText.Write(host, () =>
            {
                host.Output.WriteLine("::error::a name");
                more();
            });
        }
        catch (IOException)
        {
            // The test looks at what stands then.
        }

        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
