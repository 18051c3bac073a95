namespace LeakGate.Runs.Recorded;

/// <summary>One thing that is wrong in a recording, and where.</summary>
/// <param name="File">File name as the user gave it.</param>
/// <param name="Row">Line of the file, from 1: the header is 1.</param>
/// <param name="Column">Number of the cell in its row, from 1; 0: the whole row.</param>
/// <param name="ColumnName">Name of the column; empty: it has none.</param>
/// <param name="Text">The offending text, cut; may be empty.</param>
/// <param name="Problem">What is wrong, in the language asked for, the text in it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record CsvError(string File, long Row, int Column, string ColumnName, string Text, string Problem, string Remedy)
{
    /// <summary>One line: <c>soak.csv:3:2: rss_bytes: problem; remedy</c>; the second number counts cells.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{File}:{Row}:{Math.Max(1, Column)}: {(ColumnName.Length > 0 ? ColumnName + ": " : "")}{Problem}; {Remedy}");
}
