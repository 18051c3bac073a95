namespace LeakGate.Reports.Formats.Markdown;

/// <summary>Parts put together within a limit: what is folded goes first, a verdict never.</summary>
internal static class MarkdownPage
{
    /// <summary>The page.</summary>
    /// <param name="parts">In the order in which they are read.</param>
    /// <param name="limit">Most that the page may measure.</param>
    /// <param name="measure">How it is measured: in characters or bytes.</param>
    /// <param name="leftOut">What stands at the end where that many parts were left out.</param>
    public static string Of(IReadOnlyList<MarkdownPart> parts, int limit, Func<string, int> measure, Func<int, string> leftOut)
    {
        var sizes = parts.Select(part => measure(part.Text)).ToArray();
        if (sizes.Sum() <= limit)
        {
            return string.Concat(parts.Select(part => part.Text));
        }

        var room = limit - measure(leftOut(parts.Count));
        var stands = new bool[parts.Count];
        foreach (var i in Enumerable.Range(0, parts.Count).OrderBy(i => parts[i].Rank).ThenBy(i => i))
        {
            stands[i] = sizes[i] <= room;
            room -= stands[i] ? sizes[i] : 0;
        }

        return string.Concat(parts.Where((_, i) => stands[i]).Select(part => part.Text)) + leftOut(stands.Count(one => !one));
    }
}
