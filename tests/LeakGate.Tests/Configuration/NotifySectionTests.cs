using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

/// <summary><c>notify:</c> and the predecessor's variables.</summary>
public sealed class NotifySectionTests
{
    private const string Rest = "targets: { shop: { pid: 1 } }\n";
    private readonly List<string> _warnings = [];

    [Fact]
    public void Every_channel_is_read_with_its_rules()
    {
        var channels = Yaml.Plan(Rest + """
            notify:
              slack: { token: "${TOKEN}", channel: C0123456789 }
              teams: { webhook: "${HOOK}", on: always, severity: high, targets: shop, branches: [main, "release/*"], window: 1d, timeout: 5s, lang: ru, report_url: "https://ci.example.com/{run_id}" }
              email: { to: [a@example.com, b@example.com], username: ci@gmail.com, password: "${TOKEN}" }
              telegram: { token: "${TOKEN}", chat: "-100" }
              webhook: { url: "${HOOK}", secret: "${TOKEN}" }
              github: {}
              gitlab: { merge_request: 7 }
            """).Notify!;

        channels.Select(channel => channel.Channel).ShouldBe(KnownNames.Channels);
        var teams = channels[1];
        (teams.Rules.Severity, teams.Rules.Window).ShouldBe(("high", TimeSpan.FromDays(1)));
        string.Join(';', [.. teams.Rules.On, .. teams.Rules.Targets, .. teams.Rules.Branches]).ShouldBe("always;shop;main;release/*");
        (teams.Timeout, teams.Language, teams.ReportUrl).ShouldBe((TimeSpan.FromSeconds(5), Language.Russian, "https://ci.example.com/{run_id}"));
        channels[2].Settings["to"].Select(address => address.Reveal()).ShouldBe(["a@example.com", "b@example.com"]);
        channels[5].Rules.On.ShouldBe(["always"]);
        channels[0].Rules.On.ShouldBe(NotifyRules.DefaultOccasions);
    }

    [Theory]
    [InlineData("slack: {}", "`slack` needs `webhook`")]
    [InlineData("slack: { token: x }", "`slack`: `token` needs `channel`")]
    [InlineData("teams: {}", "`teams` needs `webhook`")]
    [InlineData("teams: { webhook: nowhere }", "`webhook` is not an address of a web server")]
    [InlineData("email: { server: mail.example.com, from: a@example.com }", "`email` needs `to`")]
    [InlineData("email: { to: a@example.com, from: ci@example.com }", "`email` needs `server`: that of example.com is not known")]
    [InlineData("email: { to: a@example.com, server: mail.example.com }", "`email` needs `from`")]
    [InlineData("email: { to: a@example.com, from: ci@gmail.com, password: x }", "`email`: `password` needs `username`")]
    [InlineData("email: { to: \"a@example.com, b@example.com\", from: ci@gmail.com }", "`to` holds something that is no mail address")]
    [InlineData("email: { to: \"a@example.com\\r\\nBcc: b@example.com\", from: ci@gmail.com }", "`to` holds something that is no mail address")]
    [InlineData("telegram: { chat: x }", "`telegram` needs `token`")]
    [InlineData("webhook: { secret: x }", "`webhook` needs `url`")]
    [InlineData("github: { on: [leek] }", "`on` knows no `leek`")]
    [InlineData("github: { targets: [shpo] }", "`targets` knows no `shpo`")]
    [InlineData("github: { severity: huge }", "`severity` knows no `huge`")]
    [InlineData("github: { tokn: x }", "unknown key `tokn` in `github`")]
    [InlineData("gitlab: { merge_request: x }", "`merge_request`: `x` is not a whole number")]
    public void What_is_wrong_is_told_where_it_stands(string channel, string problem)
    {
        var error = Yaml.Errors(Rest + $"notify:\n  {channel}\n").ShouldHaveSingleItem();

        error.Problem.ShouldStartWith(problem);
        error.Line.ShouldBe(3);
    }

    [Fact]
    public void An_address_that_is_wrong_is_not_repeated() =>
        Yaml.Errors(Rest + "notify: { slack: { webhook: hooks.example.com/SECRETPART } }").Select(error => error.ToString()).ShouldAllBe(error => !error.Contains("SECRETPART"));

