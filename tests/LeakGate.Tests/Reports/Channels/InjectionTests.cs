using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LeakGate.Reports.Channels.Mail;
using LeakGate.Reports.Channels.Markdown;
using LeakGate.Reports.Channels.Teams;
using LeakGate.Runs.Configuration;
using MimeKit;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Channels;

/// <summary>Names of targets, requests, paths and branches come out as text in every channel, whatever is in them.</summary>
public sealed partial class InjectionTests
{
    private static readonly string[] Hostile =
    [
        .. MadeReports.HostileNames, "<!channel> <@U123> <https://evil.test|click>", "@everyone @octocat #1 !2 ~3 :tada:", "x\r\nBcc: all@evil.test\r\n\r\n<b>", "{{DATE(2017-02-14T06:00Z)}} _a_ ~b~",
        "``` `` ` ````", "/close /merge", "<img src=x onerror=alert(1)>", "=?utf-8?q?a?= \"b\" <c@d.test>, e",
    ];

    public static TheoryData<string, string> NamesInChannels => [.. KnownNames.Channels.SelectMany(channel => Hostile.Select(name => (channel, name)))];

    public static TheoryData<string> Names => [.. Hostile];

    [Theory]
    [MemberData(nameof(NamesInChannels))]
    public void A_hostile_name_composes_in_every_channel_without_a_line_or_control_of_its_own(string channel, string name)
    {
        var payload = MadeMessages.Payload(channel, MadeReports.Hostile(name), branch: name);

        payload.Where(sign => char.IsControl(sign) && sign is not ('\n' or '\r')).ShouldBeEmpty();
        payload.ShouldNotContain("\ud800");

        // A program gets names as they are: for it, right-to-left marks are characters like any other.
        if (channel != "webhook")
        {
            payload.ShouldNotContain('\u202e');
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slack_reads_names_only_where_it_reads_no_markup(string name)
    {
        var payload = JsonNode.Parse(MadeMessages.Payload("slack", MadeReports.Hostile(name), branch: name))!;

        Types(payload).ShouldNotContain("mrkdwn");
        payload["text"]!.GetValue<string>().ShouldNotContain('<');
        payload.ToJsonString().ShouldNotContain("\"emoji\":true");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Telegram_gets_well_formed_html_of_its_own_marks_alone(string name)
    {
        var html = JsonNode.Parse(MadeMessages.Payload("telegram", MadeReports.Hostile(name), branch: name))!["text"]!.GetValue<string>();

        XElement.Parse($"<x>{html}</x>").Descendants().Select(mark => mark.Name.LocalName).Distinct().ShouldBeSubsetOf(["b", "i", "pre", "code"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_has_its_own_headers_alone_and_html_without_script(string name)
    {
        var input = MadeReports.Hostile(name);
        var mail = MailMessage.Of(MadeMessages.Of(input, branch: name), MadeMessages.Context(MadeMessages.Plan("email"), input));
        using var written = new MemoryStream();
        mail.WriteTo(written, TestContext.Current.CancellationToken);
        written.Position = 0;
        var read = MimeMessage.Load(written, TestContext.Current.CancellationToken);

        read.Headers.Select(header => header.Field).ShouldBeSubsetOf(
            ["From", "To", "Subject", "Date", "Message-Id", "Message-ID", "MIME-Version", "Content-Type", "X-LeakGate-Run", "Auto-Submitted"]);
        read.To.ToString().ShouldBe("team@example.com");
        read.HtmlBody.ShouldNotBeNull();
        read.HtmlBody.ShouldNotContain("<script");
        read.HtmlBody.ShouldNotContain("<img src=x");
        read.HtmlBody.ShouldNotContain("javascript:alert(1)\"");
    }

    [Theory]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`", "`` ` ``")]
    [InlineData("a|b", @"`a\|b`")]
    [InlineData("", "–")]
    public void Code_is_fenced_longer_than_what_is_in_it(string text, string code) => MarkdownText.Code(text).ShouldBe(code);

    [Theory]
    [InlineData("*a* _b_ [c](d) @e", @"\*a\* \_b\_ \[c\]\(d\) @<!---->e")]
    [InlineData("<b>&", "&lt;b&gt;&amp;")]
    public void Words_in_a_sentence_are_escaped(string text, string escaped) => MarkdownText.Plain(text).ShouldBe(escaped);

    [Theory]
    [InlineData("feature/a-b.c", "feature/a-b.c")]
    [InlineData("**x** [y](z)", @"\*\*x\*\* \[y\]\(z\)")]
    [InlineData("- item", @"\- item")]
    public void Facts_of_a_card_are_escaped_but_stay_readable(string text, string escaped) => TeamsCard.Escape(text).ShouldBe(escaped);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_reads_names_only_in_runs_and_escaped_facts(string name)
    {
        var payload = JsonNode.Parse(MadeMessages.Payload("teams", MadeReports.Hostile(name), branch: name))!;

        Types(payload).ShouldNotContain("TextBlock");
    }

    [Fact]
    public void A_comment_mentions_nobody_and_closes_nothing()
    {
        var comment = MadeMessages.Payload("github", MadeReports.Hostile("@octocat"), branch: "@octocat");

        Code().Replace(comment, "").ShouldNotContain("@octocat");
        comment.Split('\n').ShouldAllBe(line => !line.StartsWith('/'));
    }

    private static IEnumerable<string> Types(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => part is { Key: "type", Value: JsonValue type } ? [type.GetValue<string>()] : Types(part.Value)),
        JsonArray items => items.SelectMany(Types),
        _ => [],
    };

    [GeneratedRegex("(?<fence>`+)[^\n]*?[^`]\\k<fence>(?!`)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
