using System.Text;
using System.Text.Json;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Allure;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Allure;

public sealed class AllureFormatTests
{
    public static TheoryData<string, Language> Runs => new(
        from run in new[] { "leaky", "clean", "inconclusive", "failed" }
        from language in new[] { Language.English, Language.Russian }
        select (run, language));

    public static TheoryData<int> Hostile => new(Enumerable.Range(0, MadeReports.HostileNames.Count));

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_results_of_a_run_are_as_accepted(string run, Language language) => Snapshot.Matches(
        $"allure-{run}-{language.Pick("en", "ru")}",
        () => string.Concat(Files(Made(run, language)).Where(file => file.Path.EndsWith("-result.json", StringComparison.Ordinal)).Take(2).Select(Text)));

    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Russian, "ru")]
    public void Categories_are_as_accepted(Language language, string ending) => Snapshot.Matches(
        "allure-categories-" + ending, () => Text(Files(MadeReports.Leaky(language)).Single(file => file.Path.EndsWith("categories.json", StringComparison.Ordinal))));

    [Fact]
    public void The_environment_is_read_back_by_the_rules_of_properties()
    {
        var input = MadeReports.Leaky();
        var header = input.Targets[0].Run.Header with { Environment = new Dictionary<string, string> { ["cpu model: a=b"] = "Ядро #1!" } };
        var target = input.Targets[0] with { Run = new RecordedRun(header, [header, .. input.Targets[0].Run.Records.Skip(1)], null) };

        Snapshot.Matches("allure-environment", () => Text(Files(input with { Targets = [target] }).Single(file => file.Path.EndsWith(".properties", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_name_stays_text(int index)
    {
        var files = Files(MadeReports.Hostile(MadeReports.HostileNames[index]));

        files.Select(file => file.Path).ShouldBeUnique();
        foreach (var file in files)
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Content.Span);
            switch (Path.GetExtension(file.Path))
            {
                case ".json" when file.Path.EndsWith("-result.json", StringComparison.Ordinal):
                    using (var result = JsonDocument.Parse(text))
                    {
                        Harmless.Fragment(result.RootElement.GetProperty("descriptionHtml").GetString()!, file.Path);
                        result.RootElement.GetProperty("links").EnumerateArray().ShouldAllBe(link => link.GetProperty("url").GetString()!.StartsWith("http", StringComparison.Ordinal));
                    }

                    break;
                case ".json":
                    JsonDocument.Parse(text).Dispose();
                    break;
                case ".html":
                    Harmless.Page(text, file.Path);
                    break;
                case ".svg":
                    Harmless.Picture(text, file.Path);
                    break;
                case ".properties":
                    text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, file.Path);
                    break;
                default:
                    Path.GetExtension(file.Path).ShouldBe(".txt");
                    break;
            }
        }
    }

    [Fact]
    public void Every_attachment_that_a_result_names_is_there_and_none_is_orphaned()
    {
        var files = Files(MadeReports.Several());
        var named = Results(files).SelectMany(result => result.GetProperty("attachments").EnumerateArray()).Select(attachment => attachment.GetProperty("source").GetString()!).ToList();

        named.ShouldBeUnique();
        named.Order(StringComparer.Ordinal).ShouldBe(
            files.Select(file => Path.GetFileName(file.Path)).Where(name => name.Contains("-attachment.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_run_has_the_same_history_and_other_results()
    {
        var first = MadeReports.Leaky();
        var header = first.Targets[0].Run.Header with { RunId = "20261123-090000-cd34" };
        var second = first with { Targets = [first.Targets[0] with { Run = new RecordedRun(header, [header, .. first.Targets[0].Run.Records.Skip(1)], null) }] };

        Each(second, "historyId").ShouldBe(Each(first, "historyId"));
        Each(second, "testCaseId").ShouldBe(Each(first, "testCaseId"));
        Each(second, "uuid").Intersect(Each(first, "uuid"), StringComparer.Ordinal).ShouldBeEmpty();
        Each(first, "uuid").ShouldBe(Each(first, "uuid"));
    }

    [Fact]
    public void A_resource_that_leaks_with_another_is_found_under_its_cause()
    {
        var heap = Results(Files(MadeReports.Of(default, [MadeReports.Target(MadeVerdicts.OneLeak())]))).Single(result => result.GetProperty("fullName").GetString()!.EndsWith("/heap", StringComparison.Ordinal));

        heap.GetProperty("status").GetString().ShouldBe("failed");
        heap.GetProperty("statusDetails").GetProperty("message").GetString().ShouldEndWith(" [memory_leak]");
        heap.GetProperty("descriptionHtml").GetString()!.ShouldContain("Counted with the finding on memory (memory_leak)");
    }

    [Fact]
    public void A_heap_that_grows_with_every_leak_belongs_to_the_memory_leak_alone()
    {
        var verdict = MadeVerdicts.Leaky();
        var folded = verdict with { Findings = [.. verdict.Findings.Select(finding => finding with { Folded = [.. finding.Folded, new("heap", 100)] })] };
        var heap = Results(Files(MadeReports.Of(default, [MadeReports.Target(folded)]))).Single(result => result.GetProperty("fullName").GetString()!.EndsWith("/heap", StringComparison.Ordinal));

        heap.GetProperty("statusDetails").GetProperty("message").GetString()!.ShouldEndWith("; margin 1.00 KiB [memory_leak]");
    }

    [Fact]
    public void A_resource_that_leaks_with_a_known_leak_is_known_too()
    {
        var verdict = MadeVerdicts.OneLeak();
        var known = verdict with { Findings = [.. verdict.Findings.Select(finding => finding with { Ignored = "see https://example.org/issues/7." })] };
        var heap = Results(Files(MadeReports.Of(default, [MadeReports.Target(known)]))).Single(result => result.GetProperty("fullName").GetString()!.EndsWith("/heap", StringComparison.Ordinal));

        heap.GetProperty("status").GetString().ShouldBe("passed");
        heap.GetProperty("statusDetails").GetProperty("known").GetBoolean().ShouldBeTrue();
        heap.GetProperty("links")[0].GetProperty("url").GetString().ShouldBe("https://example.org/issues/7");
    }

    [Fact]
    public void A_resource_that_leaks_without_a_finding_is_among_the_other_leaks()
    {
        var verdict = MadeVerdicts.OneLeak() with { Findings = [], LeakTypes = [] };
        var result = Results(Files(MadeReports.Of(default, [MadeReports.Target(verdict)]))).Single(result => result.GetProperty("fullName").GetString()!.EndsWith("/heap", StringComparison.Ordinal));

        result.GetProperty("statusDetails").GetProperty("message").GetString().ShouldEndWith(" [leak]");
    }

    private static List<ReportFile> Files(ReportInput input) => [.. new AllureFormat().Write(input)];

    private static string Text(ReportFile file) => Encoding.UTF8.GetString(file.Content.Span);

    private static List<JsonElement> Results(IEnumerable<ReportFile> files) =>
        [.. files.Where(file => file.Path.EndsWith("-result.json", StringComparison.Ordinal)).Select(file => JsonDocument.Parse(file.Content).RootElement)];

    private static List<string> Each(ReportInput input, string key) => [.. Results(Files(input)).Select(result => result.GetProperty(key).GetString()!)];

    private static ReportInput Made(string run, Language language) => run switch
    {
        "leaky" => MadeReports.Leaky(language),
        "clean" => MadeReports.Clean(language),
        "inconclusive" => MadeReports.Inconclusive(language),
        _ => MadeReports.Failed(language),
    };
}
