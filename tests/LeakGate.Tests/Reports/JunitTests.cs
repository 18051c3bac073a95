using System.Runtime.CompilerServices;
using System.Xml.Linq;
using System.Xml.Schema;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Junit;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>JUnit XML against the schema that Jenkins published.</summary>
public sealed class JunitTests
{
    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Russian, "ru")]
    public void Several_targets_are_suites_of_one_file(Language language, string ending) =>
        Snapshot.Matches($"junit.{ending}", () => Text(MadeReports.Several(language)));

    [Fact]
    public void It_is_valid_by_the_published_schema_but_for_the_message_of_what_is_skipped()
    {
        ReportInput[] inputs = [MadeReports.Several(), MadeReports.Leaky(), MadeReports.Failed(Language.Russian), .. MadeReports.HostileNames.Select(name => MadeReports.Hostile(name))];
        foreach (var input in inputs)
        {
            var document = XDocument.Parse(Text(input));
            document.Descendants("skipped").Attributes("message").Remove();
            Problems(document).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_file_that_is_not_junit_does_not_pass_the_schema() =>
        Problems(XDocument.Parse("<testsuites><testsuite name='x'/></testsuites>")).ShouldNotBeEmpty();

    [Fact]
    public void A_leak_is_a_failure_a_failed_target_an_error_and_what_is_not_decided_skipped()
    {
        Elements(MadeReports.Of(default, [MadeReports.Target(MadeVerdicts.OneLeak())])).ShouldBe("failure");
        Elements(MadeReports.Failed()).ShouldBe("error");
        Elements(MadeReports.Inconclusive()).ShouldBe("skipped");
        Elements(MadeReports.Clean()).ShouldBe("system-out");
        Elements(MadeReports.Leaky()).ShouldBe("system-out", "it was expected to leak");

        static string Elements(ReportInput input) => XDocument.Parse(Text(input)).Descendants("testcase").First().Elements().Single().Name.LocalName;
    }

    [Fact]
    public void Counts_are_those_of_the_cases()
    {
        foreach (var suite in XDocument.Parse(Text(MadeReports.Several())).Descendants("testsuite"))
        {
            ((int)suite.Attribute("tests")!).ShouldBe(suite.Elements("testcase").Count());
            ((int)suite.Attribute("failures")!).ShouldBe(suite.Elements("testcase").Elements("failure").Count());
            ((int)suite.Attribute("errors")!).ShouldBe(suite.Elements("testcase").Elements("error").Count());
            ((int)suite.Attribute("skipped")!).ShouldBe(suite.Elements("testcase").Elements("skipped").Count());
        }
    }

    private static string Text(ReportInput input) => MadeReports.Text(new JunitFormat(), input, "junit.xml");

    private static List<string> Problems(XDocument document, [CallerFilePath] string caller = "")
    {
        var schemas = new XmlSchemaSet();
        schemas.Add("", Path.Combine(Path.GetDirectoryName(caller)!, "Schemas", "jenkins-junit.xsd"));
        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }
}
