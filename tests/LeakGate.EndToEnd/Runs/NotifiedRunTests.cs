using System.Text.Json.Nodes;
using LeakGate.EndToEnd.Notifications;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;
using static LeakGate.EndToEnd.Notifications.ScriptedServer;

namespace LeakGate.EndToEnd.Runs;

/// <summary>A real run tells its channels once its verdict stands; what becomes of them changes nothing of it.</summary>
[Collection<BusyRuns>]
public sealed class NotifiedRunTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = new(StringComparer.Ordinal);
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 5)]
    public async Task A_channel_that_fails_is_told_and_changes_the_exit_code_only_where_that_is_asked_for(bool required, int code)
    {
        await using var slack = new ScriptedServer(Answer(200));
        await using var teams = new ScriptedServer(Answer(403, "workflow SECRETPART is off"));
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(
            SmallServer.Command(url), url, Channels($"slack: {{ webhook: \"{slack.Address}/SECRETPART\", on: always }}", $"teams: {{ webhook: \"{teams.Address}/SECRETPART\", on: always }}"));

        var end = await LeakGateProcess.RunAsync(_workspace.Path, ["run", "--budget", "10s", "--fail-on", "never", .. required ? ["--require-notify"] : Array.Empty<string>()]);

        end.Code.ShouldBe(code, end.ToString());
        _workspace.Verdict().Verdict.ShouldBeOneOf(Outcome.Clean, Outcome.Inconclusive);
        slack.Requests.ShouldHaveSingleItem().Body.ShouldContain("LeakGate");
        end.Error.ShouldContain("leakgate: slack: sent");
        end.Error.ShouldContain("leakgate: teams: NOT sent: 127.0.0.1: status 403");
        Channels().ShouldBe(["slack sent", "teams failed"]);
        (end + Kept()).ShouldNotContain("SECRETPART");
        end.Error.IndexOf("slack: sent", StringComparison.Ordinal).ShouldBeGreaterThan(end.Error.IndexOf("stop", StringComparison.Ordinal), "the verdict comes first");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_target_that_fails_is_told_and_its_exit_code_stands_over_that_of_a_channel(bool required)
    {
        await using var slack = new ScriptedServer(Answer(200));
        await using var teams = new ScriptedServer(Answer(403, "no"));
        _workspace.ConfigureCommand(["false"], Workspace.FreeUrl(), Channels($"slack: {{ webhook: \"{slack.Address}/x\" }}", $"teams: {{ webhook: \"{teams.Address}/x\" }}"));

        var end = await LeakGateProcess.RunAsync(_workspace.Path, ["run", .. required ? ["--require-notify"] : Array.Empty<string>()]);

        end.Code.ShouldBe(4, end.ToString());
        slack.Requests.ShouldHaveSingleItem().Body.ShouldContain("it failed");
        Channels().ShouldBe(["slack sent", "teams failed"]);
        JsonNode.Parse(Kept())!["channels"]![0]!["told"]![0]!["occasion"]!.GetValue<string>().ShouldBe("failed");
    }

    [Fact]
    public async Task The_second_run_tells_nothing_that_the_first_one_told()
    {
        await using var slack = new ScriptedServer(Answer(200));
        Dictionary<string, string> variables = new(NoVariables) { ["SLACK_WEBHOOK_URL"] = slack.Address + "/x" };
        _workspace.ConfigureCommand(["false"], Workspace.FreeUrl());

        (await LeakGateProcess.RunAsync(_workspace.Path, variables, "run")).Code.ShouldBe(4);
        var second = await LeakGateProcess.RunAsync(_workspace.Path, variables, "run");

        slack.Requests.Count.ShouldBe(1);
        second.Error.ShouldContain("slack: nothing new; 1 known counted");
    }

    /// <summary>Stands behind the target, which is one level deeper.</summary>
    private static string Channels(params string[] channels) => "\nnotify:\n" + string.Join('\n', channels.Select(channel => "  " + channel));

    private IEnumerable<string> Channels() => JsonNode.Parse(Kept())!["channels"]!.AsArray().Select(channel => $"{channel!["channel"]} {channel["state"]}");

    private string Kept() => File.ReadAllText(Path.Combine(Path.GetDirectoryName(_workspace.Folder().Path)!, "notifications.json"));
}
