using System.Globalization;
using System.Text;
using LeakGate.EndToEnd.Notifications;
using LeakGate.EndToEnd.Targets;
using LeakGate.Tests.Docs;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;
using static LeakGate.EndToEnd.Notifications.ScriptedServer;

namespace LeakGate.EndToEnd.Docs;

/// <summary>The API guide: each example stands in it as it is compiled here, and does what the guide says of it.</summary>
public sealed class ApiGuideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Theory]
    [InlineData("docs/api.md")]
    [InlineData("docs/api.ru.md")]
    public void The_guide_shows_what_is_compiled_here(string page)
    {
        var source = File.ReadAllLines(Path.Combine(Repository.Root, "tests/LeakGate.EndToEnd/Docs/ApiGuide.cs"));
        string[] marks = [.. source.Select(line => line.Trim()).Where(line => line is ['/', '/', ' ', ..] && line.Length < 30)];
        var examples = marks.SkipLast(1).Zip(marks.Skip(1)).Select(pair => Between(source, pair.First, pair.Second));
        string[] usings = [string.Join('\n', source.TakeWhile(line => line.Length > 0))];

        MarkdownPage.At(page).Code.Where(block => block.Language == "csharp").Select(block => block.Text).ShouldBe(usings.Concat(examples));
    }

    [Fact]
    public async Task Monitor_shows_detailed_readings_of_a_process()
    {
        await ApiGuide.MonitorAsync(Environment.ProcessId, _output, Cancel);

        var lines = _output.ToString().Split('\n');
        lines.ShouldContain(line => line.StartsWith("anonymous_bytes: ", StringComparison.Ordinal) && double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) > 1e6);
        lines.ShouldContain(line => line.StartsWith("cpu_seconds: ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("threads: ", StringComparison.Ordinal) && line.Contains('×', StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("fds: ", StringComparison.Ordinal) && line.Contains('×', StringComparison.Ordinal));
    }

    [Fact]
    public void Detect_tells_leak_types_and_severity_of_a_run()
    {
        var run = RecordedNight.Write(_folder.Path);

        var verdict = ApiGuide.Detect(Path.Combine(run, "shop"), _output);

        _output.ToString().ShouldStartWith($"shop: {verdict.Verdict}, severity {verdict.Severity}: {string.Join(", ", verdict.LeakTypes)}");
    }

    [Fact]
    public void Detect_judges_a_recording()
    {
        var file = Path.Combine(_folder.Path, "soak.csv");
        var rows = new StringBuilder("elapsed_s,requests_total,rss_bytes\n");
        for (var i = 0; i < 600; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{i * 10},{i * 1000},{100_000_000 + (i * 5_000_000L) + (i * 7919L % 1000)}\n");
        }

        File.WriteAllText(file, rows.ToString());

        var verdict = ApiGuide.DetectInRecording(file);

        verdict.Verdict.ShouldBe(Outcome.Leak);
        verdict.LeakTypes.ShouldBe(["memory_leak"]);
    }

    [Fact]
    public void Detect_names_the_row_of_a_recording_that_can_not_be_read()
    {
        var file = Path.Combine(_folder.Path, "soak.csv");
        File.WriteAllText(file, "elapsed_s,rss_bytes\n0,100\n10,much\n");

        Should.Throw<FormatException>(() => ApiGuide.DetectInRecording(file)).Message.ShouldContain("much");
    }

    [Fact]
    public async Task Notify_sends_to_all_and_tells_what_became_of_each()
    {
        await using var slack = new ScriptedServer(Answer(200));
        await using var teams = new ScriptedServer(Answer(400, "no"));
        var run = RecordedNight.Write(_folder.Path);
        string? Variable(string name) => name switch
        {
            "SLACK_WEBHOOK_URL" => slack.Address + "/services/x",
            "TEAMS_WEBHOOK_URL" => teams.Address + "/workflows/y",
            _ => null,
        };

        var outcomes = await ApiGuide.NotifyAsync(Path.Combine(run, "shop"), Variable, Cancel);

        outcomes.Select(outcome => (outcome.Channel, outcome.State)).ShouldBe([("slack", "sent"), ("teams", "failed")]);
        slack.Requests.ShouldHaveSingleItem().Body.ShouldContain("shop");
        teams.Requests.Count.ShouldBe(1);
    }

    private static string Between(string[] source, string first, string second)
    {
        var from = Array.FindIndex(source, line => line.Trim() == first) + 1;
        var to = Array.FindIndex(source, line => line.Trim() == second);
        var lines = source[from..to].Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line).ToList();
        return string.Join('\n', lines[^1].Length == 0 ? lines[..^1] : lines);
    }
}
