using System.Text.Json;
using System.Text.Json.Nodes;
using LeakGate.Cli;
using LeakGate.Cli.Notifying;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs;
using LeakGate.Runs.Notices;
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

    [Fact]
    public async Task A_bot_puts_the_chart_into_the_thread_of_its_message()
    {
        const string place = "{\"ok\":true,\"file_id\":\"F1\",\"upload_url\":\"ADDRESS/upload/F1\"}";
        await using var slack = new ScriptedServer(
            Answer(200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1700000000.000100\"}"), (context, cancel) => Answer(200, place.Replace("ADDRESS", $"http://{context.Request.Host}", StringComparison.Ordinal))(context, cancel),
            Answer(200, "OK - 4"), Answer(200, "{\"ok\":true}"));
        ConfigureBot(slack);
        RecordedNight.Write(_folder.FullName);

        (await NotifyAsync()).ShouldBe(0, _output + _error.ToString());

        var requests = slack.Requests.ToList();
        requests.Select(request => $"{request.Method} {request.Path}").ShouldBe(
            ["POST /chat.postMessage", "POST /files.getUploadURLExternal", "POST /upload/F1", "POST /files.completeUploadExternal"]);
        requests.Where(request => !request.Path.StartsWith("/upload", StringComparison.Ordinal)).ShouldAllBe(request => request.Headers["Authorization"] == "Bearer xoxb-SECRETPART");
        requests[2].Headers["Authorization"].ShouldBeNull("the address is the key, and may be another server's");
        requests[1].Body.ShouldBe($"filename=leakgate.png&length={requests[2].Headers["Content-Length"]}");
        requests[2].Body.ShouldStartWith("\ufffdPNG\r\n");
        var complete = JsonNode.Parse(requests[3].Body)!;
        (complete["channel_id"]!.GetValue<string>(), complete["thread_ts"]!.GetValue<string>(), complete["files"]![0]!["id"]!.GetValue<string>()).ShouldBe(("C1", "1700000000.000100", "F1"));
        complete["files"]![0]!["title"]!.GetValue<string>().ShouldStartWith("shop: ");
        (_output.ToString() + _error + Kept()).ShouldNotContain("SECRETPART");
    }

    [Fact]
    public async Task A_picture_that_is_refused_is_told_and_the_message_counts_as_sent()
    {
        await using var slack = new ScriptedServer(Answer(200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1\"}"), Answer(200, "{\"ok\":false,\"error\":\"missing_scope\"}"));
        ConfigureBot(slack);
        RecordedNight.Write(_folder.FullName);

        (await NotifyAsync()).ShouldBe(0, _output + _error.ToString());

        _output.ToString().ShouldContain("slack: sent: the chart could not be added: files.getUploadURLExternal: missing_scope");
    }

    [Fact]
    public async Task A_memory_that_cannot_be_read_or_written_is_told_and_keeps_no_message_back()
    {
        await using var slack = new ScriptedServer(Answer(200));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "leakgate.yml"), $"targets: {{ shop: {{ pid: 1 }} }}\nhistory: \"Host=127.0.0.1;Port=1;Timeout=1\"\nnotify:\n  slack: {{ webhook: \"{slack.Address}/x\" }}\n",
            TestContext.Current.CancellationToken);
        Record();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".leakgate", "notices.json"), "{ no list", TestContext.Current.CancellationToken);

        (await NotifyAsync()).ShouldBe(0, _output + _error.ToString());

        slack.Requests.Count.ShouldBe(1);
        _error.ToString().ShouldContain("what was told is remembered beside the runs");
        _error.ToString().ShouldContain("what was told before is not known");
        _error.ToString().ShouldContain("what was told is not remembered");
    }

    [Fact]
    public async Task Beside_the_runs_too_it_is_forgotten_what_is_old_or_too_much()
    {
        var cancel = TestContext.Current.CancellationToken;
        var now = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var memory = new NoticeFile(Path.Combine(_folder.FullName, "notices.json"));
        Notice Of(int number, DateTimeOffset seen) => new() { Channel = "slack", Branch = "main", Target = "shop", Key = FormattableString.Invariant($"1:{number}"), Occasion = "leak", Seen = seen };
        await memory.KeepAsync([.. Enumerable.Range(0, NoticeRetention.Most + 10).Select(number => Of(number, now.AddSeconds(number)))], now.AddDays(1), cancel);
        (await memory.OfBranchAsync("main", cancel)).Count.ShouldBe(NoticeRetention.Most);

        await memory.KeepAsync([Of(-1, now.AddDays(366))], now.AddDays(366), cancel);
        (await memory.OfBranchAsync("main", cancel)).ShouldHaveSingleItem().Key.ShouldBe("1:-1");
    }

    private static IEnumerable<string> States(string kept) =>
        JsonNode.Parse(kept)!["channels"]!.AsArray().Select(channel => $"{channel!["channel"]} {channel["state"]}");

    private string Kept() => File.ReadAllText(Path.Combine(_folder.FullName, ".leakgate", "runs", "20261122-101402-ab12", "notifications.json"));

    private void ConfigureBot(ScriptedServer slack) => File.WriteAllText(
        Path.Combine(_folder.FullName, "leakgate.yml"),
        $"targets: {{ shop: {{ pid: 1 }} }}\nnotify:\n  slack: {{ token: xoxb-SECRETPART, channel: \"#leaks\", api_url: \"{slack.Address}\" }}\n");

    private Task<int> NotifyAsync(bool again = false)
    {
        var host = new CliHost(_output, _error, name => name == "PATH" ? Environment.GetEnvironmentVariable("PATH") : null, _folder.FullName);
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
                At = TimeSpan.Zero,
                RunId = "20261122-101402-ab12",
                Target = "shop",
                Started = started,
                Version = "0.1.0",
                Profile = "quick",
                Budget = TimeSpan.FromMinutes(2),
                Expect = "clean",
                Source = "pid 1",
                Requests = ["GET /"],
                Weights = [1],
                MostBlocks = 12,
                Environment = new Dictionary<string, string>(),
                Branch = "main",
            });
        }

        VerdictDocument verdict = new()
        {
            LeakTypes = ["memory_leak"],
            Severity = "high",
            MemoryGrowthMb = 128,
            ConnectionGrowth = 0,
            FilesGrowth = 0,
            Trend = "increasing",
            RunId = "20261122-101402-ab12",
            Target = "shop",
            Verdict = Outcome.Leak,
            Started = started,
            DurationSeconds = 71,
            Requests = 48_000,
            RequestsFailed = 0,
            Profile = "quick",
            Expect = "clean",
            Remarks = [],
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
