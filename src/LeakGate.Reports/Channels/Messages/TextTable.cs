using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Channels.Messages;

/// <summary>The table of targets as lines of equal columns, for whatever shows text in one width.</summary>
internal static class TextTable
{
    /// <summary>Columns that the name, the verdict, what leaks and the growth take at most.</summary>
    private static readonly int[] Widest = [24, 14, 28, 28, 16];

    /// <summary>Heads and rows; a column without any text is left out.</summary>
    public static IReadOnlyList<string> Of(RunMessage message)
    {
        IReadOnlyList<string>[] rows = [message.TargetHeads, .. message.Targets.Select(target => target.Cells)];
        int[] widths = [.. Widest.Select((widest, column) => message.Targets.Any(target => target.Cells[column].Length > 0)
            ? Math.Min(widest, rows.Max(row => TextColumns.Width(row[column]))) : 0)];
        return [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => (cell, widths[column])).Where(pair => pair.Item2 > 0)
            .Select(pair => TextColumns.Left(pair.cell, pair.Item2))).TrimEnd())];
    }
}
