using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LeakGate.Cli;
using LeakGate.Cli.Notifying;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;
using static LeakGate.EndToEnd.Notifications.ScriptedServer;

namespace LeakGate.EndToEnd.Notifications;

/// <summary><c>leakgate notify</c> over real sockets: what services get, and what becomes of answers of every kind.</summary>
public sealed class NotifyCommandTests : IDisposable
{
    private static readonly RetryPolicy Hurried = new(4, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leakgate-notify-");
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
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
    public async Task A_test_is_marked_arrives_and_is_shown_without_the_key_in_its_address()
    {
        await using var server = new ScriptedServer(Answer(200));
        Configure($"slack: {{ webhook: \"{server.Address}/services/SECRETPART\" }}");

        (await TestAsync()).ShouldBe(0, _error.ToString());

        var (method, path, body, _) = server.Requests.ShouldHaveSingleItem();
        (method, path).ShouldBe(("POST", "/services/SECRETPART"));
        body.ShouldContain("TEST: LeakGate reaches this channel");
        _output.ToString().ShouldContain(body);
        _output.ToString().ShouldContain("slack: sent");
        (_output.ToString() + _error).ShouldNotContain("SECRETPART");
    }

    [Fact]
    public async Task A_dry_run_sends_nothing()
    {
        await using var server = new ScriptedServer(Answer(200));
        Configure($"teams: {{ webhook: \"{server.Address}/SECRETPART\" }}");

        (await TestAsync(dryRun: true)).ShouldBe(0);

        server.Requests.ShouldBeEmpty();
        _output.ToString().ShouldContain("AdaptiveCard");
        _output.ToString().ShouldNotContain("SECRETPART");
    }

    [Fact]
    public async Task Two_errors_of_the_server_are_outlived()
    {
        await using var server = new ScriptedServer(Answer(500), Answer(503), Answer(200));
        Configure($"slack: {{ webhook: \"{server.Address}/x\" }}");

        (await TestAsync()).ShouldBe(0);

        server.Requests.Count.ShouldBe(3);
        _output.ToString().ShouldContain("slack: sent after 3 attempts");
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        await using var server = new ScriptedServer(Answer(429, "slow down", ("Retry-After", "1")), Answer(200));
        Configure($"slack: {{ webhook: \"{server.Address}/x\" }}");
        var began = TimeProvider.System.GetTimestamp();

        (await TestAsync()).ShouldBe(0);

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.95));
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_wait_longer_than_the_longest_pause_is_given_up_and_told()
    {
        await using var server = new ScriptedServer(Answer(429, "tomorrow", ("Retry-After", "86400")));
        Configure($"slack: {{ webhook: \"{server.Address}/x\" }}");

        (await TestAsync()).ShouldBe(5);

        server.Requests.Count.ShouldBe(1);
        _output.ToString().ShouldContain("slack: NOT sent: 127.0.0.1: status 429: tomorrow");
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again_and_what_it_repeats_of_the_secret_is_masked()
    {
        await using var server = new ScriptedServer(Answer(404, "no hook /services/SECRETPART here"));
        Configure($"slack: {{ webhook: \"{server.Address}/services/SECRETPART\" }}");

        (await TestAsync()).ShouldBe(5);

        server.Requests.Count.ShouldBe(1);
        _output.ToString().ShouldContain("status 404: no hook ••• here");
    }

    [Fact]
    public async Task A_slow_answer_within_the_time_out_is_waited_for()
    {
        await using var server = new ScriptedServer(After(TimeSpan.FromSeconds(0.6), Answer(200)));
        Configure($"slack: {{ webhook: \"{server.Address}/x\", timeout: 20s }}");

        (await TestAsync()).ShouldBe(0);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_answer_at_all_ends_by_the_time_out_and_holds_up_no_other_channel()
    {
        await using var silent = new ScriptedServer(Never);
        await using var server = new ScriptedServer(Answer(200));
        Configure($"slack: {{ webhook: \"{silent.Address}/x\", timeout: 300ms }}\n  teams: {{ webhook: \"{server.Address}/y\" }}");

        (await TestAsync()).ShouldBe(5);

        _output.ToString().ShouldContain("slack: NOT sent");
        _output.ToString().ShouldContain("teams: sent");
    }

    [Fact]
    public async Task A_redirect_is_followed_on_the_same_host_and_nowhere_else()
    {
        await using var other = new ScriptedServer(Answer(200));
        await using var server = new ScriptedServer(Answer(307, "", ("Location", "/there")), Answer(200), Answer(307, "", ("Location", other.Address + "/away")));
        Configure($"slack: {{ webhook: \"{server.Address}/x\" }}");

        (await TestAsync()).ShouldBe(0, _output.ToString() + _error);
        (await TestAsync()).ShouldBe(5);

        server.Requests.Select(request => request.Path).ShouldBe(["/x", "/there", "/x"]);
        other.Requests.ShouldBeEmpty();
        _output.ToString().ShouldContain("a redirect to another host, 127.0.0.1, is not followed");
    }

    [Fact]
    public async Task A_webhook_is_signed_over_its_body()
    {
        await using var server = new ScriptedServer(Answer(204, ""));
        Configure($"webhook: {{ url: \"{server.Address}/hook\", secret: SECRETPART }}");

        (await TestAsync()).ShouldBe(0);

        var (_, _, body, headers) = server.Requests.ShouldHaveSingleItem();
        headers["X-LeakGate-Signature-256"].ShouldBe("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("SECRETPART"), Encoding.UTF8.GetBytes(body))));
        JsonNode.Parse(body)!["occasions"]![0]!.GetValue<string>().ShouldBe("test");
    }

    [Fact]
    public async Task Telegram_gets_its_message_at_the_address_of_the_bot()
    {
        await using var server = new ScriptedServer(Answer(200, "{\"ok\":true}"));
        Configure($"telegram: {{ token: \"12345:SECRETPART\", chat: \"-100\", api_url: \"{server.Address}\" }}");

        (await TestAsync()).ShouldBe(0);

        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/bot12345:SECRETPART/sendMessage");
        _output.ToString().ShouldNotContain("SECRETPART");
    }

    [Theory]
    [InlineData("github", "repository: shop/api, pull_request: 7", "/repos/shop/api/issues/7/comments", "PATCH", "/repos/shop/api/issues/comments/42", "Authorization", "Bearer SECRETPART")]
    [InlineData("gitlab", "project: shop/api, merge_request: 7", "/projects/shop%2Fapi/merge_requests/7/notes", "PUT", "/projects/shop%2Fapi/merge_requests/7/notes/42", "PRIVATE-TOKEN", "SECRETPART")]
    public async Task A_comment_is_made_once_and_changed_from_then_on(string channel, string where, string list, string method, string one, string header, string value)
    {
        await using var server = new ScriptedServer(
            Answer(200, "[{\"id\":1,\"body\":\"hi\"}]"), Answer(201, "{}"),
            Answer(200, "[{\"id\":1,\"body\":\"hi\"},{\"id\":42,\"body\":\"<!-- leakgate:notification -->\\nold\"}]"), Answer(200, "{}"));
        Configure($"{channel}: {{ token: SECRETPART, {where}, api_url: \"{server.Address}\" }}");

        (await TestAsync()).ShouldBe(0, _output.ToString());
        (await TestAsync()).ShouldBe(0, _output.ToString());

        server.Requests.Select(request => $"{request.Method} {request.Path}").ShouldBe([$"GET {list}?per_page=100", $"POST {list}", $"GET {list}?per_page=100", $"{method} {one}"]);
        server.Requests.ShouldAllBe(request => request.Headers[header] == value);
    }

    [Fact]
    public async Task Outside_of_a_pull_request_there_is_nothing_to_do()
    {
        Configure("github: { token: SECRETPART }");

        (await TestAsync()).ShouldBe(0);
        _output.ToString().ShouldContain("github: nothing to do: no pull request here");
    }

    [Fact]
    public async Task The_variables_of_the_predecessor_alone_are_enough()
    {
        await using var server = new ScriptedServer(Answer(200));
        _variables["SLACK_WEBHOOK_URL"] = server.Address + "/SECRETPART";

        (await TestAsync()).ShouldBe(0, _error.ToString());
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Slack_says_no_in_an_answer_of_200_and_that_is_a_failure()
    {
        await using var server = new ScriptedServer(Answer(200, "{\"ok\":false,\"error\":\"channel_not_found\"}"));
        Configure($"slack: {{ token: SECRETPART, channel: C1, api_url: \"{server.Address}\" }}");

        (await TestAsync()).ShouldBe(5);
        _output.ToString().ShouldContain("chat.postMessage: channel_not_found");
    }

    private void Configure(string channels) => File.WriteAllText(Path.Combine(_folder.FullName, "leakgate.yml"), $"targets: {{ shop: {{ pid: 1 }} }}\nnotify:\n  {channels}\n");

    private Task<int> TestAsync(bool dryRun = false)
    {
        var host = new CliHost(_output, _error, _variables.GetValueOrDefault, _folder.FullName);
        return new NotifyVerb(host, new CliTexts(Language.English), TimeProvider.System, Hurried)
            .ExecuteAsync(new NotifyRequest { Test = true, DryRun = dryRun }, TestContext.Current.CancellationToken);
    }
}
