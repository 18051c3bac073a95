using System.Text;
using LeakGate.Reports.Wording;
using Spectre.Console;

namespace LeakGate.Cli.Display;

/// <summary>What a piece of text means; the colour follows from it. Colour says verdict and nothing else.</summary>
internal enum Tone
{
    Plain,
    Faint,
    Strong,
    Leak,
    Clean,
    Undecided,
}

/// <summary>One line of the screen: pieces of harmless text, each with its tone, never wider than was asked for.</summary>
internal sealed class FrameLine(Glyphs glyphs, int width)
{
    private readonly List<(string Text, Tone Tone)> _pieces = [];

    /// <summary>Columns taken.</summary>
    public int Used { get; private set; }

    /// <summary>Columns left.</summary>
    public int Left => Math.Max(0, width - Used);

    public IReadOnlyList<(string Text, Tone Tone)> Pieces => _pieces;

    /// <summary>Adds as much of the text as fits.</summary>
    public FrameLine Add(string text, Tone tone = Tone.Plain)
    {
        var fitted = glyphs.Text(TextColumns.Plain(TextColumns.Fit(text, Left)));
        if (fitted.Length > 0)
        {
            _pieces.Add((fitted, tone));
            Used += TextColumns.Width(fitted);
        }

        return this;
    }

    /// <summary>Adds the text in a column of this width, at its left edge.</summary>
    public FrameLine AddLeft(string text, int columns, Tone tone = Tone.Plain) => Add(TextColumns.Left(text, Math.Min(columns, Left)), tone);

    /// <summary>Adds the text in a column of this width, at its right edge.</summary>
    public FrameLine AddRight(string text, int columns, Tone tone = Tone.Plain) => Add(TextColumns.Right(text, Math.Min(columns, Left)), tone);

    /// <summary>Adds another line's pieces.</summary>
    public FrameLine Add(FrameLine other)
    {
        foreach (var (text, tone) in other.Pieces)
        {
            Add(text, tone);
        }

        return this;
    }

    /// <summary>Fills with spaces up to this column.</summary>
    public FrameLine To(int column) => column > Used ? Add(new string(' ', column - Used)) : this;

    /// <summary>As Spectre draws it: by paragraphs, never by markup, so that <c>[red]</c> in a name is five letters.</summary>
    public Paragraph Render()
    {
        var paragraph = new Paragraph();
        foreach (var (text, tone) in _pieces)
        {
            paragraph.Append(text, StyleOf(tone));
        }

        return paragraph;
    }

    /// <inheritdoc />
    public override string ToString() => _pieces.Aggregate(new StringBuilder(), (all, piece) => all.Append(piece.Text)).ToString();

    // The 16 colours of the terminal's own theme: they stay readable on its background.
    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Faint => new Style(decoration: Decoration.Dim),
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Leak => new Style(Color.Maroon, decoration: Decoration.Bold),
        Tone.Clean => new Style(Color.Teal),
        Tone.Undecided => new Style(Color.Purple),
        _ => Style.Plain,
    };
}
