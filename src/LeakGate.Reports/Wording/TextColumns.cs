using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace LeakGate.Reports.Wording;

/// <summary>
/// Text as a terminal shows it: how many columns it takes, and how it is cut, padded and broken into lines.
/// Works on grapheme clusters, so nothing is cut through the middle of a character. Thread-safe.
/// </summary>
public static class TextColumns
{
    private const string Ellipsis = "…";

    /// <summary>Columns that the text takes; wide characters take two, combining ones none.</summary>
    public static int Width(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? 0 : new Segment(text).CellCount();
    }

    /// <summary>The text, or as much of its beginning as fits with an ellipsis behind it.</summary>
    /// <param name="text">Plain text, one line.</param>
    /// <param name="width">Most columns of the result; 0 or less gives an empty text.</param>
    public static string Fit(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (width <= 0)
        {
            return string.Empty;
        }

        // A name of a million characters is not measured as a whole: no character takes less than nothing.
        return text.Length <= width * 8 && Width(text) <= width
            ? text
            : Take(text, width - 1) + Ellipsis;
    }

    /// <summary>The text, or its beginning and its end with an ellipsis between: names that differ in their ends alone stay different.</summary>
    /// <param name="text">Plain text, one line.</param>
    /// <param name="width">Most columns of the result.</param>
    /// <param name="end">Most columns of its end.</param>
    public static string Middle(string text, int width, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > width * 8 || Width(text) <= width)
        {
            return Fit(text, width);
        }

        var tail = StringInfo.ParseCombiningCharacters(text).Select(start => text[start..]).First(rest => Width(rest) <= end);
        return Take(text, width - 1 - Width(tail)) + Ellipsis + tail;
    }

    /// <summary>Cut to the width and filled with spaces on the right.</summary>
    public static string Left(string text, int width)
    {
        var fitted = Fit(text, width);
        return fitted + Space(width - Width(fitted));
    }

    /// <summary>Cut to the width and filled with spaces on the left.</summary>
    public static string Right(string text, int width)
    {
        var fitted = Fit(text, width);
        return Space(width - Width(fitted)) + fitted;
    }

    /// <summary>
    /// Lines of at most <paramref name="width"/> columns. Breaks at spaces; a word that is longer breaks after <c>/</c>, then anywhere.
    /// A no-break space holds number and unit together and comes out as a plain space, so that the text can be searched for.
    /// </summary>
    /// <param name="text">Plain text, one line.</param>
    /// <param name="width">At least 2, because one character may take two columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 2.</exception>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            var gap = used == 0 ? 0 : 1;
            if (used + gap + Width(rest) > width && used > 0)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = gap = 0;
            }

            while (Width(rest) > width)
            {
                var head = Take(rest, width);
                var slash = head.LastIndexOf('/');
                head = slash > 0 ? head[..(slash + 1)] : head;
                lines.Add(head);
                rest = rest[head.Length..];
            }

            line.Append(gap == 1 ? " " : string.Empty).Append(rest);
            used += gap + Width(rest);
        }

        if (used > 0 || lines.Count == 0)
        {
            lines.Add(line.ToString());
        }

        return [.. lines.Select(Plain)];
    }

    /// <summary>The text with plain spaces in place of the ones that don't break.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace('\u00a0', ' ');
    }

    private static string Take(string text, int width)
    {
        var taken = 0;
        var used = 0;
        while (taken < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, taken);
            var cells = Width(text.Substring(taken, length));
            if (used + cells > width)
            {
                // One cluster that is wider than the line would stop the wrapping: cut it to its first character.
                return taken > 0 ? text[..taken] : FirstRune(text, width);
            }

            used += cells;
            taken += length;
        }

        return text;
    }

    private static string FirstRune(string text, int width) =>
        width < 1 || !Rune.TryGetRuneAt(text, 0, out var rune) ? string.Empty : rune.ToString();

    private static string Space(int count) => count > 0 ? new string(' ', count) : string.Empty;
}
