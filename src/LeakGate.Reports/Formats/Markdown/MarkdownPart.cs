namespace LeakGate.Reports.Formats.Markdown;

/// <summary>A part of a page that stands or is left out as a whole.</summary>
/// <param name="Rank">0 stands always; the higher, the sooner it is left out where a page would be too long.</param>
/// <param name="Text">Whole lines, the last one empty.</param>
internal sealed record MarkdownPart(int Rank, string Text)
{
    /// <summary>Verdicts: never left out.</summary>
    public const int Always = 0;

    /// <summary>Heading of a target that does not pass.</summary>
    public const int Failing = 1;

    /// <summary>Heading of a target that passes.</summary>
    public const int Passing = 2;

    /// <summary>What was found and what weakens it.</summary>
    public const int Findings = 3;

    /// <summary>Folded: more of a finding.</summary>
    public const int Details = 4;

    /// <summary>Folded: all resources.</summary>
    public const int Resources = 5;

    /// <summary>Folded: baseline, output.</summary>
    public const int Rest = 6;
}
