namespace LeakGate.Reports.Formats.Markdown;

/// <summary>A table, a folded part, a list; cells are Markdown already and hold no line end and no bare <c>|</c>.</summary>
internal static class MarkdownTable
{
    /// <summary>A table with an empty line behind it.</summary>
    public static string Of(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) =>
        Head(heads) + string.Concat(rows.Select(Row)) + "\n";

    /// <summary>The heads alone; rows follow.</summary>
    public static string Head(IReadOnlyList<string> heads) => Row(heads) + Row([.. heads.Select(_ => "---")]);

    /// <summary>One row.</summary>
    public static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>A part that is folded until somebody opens it.</summary>
    /// <param name="summary">What stands while it is folded; Markdown already.</param>
    /// <param name="body">Whole lines, the last one empty.</param>
    public static string Folded(string summary, string body) => $"<details><summary>{summary}</summary>\n\n{body}</details>\n\n";
}
