using System.Globalization;
using System.Text;

namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>Text as a YAML scalar: plain where that is safe, else in quotes, or as a block where it has several lines.</summary>
internal static class YamlScalar
{
    private const string PlainSigns = "/._~%?&=+-@,;()";

    private static readonly string[] Words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"];

    /// <summary>A scalar on one line.</summary>
    public static string Of(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        return text.All(IsPrintable) && text.Contains('"', StringComparison.Ordinal)
            ? "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'"
            : Quoted(text);
    }

    /// <summary>A value behind <c>key:</c>; text of several lines becomes a block that is indented by <paramref name="indent"/>.</summary>
    public static string Of(string text, string indent)
    {
        string[] lines = text.Split('\n');
        bool block = lines.Length > 1
            && lines[0].Length > 0 && !char.IsWhiteSpace(lines[0][0])
            && lines[^1].Length > 0
            && Array.TrueForAll(lines, line => line.All(sign => IsPrintable(sign) || sign == '\t') && (line.Length == 0 || !string.IsNullOrWhiteSpace(line)));
        return block
            ? "|-\n" + string.Join('\n', lines.Select(line => line.Length == 0 ? "" : indent + line))
            : Of(text);
    }

    /// <summary>Signs that every YAML reader takes for the same text, and none for something else: no number, no word of YAML's.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '/')
        && text[^1] != ' '
        && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == ' ' || PlainSigns.Contains(sign, StringComparison.Ordinal))
        && !Words.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char sign = text[i];
            if (char.IsHighSurrogate(sign) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append(sign).Append(text[++i]);
            }
            else if (sign is '"' or '\\')
            {
                quoted.Append('\\').Append(sign);
            }
            else if (sign == '\n')
            {
                quoted.Append("\\n");
            }
            else if (char.IsSurrogate(sign))
            {
                // Half a character: no file can hold it.
                quoted.Append('\ufffd');
            }
            else
            {
                quoted.Append(IsPrintable(sign) ? sign.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"));
            }
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPrintable(char sign) =>
        !char.IsSurrogate(sign) && !char.IsControl(sign)
        && char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && sign is not ('\ufeff' or '\ufffe' or '\uffff');
}
