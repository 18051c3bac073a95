using System.Globalization;
using System.Text;
using LeakGate.Reports.Channels.Messages;

namespace LeakGate.Reports.Channels.Markdown;

/// <summary>The message as a comment of a pull or merge request, within 64 KB.</summary>
internal static class MessageMarkdown
{
    /// <summary>By this the comment is found again; readers do not see it.</summary>
    public const string Marker = "<!-- leakgate:notification -->";

    /// <summary>GitHub takes 65,536 characters.</summary>
    public const int MostCharacters = 65_000;

    public static string Of(RunMessage message) => Shortening.ToFit(message, Compose, markdown => markdown.Length <= MostCharacters);

    private static string Compose(RunMessage message)
    {
        var words = new MessageWords(message.Language);
        var text = new StringBuilder(Marker).Append("\n### ").Append(MarkdownText.Plain(message.Headline)).Append("\n\n");
        foreach (var sentence in message.Sentences)
        {
            text.Append(MarkdownText.Plain(sentence)).Append("\n\n");
        }

        if (message.Targets.Count > 0)
        {
            text.Append(Row(message.TargetHeads)).Append(Row(message.TargetHeads.Select(_ => "---")));
            foreach (var target in message.Targets)
            {
                text.Append(Row([MarkdownText.Code(target.Name), target.Outcome, MarkdownText.Plain(target.Leaks), MarkdownText.Plain(target.Memory), target.Curve]));
            }

            text.Append('\n');
        }

        Line(text, message.MoreTargets > 0, words.MoreTargets(message.MoreTargets));
        foreach (var finding in message.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"<details><summary>{MarkdownText.Plain(finding.Heading)} – <code>{Html(finding.Target)}</code></summary>\n\n");
            foreach (var fact in finding.All)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Plain(fact.Label)}: {MarkdownText.Code(fact.Value)}\n");
            }

            text.Append("\n</details>\n\n");
        }

        Line(text, message.MoreFindings > 0, words.MoreFindings(message.MoreFindings));
        if (message.Counted.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"**{words.Counted}**\n\n").Append(string.Concat(message.Counted.Select(line => $"- {MarkdownText.Plain(line)}\n"))).Append('\n');
        }

        if (message.Link is { } link)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{message.LinkText}](<{link.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal)}>)\n\n");
        }

        return text.Append(string.Join(" · ", message.Facts.Select(fact => $"{fact.Label}: {MarkdownText.Code(fact.Value)}").Append(message.Signature))).Append('\n').ToString();
    }

    private static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |\n";

    private static string Html(string text) => System.Net.WebUtility.HtmlEncode(text).Replace("@", "&#64;<!---->", StringComparison.Ordinal);

    private static void Line(StringBuilder text, bool needed, string line)
    {
        if (needed)
        {
            text.Append(line).Append("\n\n");
        }
    }
}
