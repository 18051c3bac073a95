using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Samples;
using LeakGate.Tests.Configuration;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The documentation is true of the code: links, examples, names and twins.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> ConfigurationPages => ["docs/configuration.md", "docs/configuration.ru.md"];

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken = from page in MarkdownPage.All()
                     from link in page.RelativeLinks
                     where !Leads(page, link)
                     select $"{page}: {link}";

        broken.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ConfigurationPages))]
    public void Every_whole_file_in_the_reference_loads_without_an_error_or_a_warning(string path)
    {
        var files = MarkdownPage.At(path).Code.Where(block => block.Mark == ConfigurationLoader.DefaultFileName).ToList();

        files.Count.ShouldBeGreaterThanOrEqualTo(2);
        files.ForEach(file => Yaml.Plan(file.Text).Warnings.ShouldBeEmpty());
    }

    [Fact]
    public void Every_whole_file_on_the_other_pages_loads_too()
    {
        var files = MarkdownPage.All().SelectMany(page => page.Code).Where(block => block.Mark == ConfigurationLoader.DefaultFileName).ToList();

        files.Count.ShouldBeGreaterThanOrEqualTo(8);
        files.ForEach(file => Yaml.Plan(file.Text).Warnings.ShouldBeEmpty());
    }

    [Theory]
    [MemberData(nameof(ConfigurationPages))]
    public void The_reference_names_every_key_that_a_configuration_may_hold(string path)
    {
        var text = MarkdownPage.At(path).Text;
        string[] known =
        [
            .. KnownNames.Root, .. KnownNames.Target, .. KnownNames.Health, .. KnownNames.Probes, .. KnownNames.Expectations,
            .. KnownNames.Service, .. KnownNames.Load, .. KnownNames.Request, .. KnownNames.Gate, .. KnownNames.Thresholds,
            .. KnownNames.Ignore, .. KnownNames.Reports, .. KnownNames.Channels, .. ProfilePlan.Defaults.Select(profile => profile.Name),
            .. BuiltInService.All.SelectMany(service => service.References).Select(name => $"${{{name}}}"),
        ];

        known.Where(name => !Names(text, name)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ConfigurationPages))]
    public void The_reference_names_every_key_of_the_verdict_document(string path)
    {
        var text = MarkdownPage.At(path).Text;
        Type[] parts =
        [
            typeof(VerdictDocument), typeof(VerdictDocument.ResourceEntry), typeof(VerdictDocument.FindingEntry),
            typeof(VerdictDocument.RequestEntry), typeof(VerdictDocument.FoldedEntry), typeof(VerdictDocument.EvidenceEntry),
            typeof(VerdictDocument.ExhaustionEntry), typeof(VerdictDocument.Amount), typeof(VerdictDocument.CheckEntry),
        ];
        var keys = parts.SelectMany(part => part.GetProperties()).Select(key => RunJson.Line.PropertyNamingPolicy!.ConvertName(key.Name));

        keys.Concat(CheckCodes.All).Where(key => !Names(text, key)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_leak_has_its_page_in_both_languages()
    {
        var english = MarkdownPage.At("docs/leaks/README.md");
        var russian = MarkdownPage.At("docs/leaks/README.ru.md");
        foreach (var resource in Resource.All)
        {
            var advice = FindingBuilder.AdviceOf(resource);
            File.Exists(Path.Combine(MarkdownPage.Root, advice)).ShouldBeTrue(advice);
            english.RelativeLinks.ShouldContain(Path.GetFileName(advice));
            russian.RelativeLinks.ShouldContain(Path.GetFileName(Twin(advice)));
            english.Text.ShouldContain($"`{resource.LeakType}`");
        }
    }

    [Fact]
    public void Every_page_but_decisions_and_measurements_has_a_russian_twin_with_the_same_code()
    {
        var pages = MarkdownPage.All().Where(page => page.Path.StartsWith("docs/", StringComparison.Ordinal)
            && !page.Path.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && !page.Path.StartsWith("docs/measurements/", StringComparison.Ordinal)
            && !page.Path.EndsWith(".ru.md", StringComparison.Ordinal)).ToList();

        pages.Count.ShouldBeGreaterThanOrEqualTo(11);
        foreach (var page in pages)
        {
            var twin = MarkdownPage.At(Twin(page.Path));
            CodeOf(twin).ShouldBe(CodeOf(page), page.Path);
        }
    }

    [Fact]
    public void The_two_readmes_show_the_same_commands()
    {
        var readmes = MarkdownPage.All().Where(page => page.Path is "README.md" or "README.ru.md").Select(page => page.Commands).ToList();

        readmes.Count.ShouldNotBe(1);
        if (readmes.Count == 2)
        {
            readmes[1].ShouldBe(readmes[0]);
        }
    }

    [Fact]
    public void Both_changelogs_tell_as_many_things_about_the_same_names()
    {
        var lines = new[] { "CHANGELOG.md", "CHANGELOG.ru.md" }.Select(path => MarkdownPage.At(path).Text.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList()).ToList();

        lines[1].Count.ShouldBe(lines[0].Count);
        lines[0].Zip(lines[1]).Where(pair => NamesOf(pair.First) != NamesOf(pair.Second)).ShouldBeEmpty();
    }

    /// <summary>What stands in code on a line, in any order: sentences differ, names do not.</summary>
    private static string NamesOf(string line) =>
        string.Join(' ', line.Split('`').Where((_, at) => at % 2 == 1).Select(name => name.Replace(".ru.md", ".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static bool Leads(MarkdownPage page, string link)
    {
        var parts = link.Split('#', 2);
        var folder = Path.GetDirectoryName(page.Path) ?? "";
        var target = parts[0].Length == 0
            ? page.Path
            : Path.GetRelativePath(MarkdownPage.Root, Path.GetFullPath(Path.Combine(MarkdownPage.Root, folder, parts[0])));
        var path = Path.Combine(MarkdownPage.Root, target);
        return parts.Length == 1
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && MarkdownPage.At(target).Anchors.Contains(parts[1], StringComparer.Ordinal);
    }

    /// <summary>A name counts when it stands in code: alone, beside a dot or within braces.</summary>
    private static bool Names(string text, string name) =>
        new[] { $"`{name}`", $"`{name}.", $".{name}`", $"`{name}[]`", $" {name},", $" {name} }}" }.Any(form => text.Contains(form, StringComparison.Ordinal));

    /// <summary>Pictures have words of their own language in them.</summary>
    private static IEnumerable<string> CodeOf(MarkdownPage page) =>
        page.Code.Where(block => block.Language != "mermaid").Select(block => $"{block.Language}\n{block.Text}");

    private static string Twin(string path) => path[..^".md".Length] + ".ru.md";
}
