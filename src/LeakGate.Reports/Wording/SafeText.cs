using System.Globalization;
using System.Text;

namespace LeakGate.Reports.Wording;

/// <summary>
/// Text that came from a target, made harmless for a terminal: one line, nothing that moves the cursor, sets a colour,
/// turns the direction of writing or hides. Thread-safe.
/// </summary>
public static class SafeText
{
    /// <summary>Most characters that are looked at; what lies behind is left out and marked.</summary>
    public const int Longest = 2000;

    /// <summary>
    /// The text with control characters, line ends, direction marks and lone surrogates shown as <c>�</c>, joiners and
    /// variation selectors taken out (terminals disagree on the width of what they make), tabs as a space.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var safe = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, Longest)).EnumerateRunes())
        {
            if (rune.Value is '\t' or ' ' or 0x00a0)
            {
                safe.Append(' ');
            }
            else if (IsDangerous(rune))
            {
                safe.Append('\ufffd');
            }
            else if (!IsInvisible(rune))
            {
                safe.Append(rune.ToString());
            }
        }

        return text.Length > Longest ? safe.Append('…').ToString() : safe.ToString();
    }

    private static bool IsDangerous(Rune rune) =>
        rune.Value is 0x200e or 0x200f or 0x061c or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned;

    private static bool IsInvisible(Rune rune) =>
        rune.Value is (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100 and <= 0xe01ef) or 0x3164 or 0x115f or 0x1160
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;
}
