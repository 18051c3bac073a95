using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Scripts;

/// <summary>scripts/count-tests.sh: the line that a pipeline believes.</summary>
public sealed class CountTestsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-count-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_adds_up_all_projects()
    {
        Write("a", """<assembly name="a.dll" passed="49" failed="0" skipped="2" errors="0" not-run="0">""");
        Write("b", """<assembly name="b.dll" passed="51" failed="0" skipped="0" errors="0" not-run="1">""");
        (await CountAsync(2)).ShouldBe((0, "100 passed, 0 failed, 3 skipped\n"));
    }

    [Theory]
    [InlineData("""<assembly passed="9" failed="1" skipped="0" errors="0">""", 1, "9 passed, 1 failed, 0 skipped\n")]
    [InlineData("""<assembly passed="9" failed="0" skipped="0" errors="1">""", 1, "9 passed, 1 failed, 0 skipped\n")] // a fixture broke
    [InlineData("""<assembly passed="0" failed="0" skipped="4" errors="0">""", 1, "0 passed, 0 failed, 4 skipped\n")] // nothing ran
    [InlineData("""<assembly passed="9" failed="0" skipped="0" errors="0">""", 2, "9 passed, 0 failed, 0 skipped\n")] // one project crashed
    public async Task It_fails_when_a_test_failed_or_nothing_ran_or_results_are_missing(string assembly, int expected, string line)
    {
        Write("a", assembly);
        (await CountAsync(expected)).ShouldBe((1, line));
    }

    [Fact]
    public async Task What_failed_is_named_with_the_beginning_of_why_before_the_line_that_counts()
    {
        Write("a", """
            <assembly passed="1" failed="1" skipped="0" errors="0">
              <test name="T.passes(x: &quot;a&quot;)" result="Pass" />
              <test name="T.fails(x: &quot;b &lt; c&quot;)" type="T" result="Fail"><failure><message><![CDATA[1
              should be 2]]></message></failure></test>
            """);
        (await CountAsync(1)).ShouldBe((1, "failed: T.fails(x: \"b < c\"): 1 should be 2\n1 passed, 1 failed, 0 skipped\n"));
    }

    [Fact]
    public async Task It_counts_the_tests_of_the_viewer_too()
    {
        Write("a", """<assembly name="a.dll" passed="49" failed="0" skipped="2" errors="0" not-run="0">""");
        WriteViewer(failures: 0);
        (await CountAsync(2)).ShouldBe((0, "87 passed, 0 failed, 3 skipped\n"));

        WriteViewer(failures: 2);
        (await CountAsync(2)).ShouldBe((1, "85 passed, 2 failed, 3 skipped\n"));
    }

    [Fact]
    public async Task Without_any_result_it_fails_and_still_says_so_in_one_line() =>
        (await CountAsync(2)).ShouldBe((1, "0 passed, 0 failed, 0 skipped\n"));

    /// <summary>As Vitest writes it: the sum stands in the outer element too, and must not be counted twice.</summary>
    private void WriteViewer(int failures) => File.WriteAllText(
        Path.Combine(_folder, "web.xml"),
        FormattableString.Invariant($"""
        <testsuites name="vitest tests" tests="39" failures="{failures}" errors="0" time="0.1">
            <testsuite name="tests/a.test.ts" timestamp="x" hostname="h" tests="30" failures="{failures}" errors="0" skipped="1" time="0.1">
                <testcase classname="tests/a.test.ts" name="a tests=&quot;7&quot;" time="0" />
            </testsuite>
            <testsuite name="tests/b.test.ts" timestamp="x" hostname="h" tests="9" failures="0" errors="0" skipped="0" time="0.1" />
        </testsuites>
        """));

    private void Write(string name, string assembly) => File.WriteAllText(
        Path.Combine(_folder, $"{name}.xml"),
        $"""
        <assemblies schema-version="3">
          {assembly}
            <errors />
            <collection name="a passed=&quot;7&quot; collection" passed="1" failed="1" skipped="1" />
          </assembly>
        </assemblies>
        """);

    private async Task<(int ExitCode, string Line)> CountAsync(int expected)
    {
        using var script = Process.Start(new ProcessStartInfo(
            Path.Combine(Repository.Root, "scripts", "count-tests.sh"), [_folder, expected.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (script.ExitCode, output);
    }
}
