using System.Text;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Channels.Mail;

/// <summary>The message as plain text: what a mail program without HTML shows.</summary>
internal static class MailText
{
    private const int Width = 76;

    /// <summary>Most characters: nobody reads more, and the HTML twin holds no more either.</summary>
    private const int MostCharacters = 40_000;

    public static string Of(RunMessage message) => Shortening.ToFit(message, Compose, text => text.Length <= MostCharacters);

    private static string Compose(RunMessage message)
    {
        var words = new MessageWords(message.Language);
        var text = new StringBuilder();
        void Lines(string line, string indent = "")
        {
            foreach (var part in TextColumns.Wrap(line, Width - indent.Length))
            {
                text.Append(indent).Append(part).Append('\n');
            }
        }

        Lines(message.Headline);
        text.Append('\n');
        foreach (var sentence in message.Sentences)
        {
            Lines(sentence);
        }

        if (message.Link is { } link)
        {
            text.Append('\n').Append(message.LinkText).Append(": ").Append(link.AbsoluteUri).Append('\n');
        }

        if (message.Targets.Count > 0)
        {
            text.Append('\n').Append(string.Join('\n', TextTable.Of(message))).Append('\n');
        }

        if (message.MoreTargets > 0)
        {
            Lines(words.MoreTargets(message.MoreTargets));
        }

        foreach (var finding in message.Findings)
        {
            text.Append('\n');
            Lines($"{finding.Heading} – {finding.Target}");
            foreach (var fact in finding.All)
            {
                Lines($"{fact.Label}: {fact.Value}", "  ");
            }
        }

        if (message.MoreFindings > 0)
        {
            text.Append('\n');
            Lines(words.MoreFindings(message.MoreFindings));
        }

        if (message.Counted.Count > 0)
        {
            text.Append('\n').Append(words.Counted).Append('\n');
            foreach (var line in message.Counted)
            {
                Lines("- " + line, "  ");
            }
        }

        text.Append('\n');
        Lines(string.Join(" · ", message.Facts.Select(fact => $"{fact.Label}: {fact.Value}").Append(message.Signature)));
        return text.ToString();
    }
}
