namespace LeakGate.Reports.Channels.Markdown;

/// <summary>Texts in Markdown as GitHub and GitLab read it.</summary>
internal static class MarkdownText
{
    /// <summary>
    /// As code, in which nothing is read: no mark, no mention, no emoji, no reference. The fence is longer than any run of backticks in
    /// it; a bar is escaped because tables read it even there.
    /// </summary>
    public static string Code(string text)
    {
        if (text.Length == 0)
        {
            return "–";
        }

        var longest = 0;
        var run = 0;
        foreach (var sign in text)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var space = text[0] is '`' or ' ' || text[^1] is '`' or ' ' ? " " : "";
        return fence + space + text.Replace("|", "\\|", StringComparison.Ordinal) + space + fence;
    }

    /// <summary>
    /// LeakGate's own sentences with a name in them: every mark is escaped, and what begins a mention, a reference, an emoji or a quick
    /// action is parted from its name by an empty comment, which nobody sees.
    /// </summary>
    public static string Plain(string text) => string.Concat(text.Select((sign, index) => sign switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '@' or '#' or '!' or '~' or '%' or ':' or '$' when index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1]) => sign + "<!---->",
        '/' or '-' or '+' or '=' when index == 0 => "<!---->" + sign,
        '\\' or '`' or '*' or '_' or '~' or '{' or '}' or '[' or ']' or '(' or ')' or '|' or '#' => "\\" + sign,
        _ => sign.ToString(),
    }));
}
