using LeakGate.Cli;
using LeakGate.Cli.Verbs;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Markdown;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

/// <summary>Reports arrive where GitHub and TeamCity look for them, and nowhere else.</summary>
public sealed class PipelineDeliveryTests : IDisposable
{
    private static readonly string[] Formats = ["markdown", "github", "teamcity"];
    private readonly string _root = Directory.CreateTempSubdirectory("leakgate-delivery-").FullName;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly List<string> _told = [];

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private string StepSummary => Path.Combine(_root, "step-summary");

    [Fact]
    public void Outside_of_a_pipeline_nothing_is_said()
    {
        Deliver(Formats);

        _output.ToString().ShouldBeEmpty();
        _told.ShouldBeEmpty();
        File.Exists(StepSummary).ShouldBeFalse();
    }

    [Fact]
    public void GitHub_gets_the_summary_behind_what_the_step_said_and_the_annotations_on_the_output()
    {
        GitHub();
        File.WriteAllText(StepSummary, "before\n");

        Deliver(Formats);

        File.ReadAllText(StepSummary).ShouldBe("before\n" + MadeReports.Text(new MarkdownFormat(), MadeReports.Leaky(), "summary.md"));
        _output.ToString().ShouldStartWith("::notice title=");
        _output.ToString().ShouldNotContain("##teamcity");
    }

    [Fact]
    public void A_format_that_was_not_asked_for_is_not_delivered()
    {
        GitHub();
        _environment["TEAMCITY_VERSION"] = "2026.1";

        Deliver(["junit"]);

        _output.ToString().ShouldBeEmpty();
        File.Exists(StepSummary).ShouldBeFalse();
    }

    [Fact]
    public void A_summary_that_would_be_too_long_for_GitHub_gives_way_to_the_comment_and_a_full_one_is_told()
    {
        GitHub();
        var comment = MadeReports.Text(new MarkdownFormat(), MadeReports.Leaky(), "comment.md");
        var before = new string('x', MarkdownFormat.LongestSummary - System.Text.Encoding.UTF8.GetByteCount(comment));
        File.WriteAllText(StepSummary, before);

        Deliver(["markdown"], more: new string('y', 2000));

        new FileInfo(StepSummary).Length.ShouldBe(MarkdownFormat.LongestSummary);
        File.ReadAllText(StepSummary).ShouldEndWith(comment);
        _told.ShouldBeEmpty();

        Deliver(["markdown"]);

        new FileInfo(StepSummary).Length.ShouldBe(MarkdownFormat.LongestSummary);
        _told.ShouldHaveSingleItem().ShouldContain("1 MiB");
    }

    [Fact]
    public void A_summary_that_cannot_be_written_is_told_and_is_no_fault()
    {
        _environment["GITHUB_STEP_SUMMARY"] = Path.Combine(_root, "no", "such", "folder");

        Deliver(["markdown"]);

        _told.ShouldHaveSingleItem().ShouldStartWith("nothing is in the step's summary: ");
    }

    [Fact]
    public void TeamCity_gets_its_messages_and_the_folder_as_artifacts()
    {
        _environment["TEAMCITY_VERSION"] = "2026.1";

        Deliver(Formats);

        var messages = ServiceMessageParser.Parse(_output.ToString());
        messages[0].Name.ShouldBe("testSuiteStarted");
        messages[^1].Name.ShouldBe("publishArtifacts");
        messages[^1].Values[""].ShouldEndWith(" => leakgate");
    }

    [Fact]
    public void Beside_json_the_output_stays_a_document()
    {
        GitHub();
        _environment["TEAMCITY_VERSION"] = "2026.1";

        Deliver(Formats, json: true);

        _output.ToString().ShouldBeEmpty();
        _error.ToString().ShouldStartWith("::notice title=");
        _told.ShouldHaveSingleItem().ShouldEndWith("teamcity.txt");
    }

    [Fact]
    public void Of_several_targets_the_report_of_all_is_delivered()
    {
        GitHub();

        Deliver(Formats, targets: 2);

        File.ReadAllText(StepSummary).ShouldStartWith("all summary.md");
    }

    private void GitHub()
    {
        _environment["GITHUB_ACTIONS"] = "true";
        _environment["GITHUB_STEP_SUMMARY"] = StepSummary;
    }

    private void Deliver(IReadOnlyList<string> formats, bool json = false, int targets = 1, string more = "")
    {
        var run = "20261122-101402-" + Guid.NewGuid().ToString("n")[..4];
        var folders = new[] { "one", "two" }.Take(targets).Select(name => RunFolder.Create(_root, run, name)).ToList();
        foreach (var format in formats.Select(ReportFormats.Named).OfType<IReportFormat>())
        {
            ReportWriter.Write(format, MadeReports.Leaky(), folders[0].Path);
            File.AppendAllText(Path.Combine(folders[0].Path, MarkdownFormat.Summary), more);
            if (targets > 1)
            {
                foreach (var file in format.Write(MadeReports.Several()))
                {
                    File.WriteAllText(Path.Combine(Path.GetDirectoryName(folders[0].Path)!, file.Path), $"all {file.Path}");
                }
            }
        }

        CliHost host = new(_output, _error, name => _environment.GetValueOrDefault(name), _root);
        new PipelineDelivery(host, Language.English, _told.Add).Deliver(folders, formats, json);
    }
}
