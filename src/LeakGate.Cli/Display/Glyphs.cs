namespace LeakGate.Cli.Display;

/// <summary>The signs that a terminal is drawn with, and their stand-ins where it shows ASCII only.</summary>
internal sealed record Glyphs
{
    public static Glyphs Unicode { get; } = new()
    {
        Done = "✓",
        Running = "●",
        Ahead = "○",
        Leak = "▲",
        Clean = "✓",
        Undecided = "~",
        Failed = "×",
        Filled = "━",
        Empty = "─",
        HalfRight = "╺",
        HalfLeft = "╸",
        Centre = "┃",
        Track = "╌",
        Levels = "▁▂▃▄▅▆▇█",
    };

    public static Glyphs Ascii { get; } = new()
    {
        Done = "x",
        Running = ">",
        Ahead = ".",
        Leak = "!",
        Clean = "+",
        Undecided = "~",
        Failed = "X",
        Filled = "=",
        Empty = "-",
        HalfRight = "-",
        HalfLeft = "-",
        Centre = "|",
        Track = ".",
        Levels = "_.-=+*%#",
        IsAscii = true,
    };

    public required string Done { get; init; }

    public required string Running { get; init; }

    public required string Ahead { get; init; }

    public required string Leak { get; init; }

    public required string Clean { get; init; }

    public required string Undecided { get; init; }

    public required string Failed { get; init; }

    public required string Filled { get; init; }

    public required string Empty { get; init; }

    public required string HalfRight { get; init; }

    public required string HalfLeft { get; init; }

    public required string Centre { get; init; }

    public required string Track { get; init; }

    /// <summary>Heights of a bar, the lowest first.</summary>
    public required string Levels { get; init; }

    public bool IsAscii { get; init; }

    /// <summary>The text as this terminal can show it, of the same width.</summary>
    public string Text(string text) => IsAscii && text.Any(c => c > '~')
        ? string.Concat(text.Select(c => c switch
        {
            <= '~' => c,
            '≤' => '<',
            '−' or '–' => '-',
            '…' => '.',
            '·' => '.',
            '≈' => '~',
            '±' => '~',
            '\u00a0' => ' ',
            _ => '?',
        }))
        : text;
}
