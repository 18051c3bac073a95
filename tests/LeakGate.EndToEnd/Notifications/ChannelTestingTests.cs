using System.Globalization;
using System.Text.RegularExpressions;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;
using static LeakGate.EndToEnd.Notifications.ScriptedServer;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>A test of one channel as a server asks for it; and what mail servers of every kind make of one.</summary>
public sealed partial class ChannelTestingTests
{
    private static readonly RetryPolicy Hurried = new(4, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5));
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    [Fact]
    public async Task The_channel_of_a_name_is_sent_a_marked_test_and_what_went_out_is_given_back_masked()
    {
        await using var slack = new ScriptedServer(Answer(200));
        await using var teams = new ScriptedServer(Answer(404, "no /SECRETPART here"));
        _variables["SLACK_WEBHOOK_URL"] = slack.Address + "/SECRETPART";
        _variables["TEAMS_WEBHOOK_URL"] = teams.Address + "/SECRETPART";

        var sent = (await SendAsync("slack")).ShouldNotBeNull();
        var refused = (await SendAsync("teams")).ShouldNotBeNull();

        (sent.Outcome.State, sent.Outcome.Attempts, sent.Payload!.Where).ShouldBe(("sent", 1, $"POST {slack.Address}/•••"));
        sent.Payload.Text.ShouldBe(slack.Requests.ShouldHaveSingleItem().Body);
        sent.Payload.Text.ShouldContain("TEST: LeakGate reaches this channel");
        (refused.Outcome.State, refused.Outcome.Detail).ShouldBe(("failed", "127.0.0.1: status 404: no ••• here"));
        (await SendAsync("email")).ShouldBeNull();
        foreach (var tested in new[] { sent, refused })
        {
            (tested.ToString() + tested.Payload).ShouldNotContain("SECRETPART");
        }
    }

    [Fact]
    public async Task A_channel_that_has_nothing_to_do_here_is_absent()
    {
        using var testing = Testing();
        var tested = await testing.SendAsync(new NotifyPlan("github", new Dictionary<string, IReadOnlyList<Secret>>()), _cancel);

        (tested.Outcome.State, tested.Payload).ShouldBe(("absent", null));
    }

    [Fact]
    public async Task The_variables_of_the_predecessor_alone_reach_slack_teams_and_mail()
    {
        await using var server = new ScriptedServer(Answer(200));
        await using var mail = Mail();
        _variables["SLACK_WEBHOOK_URL"] = server.Address + "/slack";
        _variables["TEAMS_WEBHOOK_URL"] = server.Address + "/teams";

        foreach (var channel in new[] { "slack", "teams", "email" })
        {
            (await SendAsync(channel)).ShouldNotBeNull().Outcome.State.ShouldBe("sent", channel);
        }

        server.Requests.Select(request => request.Path).ShouldBe(["/slack", "/teams"]);
        mail.Said.ShouldContain("MAIL FROM:<robot@example.com>");
        mail.Said.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(["RCPT TO:<team@example.com>", "RCPT TO:<lead@example.com>"]);
        mail.Said.ShouldContain("AUTH PLAIN " + Convert.ToBase64String("\0robot@example.com\0SECRETPART"u8));
        mail.Said.ShouldContain("Subject: [LeakGate] TEST: LeakGate reaches this channel");
    }

    [Fact]
    public async Task The_rest_of_the_predecessors_variables_log_in_and_send_as_they_say()
    {
        await using var mail = Mail();
        _variables["SMTP_USERNAME"] = "other";
        _variables["SMTP_PASSWORD"] = "q";
        _variables["SMTP_FROM"] = "leaks@example.com";

        (await SendAsync("email")).ShouldNotBeNull().Outcome.State.ShouldBe("sent");

        mail.Said.ShouldContain("MAIL FROM:<leaks@example.com>");
        mail.Said.ShouldContain("AUTH PLAIN " + Convert.ToBase64String("\0other\0q"u8));
    }

    [Theory]
    [InlineData("454 4.7.0 Temporary authentication failure")]
    [InlineData("421 4.3.0 too many log-ins, come back")]
    public async Task A_log_in_that_the_server_puts_off_is_tried_again(string answer)
    {
        await using var mail = Mail(logIns: [answer, answer, ScriptedMail.Welcome]);

        var tested = (await SendAsync("email")).ShouldNotBeNull();

        (tested.Outcome.State, tested.Outcome.Attempts, mail.Count("AUTH")).ShouldBe(("sent", 3, 3), tested.Outcome.Detail);
    }

    [Theory]
    [InlineData("535 5.7.8 Authentication credentials invalid")]
    [InlineData("534 5.7.9 Application-specific password required")]
    [InlineData("550 5.7.1 not you")]
    public async Task A_log_in_that_is_refused_is_not_tried_again_lest_the_account_is_locked(string answer)
    {
        await using var mail = Mail(logIns: [answer]);

        var tested = (await SendAsync("email")).ShouldNotBeNull();

        (tested.Outcome.State, tested.Outcome.Attempts, mail.Count("AUTH")).ShouldBe(("failed", 1, 1), tested.Outcome.Detail);
        tested.Outcome.Detail!.ShouldContain("the log-in was refused");

        // 534 says that this way of logging in is too weak: the others are tried, and the answer is not kept.
        tested.Outcome.Detail!.ShouldContain(answer.StartsWith("534", StringComparison.Ordinal) ? "Authentication failed" : answer[..3]);
        tested.Outcome.Detail!.ShouldNotContain("SECRETPART");
    }

    [Theory]
    [InlineData("451 4.7.1 greylisted, try later", "sent", 2)]
    [InlineData("550 5.1.1 no such user", "failed", 1)]
    public async Task A_recipient_that_is_put_off_is_tried_again_and_one_that_is_refused_is_not(string answer, string state, int attempts)
    {
        await using var mail = Mail(recipients: [answer, "250 ok"]);
        _variables["EMAIL_TO"] = "team@example.com";

        var tested = (await SendAsync("email")).ShouldNotBeNull();

        (tested.Outcome.State, tested.Outcome.Attempts).ShouldBe((state, attempts), tested.Outcome.Detail);
    }

    [Fact]
    public async Task Every_channel_marks_its_test()
    {
        using var testing = Testing();
        foreach (var channel in KnownNames.Channels)
        {
            var plan = LeakGate.Tests.Reports.Channels.MadeMessages.Plan(channel);
            var payload = testing.Preview(plan).Payload!;
            Escape().Replace(payload.Text, "").ShouldContain("TEST: LeakGate reaches this channel", Case.Sensitive, channel);
            (payload.Where + payload.Text).ShouldNotContain("SECRETPART", Case.Sensitive, channel);
        }
    }

    private ScriptedMail Mail(IReadOnlyList<string>? logIns = null, IReadOnlyList<string>? recipients = null)
    {
        var mail = new ScriptedMail { LogIns = logIns ?? [ScriptedMail.Welcome], Recipients = recipients ?? ["250 2.1.5 ok"] };
        _variables["EMAIL_TO"] = "team@example.com, lead@example.com";
        _variables["EMAIL_USERNAME"] = "robot@example.com";
        _variables["EMAIL_PASSWORD"] = "SECRETPART";
        _variables["SMTP_SERVER"] = "127.0.0.1";
        _variables["SMTP_PORT"] = mail.Port.ToString(CultureInfo.InvariantCulture);
        _variables["SMTP_USE_TLS"] = "false";
        return mail;
    }

    private ChannelTesting Testing() => new(Language.English, "0.1.0", _variables.GetValueOrDefault, TimeProvider.System, Hurried);

    private async Task<ChannelTested?> SendAsync(string channel)
    {
        using var testing = Testing();
        List<string> warnings = [];
        var channels = EnvironmentChannels.Or(null, _variables.GetValueOrDefault, Language.English, warnings.Add);
        warnings.ShouldBeEmpty();
        return await testing.SendAsync(channels, channel, _cancel);
    }

    [GeneratedRegex("<!---->")]
    private static partial Regex Escape();
}
