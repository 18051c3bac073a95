using System.Globalization;
using System.Text;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Formats.Markdown;

/// <summary>
/// Text that is shown as it is, whatever it holds: no Markdown, no HTML, and none of what GitHub and GitLab make of text afterwards
/// (mentions, references to issues, links, emoji, formulas). Their filters look at one run of text at a time, after Markdown is done with
/// it, so a sign that would begin something stands in an element of its own.
/// </summary>
internal static class MarkdownText
{
    private const int LongestName = 200;

    /// <summary>Text within a line: one line, every sign that Markdown or HTML reads as a reference to its character.</summary>
    public static string Of(string text)
    {
        var safe = TextColumns.Plain(SafeText.Of(text));
        var written = new StringBuilder(safe.Length + 16);
        for (var i = 0; i < safe.Length; i++)
        {
            var sign = safe[i];
            if (Begins(safe, i))
            {
                written.Append("<span>").Append(Reference(sign)).Append("</span>");
            }
            else if (char.IsAsciiLetterOrDigit(sign) || !char.IsAscii(sign) || " ,;()%".Contains(sign, StringComparison.Ordinal) || IsInner(safe, i))
            {
                written.Append(sign);
            }
            else
            {
                written.Append(Reference(sign));
            }
        }

        return written.ToString();
    }

    /// <summary>A target's own words: a name of at most 200 columns, in the type of code.</summary>
    public static string Code(string name) => $"<code>{Of(TextColumns.Fit(SafeText.Of(name), LongestName))}</code>";

    /// <summary>Whether GitHub or GitLab would make something of the sign: <c>@name</c>, <c>#1</c>, <c>!1</c>, <c>:x:</c>, <c>://</c>, <c>www.</c>, <c>$x$</c>.</summary>
    private static bool Begins(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '@' or '$' => true,
            '#' or '!' or '~' or '&' or '%' or '^' => char.IsLetterOrDigit(next) || next is '"' or '{',
            ':' => char.IsAsciiLetter(next) || next is '/' or '+' or '-' or '_',
            '.' => at >= 3 && text.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    /// <summary>A point, dash or slash between letters or digits is no sign of Markdown's: numbers and paths stay readable in the source.</summary>
    private static bool IsInner(string text, int at) =>
        text[at] is '.' or '-' or '/' or ':' && at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private static string Reference(char sign) => "&#" + ((int)sign).ToString(CultureInfo.InvariantCulture) + ";";
}
