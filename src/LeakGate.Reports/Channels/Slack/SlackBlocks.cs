using System.Text.Json.Nodes;
using LeakGate.Reports.Channels.Messages;
using static LeakGate.Reports.Channels.Slack.SlackText;

namespace LeakGate.Reports.Channels.Slack;

/// <summary>The message as Block Kit: at most 50 blocks, none with more than 3,000 characters of text.</summary>
internal static class SlackBlocks
{
    public const int MostBlocks = 50;
    public const int MostCharacters = 3000;

    public static JsonObject Of(RunMessage message) => Shortening.ToFit(message, Compose, Fits);

    private static bool Fits(JsonObject payload) =>
        payload["blocks"]!.AsArray() is { Count: <= MostBlocks } blocks && blocks.All(block => Characters(block!) <= MostCharacters);

    /// <summary>Characters of every text in a block.</summary>
    internal static int Characters(JsonNode node) => node switch
    {
        JsonObject parts => parts.Sum(part => part is { Key: "text", Value: JsonValue text } ? text.GetValue<string>().Length : part.Value is null ? 0 : Characters(part.Value)),
        JsonArray items => items.Sum(item => item is null ? 0 : Characters(item)),
        _ => 0,
    };

    private static JsonObject Compose(RunMessage message)
    {
        var words = new MessageWords(message.Language);
        List<JsonObject> blocks = [Header(message.Headline), Rich(Section(Text(string.Join('\n', message.Sentences))))];
        if (message.Targets.Count > 0)
        {
            string[] lines = [.. TextTable.Of(message), .. message.MoreTargets > 0 ? [words.MoreTargets(message.MoreTargets)] : Array.Empty<string>()];
            blocks.Add(Rich(Preformatted(string.Join('\n', lines))));
        }

        blocks.AddRange(message.Findings.Select(finding => Rich(Section(
        [
            Bold($"{finding.Heading} – {finding.Target}"),
            .. finding.Facts.SelectMany(fact => new[] { Bold($"\n{fact.Label}: "), Text(fact.Value) }),
        ]))));
        if (message.MoreFindings > 0)
        {
            blocks.Add(Context(words.MoreFindings(message.MoreFindings)));
        }

        if (message.Counted.Count > 0)
        {
            blocks.Add(Rich(Section(Bold(words.Counted), Text("\n" + string.Join('\n', message.Counted)))));
        }

        if (message.Link is { } link)
        {
            blocks.Add(new JsonObject
            {
                ["type"] = "actions",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["text"] = Plain(message.LinkText), ["url"] = link.AbsoluteUri, ["action_id"] = "open_report" }),
            });
        }

        blocks.Add(Context(string.Join(" · ", message.Facts.Select(fact => $"{fact.Label}: {fact.Value}").Append(message.Signature))));
        return new JsonObject { ["text"] = Escape(message.Headline), ["mrkdwn"] = false, ["blocks"] = new JsonArray([.. blocks]), ["unfurl_links"] = false };
    }
}
