using System.Text;
using System.Text.Json.Nodes;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs;

namespace LeakGate.Reports.Channels.Teams;

/// <summary>
/// The message as an Adaptive Card 1.4 within 21 KB. Names stand in text runs, in which Teams reads no markup; a fact set does read
/// it, so its values are escaped. https://adaptivecards.io/explorer
/// </summary>
internal static class TeamsCard
{
    /// <summary>Most bytes of the whole payload, some of the 21 KB left for what the workflow adds.</summary>
    public const int MostBytes = 20_000;

    /// <summary>Widths of the columns of targets, each its share of the whole.</summary>
    private static readonly int[] Widths = [20, 15, 30, 20, 15];

    /// <summary>Longest words that a card and a column of it hold in a line: a longer one is not broken but stands out of them.</summary>
    private const int LongestWord = 64;

    private const int LongestWordOfCell = 16;

    private const string Markup = "\\`*_{}[]()#+-.!|<>~&@";

    public static JsonObject Of(RunMessage message) =>
        Shortening.ToFit(message, Payload, payload => Encoding.UTF8.GetByteCount(payload.ToJsonString(RunJson.Line)) <= MostBytes);

    private static JsonObject Payload(RunMessage message) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = Card(message),
        }),
    };

    private static JsonObject Card(RunMessage message)
    {
        var words = new MessageWords(message.Language);
        List<JsonObject> body = [Headline(message), .. message.Sentences.Select(sentence => Text(Run(sentence)))];
        if (message.Targets.Count > 0)
        {
            body.Add(Row(message.TargetHeads, bold: true));
            body.AddRange(message.Targets.Select(target => Row(Cells(target), bold: false)));
        }

        if (message.MoreTargets > 0)
        {
            body.Add(Text(Run(words.MoreTargets(message.MoreTargets), subtle: true)));
        }

        body.AddRange(message.Findings.Select(Finding));
        if (message.MoreFindings > 0)
        {
            body.Add(Text(Run(words.MoreFindings(message.MoreFindings), subtle: true)));
        }

        if (message.Counted.Count > 0)
        {
            body.Add(Text(Run(words.Counted, bold: true)));
            body.AddRange(message.Counted.Select(line => Text(Run(line))));
        }

        body.Add(new JsonObject
        {
            ["type"] = "FactSet",
            ["separator"] = true,
            ["facts"] = new JsonArray([.. message.Facts.Select(fact => new JsonObject { ["title"] = fact.Label, ["value"] = Escape(fact.Value) })]),
        });
        body.Add(Text(Run(message.Signature, subtle: true)));
        JsonObject card = new()
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["fallbackText"] = message.Headline,
            ["body"] = new JsonArray([.. body]),
            ["msteams"] = new JsonObject { ["width"] = "Full" },
        };
        if (message.Link is { } link)
        {
            card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = message.LinkText, ["url"] = link.AbsoluteUri });
        }

        return card;
    }

    private static JsonObject Headline(RunMessage message)
    {
        var run = Run(message.Headline, bold: true);
        run["size"] = "Large";
        run["color"] = message.Mood switch
        {
            "leak" or "failed" => "Attention",
            "regression" or "inconclusive" => "Warning",
            "recovered" or "clean" => "Good",
            _ => "Accent",
        };
        return Text(run);
    }

    private static JsonObject Finding(MessageFinding finding) => new()
    {
        ["type"] = "Container",
        ["separator"] = true,
        ["items"] = new JsonArray(
        [
            Text(Run($"{finding.Heading} – {finding.Target}", bold: true)),
            .. finding.Facts.Select(fact => Close(Text(Run($"{fact.Label}: ", subtle: true), Run(Breaking(fact.Value, LongestWord))))),
        ]),
    };

    private static JsonObject Row(IReadOnlyList<string> cells, bool bold) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray([.. cells.Select((cell, column) => new JsonObject
        {
            ["type"] = "Column",
            ["width"] = Widths[column],
            ["items"] = new JsonArray(Text(Run(cell.Length > 0 ? cell : "–", bold))),
        })]),
    };

    private static JsonObject Close(JsonObject text)
    {
        text["spacing"] = "None";
        return text;
    }

    private static string Breaking(string text, int longest) => string.Join(' ', text.Split(' ').Select(
        word => string.Join('-', word.Split('-').Select(part => Wording.TextColumns.Fit(part, longest)))));

    /// <summary>Every second bar: a card is narrow, and one that is wider than its column is cut.</summary>
    private static string[] Cells(MessageTarget target) =>
        [.. target.Cells.SkipLast(1).Select(cell => Breaking(cell, LongestWordOfCell)), string.Concat(target.Curve.Where((_, bar) => bar % 2 == 1))];

    private static JsonObject Text(params JsonObject[] runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };

    private static JsonObject Run(string text, bool bold = false, bool subtle = false)
    {
        JsonObject run = new() { ["type"] = "TextRun", ["text"] = text };
        if (bold)
        {
            run["weight"] = "Bolder";
        }

        if (subtle)
        {
            run["isSubtle"] = true;
        }

        return run;
    }

    /// <summary>Markdown escapes, so that what the cards read as markup is shown as it is.</summary>
    internal static string Escape(string text) =>
        string.Concat(text.Select((sign, index) => Markup.Contains(sign, StringComparison.Ordinal) && !IsWithin(text, index, sign) ? "\\" + sign : sign.ToString()));

    /// <summary>A hyphen, point or underscore between two letters or digits is no markup; escaped, old mobile apps would show the escape.</summary>
    private static bool IsWithin(string text, int index, char sign) =>
        sign is '-' or '.' && index > 0 && index < text.Length - 1 && char.IsLetterOrDigit(text[index - 1]) && char.IsLetterOrDigit(text[index + 1]);
}
