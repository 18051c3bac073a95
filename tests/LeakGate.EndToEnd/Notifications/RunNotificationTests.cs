using System.Text.Json;
using System.Text.Json.Nodes;
using LeakGate.Cli;
using LeakGate.Cli.Notifying;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;
using static LeakGate.EndToEnd.Notifications.ScriptedServer;
using static LeakGate.Runs.VerdictDocument;

namespace LeakGate.EndToEnd.Notifications;

/// <summary><c>leakgate notify RUN</c>: what was not delivered is sent again, from the run's folder alone.</summary>
public sealed class RunNotificationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leakgate-notify-run-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_failed_channel_is_sent_again_and_the_delivered_one_is_left_alone()
    {
        await using var slack = new ScriptedServer(Answer(403, "no"), Answer(200));
        await using var teams = new ScriptedServer(Answer(200));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "leakgate.yml"),
            $"targets: {{ shop: {{ pid: 1 }} }}\nnotify:\n  slack: {{ webhook: \"{slack.Address}/SECRETPART\" }}\n  teams: {{ webhook: \"{teams.Address}/x\" }}\n",
            TestContext.Current.CancellationToken);
        Record();

        (await NotifyAsync()).ShouldBe(5, _output + _error.ToString());
        var kept = Kept();
        kept.ShouldNotContain("SECRETPART");
        States(kept).ShouldBe(["slack failed", "teams sent"]);

        (await NotifyAsync()).ShouldBe(0, _output + _error.ToString());
        States(Kept()).ShouldBe(["teams sent", "slack sent"]);
        (slack.Requests.Count, teams.Requests.Count).ShouldBe((2, 1));
        slack.Requests.Last().Body.ShouldContain("Leak in shop");
        _output.ToString().ShouldContain("teams: got this run already");

        (await NotifyAsync(again: true)).ShouldBe(0);
        (slack.Requests.Count, teams.Requests.Count).ShouldBe((3, 2));
    }

    private static IEnumerable<string> States(string kept) =>
        JsonNode.Parse(kept)!["channels"]!.AsArray().Select(channel => $"{channel!["channel"]} {channel["state"]}");

    private string Kept() => File.ReadAllText(Path.Combine(_folder.FullName, ".leakgate", "runs", "20261122-101402-ab12", "notifications.json"));

    private Task<int> NotifyAsync(bool again = false)
    {
        var host = new CliHost(_output, _error, _ => null, _folder.FullName);
        return new NotifyVerb(host, new CliTexts(Language.English), TimeProvider.System, new RetryPolicy(2, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1)))
            .ExecuteAsync(new NotifyRequest { Runs = ["20261122-101402-ab12"], Again = again }, TestContext.Current.CancellationToken);
    }

    /// <summary>A run folder with a header and a verdict, as a run leaves them.</summary>
    private void Record()
    {
        var folder = RunFolder.Create(Path.Combine(_folder.FullName, ".leakgate", "runs"), "20261122-101402-ab12", "shop");
        var started = new DateTimeOffset(2026, 11, 22, 10, 14, 2, TimeSpan.Zero);
        using (var writer = new RunWriter(folder))
        {
            writer.Write(new HeaderRecord
            {
                At = TimeSpan.Zero, RunId = "20261122-101402-ab12", Target = "shop", Started = started, Version = "0.1.0", Profile = "quick", Budget = TimeSpan.FromMinutes(2),
                Expect = "clean", Source = "pid 1", Requests = ["GET /"], Weights = [1], MostBlocks = 12, Environment = new Dictionary<string, string>(), Branch = "main",
            });
        }

        VerdictDocument verdict = new()
        {
            LeakTypes = ["memory_leak"], Severity = "high", MemoryGrowthMb = 128, ConnectionGrowth = 0, FilesGrowth = 0, Trend = "increasing", RunId = "20261122-101402-ab12",
            Target = "shop", Verdict = Outcome.Leak, Started = started, DurationSeconds = 71, Requests = 48_000, RequestsFailed = 0, Profile = "quick", Expect = "clean", Remarks = [],
            Resources =
            [
                new ResourceEntry
                {
                    Resource = "memory", Column = "anonymous_bytes", Verdict = Outcome.Leak, PerRequest = new(3717, 3441, 3983, "bytes"), Margin = 1024, Evidence = 10_806, Blocks = 9,
                    Growth = 134_217_728,
                },
            ],
            Findings =
            [
                new FindingEntry
                {
                    Type = "memory_leak", Where = "managed heap", Resource = "memory", Fingerprint = "1:7f3a", Severity = "high", Summary = "", PerMixRequest = new(3717, 3441, 3983, "bytes"),
                    Requests = [], Folded = [], Evidence = [], Advice = "docs/leaks/unbounded-cache.md",
                },
            ],
        };
        File.WriteAllBytes(folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented));
    }
}
