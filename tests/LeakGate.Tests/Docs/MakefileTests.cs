using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Docs;

/// <summary>The Makefile is the index of everything: each target that was promised is there, says what it does, and only that.</summary>
public sealed partial class MakefileTests
{
    private static readonly string[] Ours = ["test", "test-unit", "lint", "security-scan", "validate-ci", "bench", "docs", "clean", "clean-all"];

    private static readonly string[] ForUsers =
    [
        "help", "install", "check-requirements", "build", "test-quick", "test-full", "test-performance", "test-one", "run-tests", "demo", "quick-demo", "full-demo",
        "monitor", "live-monitor", "report", "report-generate", "allure-report", "db-shell", "redis-shell", "info",
    ];

    /// <summary>Those of the compose stack, which come with it.</summary>
    private static readonly string[] OfTheStack =
        ["up", "down", "restart", "status", "logs", "logs-leak", "logs-no-leak", "grafana-dashboard", "open-grafana", "open-prometheus"];

    private static string Makefile { get; } = File.ReadAllText(Path.Combine(MarkdownPage.Root, "Makefile"));

    [Fact]
    public void Every_target_that_was_promised_is_there_with_its_help()
    {
        var promised = Ours.Concat(ForUsers).Concat(Directory.Exists(Path.Combine(MarkdownPage.Root, "deploy")) ? OfTheStack : []);

        promised.Except(Helped().Keys).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_of_the_name_of_a_target_can_hide_it()
    {
        var phony = PhonyLine().Matches(Makefile).SelectMany(match => match.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Helped().Keys.Except(phony).ShouldBeEmpty();
    }

    [Fact]
    public void It_stays_an_index_and_what_is_done_stands_in_scripts()
    {
        var recipes = RecipeLine().Matches(Makefile).Select(match => match.Value.Trim()).ToList();

        recipes.ShouldNotBeEmpty();
        recipes.Where(line => line.Contains("; then", StringComparison.Ordinal) || line.Contains("for ", StringComparison.Ordinal)).ShouldBeEmpty();
        ScriptName().Matches(Makefile).Select(match => match.Value).Distinct()
            .Where(script => !File.Exists(Path.Combine(MarkdownPage.Root, script))).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Helped() => HelpLine().Matches(Makefile)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["help"].Value, StringComparer.Ordinal);

    [GeneratedRegex("^(?<name>[a-z-]+):[^#\n]*## (?<help>.+)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^\.PHONY:(?<names>.*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex PhonyLine();

    [GeneratedRegex("^\t.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex RecipeLine();

    [GeneratedRegex(@"scripts/[a-z/-]+\.sh", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptName();
}