    [Fact]
    public void Without_the_section_the_variables_alone_name_the_channels()
    {
        Yaml.Plan(Rest).Notify.ShouldBeNull();
        var channels = Or(
            null, ("SLACK_WEBHOOK_URL", "https://hooks.example.com/a"), ("TEAMS_WEBHOOK_URL", "https://hooks.example.com/b"), ("EMAIL_TO", "a@example.com, b@example.com"),
            ("EMAIL_USERNAME", "ci@gmail.com"), ("EMAIL_PASSWORD", "p"));

        channels.Select(channel => channel.Channel).ShouldBe(["slack", "teams", "email"]);
        channels[2].Settings["to"].Count.ShouldBe(2);
        channels[2].Setting("server").ShouldBeNull("smtp.gmail.com:587 is known");
        channels[2].Setting("username")!.Reveal().ShouldBe("ci@gmail.com");
        _warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_variables_of_a_server_stand_over_what_is_guessed()
    {
        var mail = Or(
            null, ("EMAIL_TO", "a@example.com"), ("EMAIL_USERNAME", "ci@gmail.com"), ("EMAIL_PASSWORD", "p"), ("SMTP_SERVER", "mail.example.com"), ("SMTP_PORT", "2525"),
            ("SMTP_USERNAME", "robot"), ("SMTP_PASSWORD", "q"), ("SMTP_FROM", "robot@example.com"), ("SMTP_USE_TLS", "false")).ShouldHaveSingleItem();

        new[] { "server", "port", "username", "password", "from", "tls" }.Select(key => mail.Setting(key)!.Reveal())
            .ShouldBe(["mail.example.com", "2525", "robot", "q", "robot@example.com", "none"]);
    }

    [Fact]
    public void A_file_that_names_channels_stands_over_the_variables() =>
        Or([], ("SLACK_WEBHOOK_URL", "https://hooks.example.com/a")).ShouldBeEmpty();

    [Fact]
    public void A_pipeline_may_ask_for_the_comment_on_its_request_whatever_the_file_names()
    {
        NotifyPlan comment = Or(null, ("LEAKGATE_NOTIFY", "github")).ShouldHaveSingleItem();
        comment.Channel.ShouldBe("github");
        comment.Rules.On.ShouldBe(["always"]);

        Or([], ("LEAKGATE_NOTIFY", "github, gitlab")).Select(plan => plan.Channel).ShouldBe(["github", "gitlab"]);
        Or([comment], ("LEAKGATE_NOTIFY", "github")).ShouldBe([comment]);
    }

    [Fact]
    public void A_pipeline_may_have_nobody_told()
    {
        NotifyPlan comment = Or(null, ("LEAKGATE_NOTIFY", "github")).ShouldHaveSingleItem();

        Or([comment], ("LEAKGATE_NOTIFY", "none"), ("SLACK_WEBHOOK_URL", "https://hooks.example.com/a")).ShouldBeEmpty();
    }

    [Fact]
    public void A_channel_that_needs_an_address_can_not_be_asked_for_by_its_name_alone()
    {
        Or(null, ("LEAKGATE_NOTIFY", "slack")).ShouldBeEmpty();

        _warnings.ShouldHaveSingleItem().ShouldStartWith("LEAKGATE_NOTIFY takes none, github and gitlab");
    }

    [Theory]
    [InlineData("EMAIL_TO", "nobody", "EMAIL_TO holds something that is no mail address")]
    [InlineData("EMAIL_TO", "a@example.com", "SMTP_SERVER is not set")]
    public void Variables_that_can_not_be_used_are_told_without_their_values(string name, string value, string told)
    {
        Or(null, (name, value), ("SLACK_WEBHOOK_URL", "SECRETPART")).ShouldBeEmpty();

        _warnings.ShouldContain(warning => warning.Contains(told));
        _warnings.ShouldContain(warning => warning.StartsWith("SLACK_WEBHOOK_URL is no address"));
        _warnings.ShouldAllBe(warning => !warning.Contains("SECRETPART"));
    }

    [Theory]
    [InlineData("a@gmail.com", "smtp.gmail.com", 587)]
    [InlineData("a@Yandex.ru", "smtp.yandex.ru", 465)]
    [InlineData("a@bk.ru", "smtp.mail.ru", 465)]
    [InlineData("a@outlook.com", "smtp-mail.outlook.com", 587)]
    public void Well_known_domains_have_well_known_servers(string address, string server, int port) => KnownMailServers.Of(address).ShouldBe((server, port));

    private IReadOnlyList<NotifyPlan> Or(IReadOnlyList<NotifyPlan>? written, params (string Name, string Value)[] variables) => EnvironmentChannels.Or(
        written, name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault(), Language.English, _warnings.Add);
}
