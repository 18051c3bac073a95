using System.Globalization;
using System.Text;
using LeakGate.Reports.Channels.Messages;

namespace LeakGate.Reports.Channels.Telegram;

/// <summary>The message in the HTML that Telegram reads, within its 4,096 characters. https://core.telegram.org/bots/api#html-style</summary>
internal static class TelegramHtml
{
    /// <summary>Most characters of the text with its marks, which is more than Telegram counts.</summary>
    public const int MostCharacters = 4096;

    public static string Of(RunMessage message) => Shortening.ToFit(message, Compose, html => html.Length <= MostCharacters);

    private static string Compose(RunMessage message)
    {
        var words = new MessageWords(message.Language);
        var html = new StringBuilder($"<b>{Escape(message.Headline)}</b>\n");
        foreach (var sentence in message.Sentences)
        {
            html.Append(Escape(sentence)).Append('\n');
        }

        Targets(html, message);
        Line(html, message.MoreTargets > 0, words.MoreTargets(message.MoreTargets));
        foreach (var finding in message.Findings)
        {
            html.Append(CultureInfo.InvariantCulture, $"\n<b>{Escape($"{finding.Heading} – {finding.Target}")}</b>\n");
            foreach (var fact in finding.Facts)
            {
                html.Append(CultureInfo.InvariantCulture, $"{Escape(fact.Label)}: <code>{Escape(fact.Value)}</code>\n");
            }
        }

        Line(html, message.MoreFindings > 0, words.MoreFindings(message.MoreFindings));
        if (message.Counted.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"\n<b>{Escape(words.Counted)}</b>\n{Escape(string.Join('\n', message.Counted))}\n");
        }

        html.Append('\n').Append(CultureInfo.InvariantCulture, $"<i>{Escape(string.Join(" · ", message.Facts.Select(fact => $"{fact.Label}: {fact.Value}").Append(message.Signature)))}</i>");
        return html.ToString();
    }

    /// <summary>No table: a phone shows some forty columns and breaks every row.</summary>
    private static void Targets(StringBuilder html, RunMessage message)
    {
        html.Append(message.Targets.Count > 0 ? "\n" : "");
        foreach (var target in message.Targets)
        {
            html.Append(CultureInfo.InvariantCulture, $"{Escape(target.Outcome)}: <b>{Escape(target.Name)}</b>{(target.Leaks.Length > 0 ? " – " : "")}{Escape(target.Leaks)}\n");
            html.Append(CultureInfo.InvariantCulture, $"{Escape(message.TargetHeads[3])}: <code>{Escape(target.Memory)}</code>{(target.Curve.Length > 0 ? " " : "")}{target.Curve}\n");
        }
    }

    private static void Line(StringBuilder html, bool needed, string text)
    {
        if (needed)
        {
            html.Append(Escape(text)).Append('\n');
        }
    }

    /// <summary>The three characters that Telegram reads as marks.</summary>
    internal static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
