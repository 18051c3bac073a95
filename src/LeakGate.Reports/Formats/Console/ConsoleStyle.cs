using LeakGate.Runs.Text;

namespace LeakGate.Reports.Formats.Console;

/// <summary>How the result is written for a person.</summary>
public sealed record ConsoleStyle
{
    /// <summary>Columns of a line at most; 40 or more, default 80. Smaller values are taken as 40.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether the verdict is coloured; default not. Everything is readable without.</summary>
    public bool Colour { get; init; }

    /// <summary>Language of the words; default English.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>Whether the chain of each decision is written too; default not.</summary>
    public bool Explain { get; init; }
}
