using System.Text;
using System.Text.Json.Nodes;
using LeakGate.Reports.Channels;
using LeakGate.Reports.Channels.Markdown;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Channels.Slack;
using LeakGate.Reports.Channels.Telegram;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Channels;

/// <summary>What each channel sends: its structure and limits, whatever the run.</summary>
public sealed class PayloadTests
{
    public static TheoryData<string> Channels => [.. KnownNames.Channels];

    public static TheoryData<string, Language> ChannelsInLanguages =>
        [.. KnownNames.Channels.SelectMany(channel => new[] { (channel, Language.English), (channel, Language.Russian) })];

    [Fact]
    public void Every_channel_that_can_be_configured_is_there() =>
        ChannelList.All.Select(channel => channel.Name).ShouldBe(KnownNames.Channels);

    [Theory]
    [MemberData(nameof(ChannelsInLanguages))]
    public void A_night_reads_the_same_under_every_culture(string channel, Language language) =>
        Snapshot.Matches($"{channel}.{language.Pick("en", "ru")}", () => MadeMessages.Payload(channel, MadeMessages.Night(language)) + "\n");

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Russian)]
    public void Five_hundred_findings_in_fifty_targets_stay_within_the_limits_of_every_channel(Language language)
    {
        var input = MadeMessages.Five_hundred(language);

        SlackIsRight(MadeMessages.Payload("slack", input));
        Encoding.UTF8.GetByteCount(MadeMessages.Payload("teams", input)).ShouldBeLessThan(21 * 1024);
        JsonNode.Parse(MadeMessages.Payload("telegram", input))!["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(TelegramHtml.MostCharacters);
        MadeMessages.Payload("github", input).Length.ShouldBeLessThan(65_536);
        MadeMessages.Payload("gitlab", input).Length.ShouldBeLessThan(65_536);
        MadeMessages.Payload("email", input).Length.ShouldBeLessThan(200_000);
        Encoding.UTF8.GetByteCount(MadeMessages.Payload("webhook", input)).ShouldBeLessThanOrEqualTo(1024 * 1024);
    }

    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    [InlineData("telegram")]
    [InlineData("github")]
    [InlineData("email")]
    public void A_shortened_message_still_tells_verdict_targets_findings_and_how_many_are_left_out(string channel)
    {
        var payload = MadeMessages.Payload(channel, MadeMessages.Five_hundred());

        payload.ShouldContain("Leak in service-with-a-long-n");
        payload.ShouldContain("49");
        payload.ShouldContain("/api/p");
        payload.ShouldContain("per 1,000 requests");
        payload.ShouldContain("more findings, in the report");
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Clean_undecided_failed_and_test_messages_can_be_composed(string channel)
    {
        var context = MadeMessages.Context(MadeMessages.Plan(channel));
        foreach (var input in new[] { MadeReports.Clean(), MadeReports.Inconclusive(), MadeReports.Failed(), MadeReports.Leaky() })
        {
            ChannelList.Named(channel).Compose(MadeMessages.Of(input), context with { Targets = input.Targets }).Text.ShouldNotBeEmpty();
        }

        ChannelList.Named(channel).Compose(MessageBuilder.Test(Language.English, "0.1.0", MadeMessages.Now, new MessageOrigin("", "", null)), context).Text
            .ShouldContain("TEST: LeakGate reaches this channel");
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void No_secret_is_in_what_is_shown(string channel)
    {
        var input = MadeMessages.Night();
        var outgoing = ChannelList.Named(channel).Compose(MadeMessages.Of(input), MadeMessages.Context(MadeMessages.Plan(channel), input));

        (outgoing.Where + outgoing.Text).ShouldNotContain("SECRETPART");
    }

    [Fact]
    public void Slack_gets_blocks_within_its_limits() => SlackIsRight(MadeMessages.Payload("slack", MadeMessages.Night()));

    [Fact]
    public void The_report_is_one_button_away()
    {
        var slack = JsonNode.Parse(MadeMessages.Payload("slack", MadeMessages.Night()))!["blocks"]!.AsArray().Single(block => block!["type"]!.GetValue<string>() == "actions")!;
        slack["elements"]![0]!["url"]!.GetValue<string>().ShouldBe(MadeMessages.Report.AbsoluteUri);
        var teams = JsonNode.Parse(MadeMessages.Payload("teams", MadeMessages.Night()))!["attachments"]![0]!["content"]!;
        teams["actions"]![0]!["url"]!.GetValue<string>().ShouldBe(MadeMessages.Report.AbsoluteUri);
        JsonNode.Parse(MadeMessages.Payload("telegram", MadeMessages.Night()))!["reply_markup"]!["inline_keyboard"]![0]![0]!["url"]!.GetValue<string>()
            .ShouldBe(MadeMessages.Report.AbsoluteUri);
        MadeMessages.Payload("github", MadeMessages.Night()).ShouldContain($"[Open report](<{MadeMessages.Report.AbsoluteUri}>)");
    }

    [Fact]
    public void A_comment_begins_with_the_mark_by_which_it_is_found_again() =>
        MadeMessages.Payload("github", MadeMessages.Night()).ShouldStartWith(MessageMarkdown.Marker);

    private static void SlackIsRight(string payload)
    {
        var blocks = JsonNode.Parse(payload)!["blocks"]!.AsArray();
        blocks.Count.ShouldBeInRange(1, 50);
        foreach (var block in blocks)
        {
            SlackBlocks.Characters(block!).ShouldBeLessThanOrEqualTo(3000);
            switch (block!["type"]!.GetValue<string>())
            {
                case "header":
                    block["text"]!["type"]!.GetValue<string>().ShouldBe("plain_text");
                    block["text"]!["text"]!.GetValue<string>().Length.ShouldBeInRange(1, 150);
                    break;
                case "rich_text":
                    foreach (var part in block["elements"]!.AsArray())
                    {
                        part!["type"]!.GetValue<string>().ShouldBeOneOf("rich_text_section", "rich_text_preformatted");
                        part["elements"]!.AsArray().ShouldAllBe(text => text!["type"]!.GetValue<string>() == "text" && text["text"]!.GetValue<string>().Length > 0);
                    }

                    break;
                case "context":
                    block["elements"]!.AsArray().Count.ShouldBeInRange(1, 10);
                    block["elements"]!.AsArray().ShouldAllBe(text => text!["type"]!.GetValue<string>() == "plain_text" && text["text"]!.GetValue<string>().Length > 0);
                    break;
                case "actions":
                    block["elements"]!.AsArray().Count.ShouldBeInRange(1, 25);
                    block["elements"]![0]!["text"]!["text"]!.GetValue<string>().Length.ShouldBeInRange(1, 75);
                    block["elements"]![0]!["url"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(3000);
                    break;
                default:
                    throw new InvalidOperationException($"No block of this type is sent: {block}");
            }
        }
    }
}
