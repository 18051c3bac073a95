using System.Text.Json.Nodes;

namespace LeakGate.Reports.Channels.Slack;

/// <summary>
/// Pieces of Block Kit. Texts stand in <c>rich_text</c> and <c>plain_text</c> alone, in which Slack reads no markup: a name stays a name.
/// https://api.slack.com/reference/block-kit/blocks
/// </summary>
internal static class SlackText
{
    /// <summary>Most characters of a header.</summary>
    public const int LongestHeader = 150;

    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Plain(Wording.TextColumns.Fit(text, LongestHeader)) };

    public static JsonObject Context(string text) => new() { ["type"] = "context", ["elements"] = new JsonArray(Plain(text)) };

    public static JsonObject Rich(params JsonObject[] parts) => new() { ["type"] = "rich_text", ["elements"] = new JsonArray([.. parts]) };

    public static JsonObject Section(params JsonObject[] texts) => new() { ["type"] = "rich_text_section", ["elements"] = new JsonArray([.. texts]) };

    public static JsonObject Preformatted(string text) => new() { ["type"] = "rich_text_preformatted", ["elements"] = new JsonArray(Text(text)) };

    public static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    public static JsonObject Bold(string text) => new() { ["type"] = "text", ["text"] = text, ["style"] = new JsonObject { ["bold"] = true } };

    /// <summary>For the fallback text, which Slack does read as markup: its three control characters, as its documentation says.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
